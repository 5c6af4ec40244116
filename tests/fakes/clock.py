"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FakeClock:
    """A `domain.clock.Clock` that a test sets by hand."""

    def __init__(self, now: datetime = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> datetime:
        """Move on by e.g. `minutes=5` and return the new time."""
        self.now += timedelta(**span)
        return self.now
