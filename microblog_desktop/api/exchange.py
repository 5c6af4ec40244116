"""One request and its answer, without any HTTP library in sight."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# A server that says more has a mistake in its clock, or will not mind a question an hour.
_LONGEST_WAIT_S = 3600.0


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask. `path` begins with `/`; `json` is an encoded body, `file` a body of any kind."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    json: bytes | None = None
    file: bytes | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; header names are in lower case."""

    status: int
    body: bytes
    url: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300

    @property
    def location(self) -> str | None:
        """Where a redirect leads, as the server wrote it."""
        return self.headers.get("location") if self.status in (301, 302, 303, 307, 308) else None

    def retry_after_s(self, now: datetime) -> float | None:
        """`Retry-After`, in seconds or as a date (told by the server's own clock where it has one)."""
        written = self.headers.get("retry-after", "").strip()
        if written.isascii() and written.isdigit():
            return min(float(written[:9]), _LONGEST_WAIT_S)
        moment = _http_date(written)
        if moment is None:
            return None
        wait_s = (moment - (self.date or now)).total_seconds()
        return min(max(wait_s, 0.0), _LONGEST_WAIT_S)

    @property
    def date(self) -> datetime | None:
        """The server's clock when it answered."""
        return _http_date(self.headers.get("date", ""))


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """The head of a 2xx answer whose body is still coming; header names are in lower case."""

    headers: dict[str, str]
    chunks: AsyncGenerator[bytes, None]


def _http_date(written: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(written)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError, TypeError):
        return None
