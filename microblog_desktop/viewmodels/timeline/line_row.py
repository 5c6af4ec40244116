"""A row that says something of the rows below it, across the list."""

from __future__ import annotations

from microblog_desktop.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class LineRow:
    """`reason` is why what should stand below does not; with `may_retry` it can be asked for again."""

    key: str
    text: str
    is_busy: bool = False
    reason: str = ""
    may_retry: bool = False

    @property
    def spoken(self) -> str:
        return f"{self.text} {self.reason}".strip()
