"""What may stay: values that a plan of trimming is made from."""

from __future__ import annotations

from datetime import datetime, timedelta

from microblog_desktop.domain.values import dataclass

UNOPENED = timedelta(days=14)
"""What nobody opened for so long can be fetched again when somebody does."""

NEAR = 200
"""So many rows at the top of each list, and on both sides of a reading place, stay whatever their age."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`oldest` is the time before which posts leave (None: none leaves for its age), `bytes` how large the file may be.

    `unopened` is the time since when somebody must have opened a timeline, a thread or a list for it to stay. `seen`
    are posts whose threads were shown since the start: those stay.
    """

    oldest: datetime | None
    bytes: int | None
    unopened: datetime
    seen: frozenset[int] = frozenset()


def limits_from(now: datetime, days: int, megabytes: int, seen: frozenset[int] = frozenset()) -> Limits:
    """As somebody chose; 0 days or megabytes set no limit."""
    return Limits(
        oldest=now - timedelta(days=days) if days else None,
        bytes=megabytes * 1_000_000 if megabytes else None,
        unopened=now - (min(UNOPENED, timedelta(days=days)) if days else UNOPENED),
        seen=seen,
    )


def everything(now: datetime, seen: frozenset[int] = frozenset()) -> Limits:
    """All that can be fetched again leaves, but for what is near a reading place."""
    return Limits(oldest=now, bytes=None, unopened=now, seen=seen)


@dataclass(frozen=True, slots=True)
class Cut:
    """Rows of a timeline that leave: those between two that stay, or all below one (`below` is None).

    Without `above` the whole timeline leaves. Both are orders of the server.
    """

    scope: str
    above: str | None = None
    below: str | None = None
