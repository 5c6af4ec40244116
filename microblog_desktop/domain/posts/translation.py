"""What a post says in another language."""

from __future__ import annotations

from microblog_desktop.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Translation:
    """`source` and `target` are language codes; `provider` is who translated, as people know it."""

    text: str
    source: str
    target: str
    provider: str
