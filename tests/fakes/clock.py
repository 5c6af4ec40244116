"""A clock that stands still until a test moves it."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class FakeTimer:
    """What `FakeClock.call_later` gives."""

    def __init__(self, callback: Callable[[], None]) -> None:
        self.callback: Callable[[], None] | None = callback

    def cancel(self) -> None:
        self.callback = None


class FakeClock:
    """A `domain.clock.Clock` that a test sets by hand, and timers that go by it."""

    def __init__(self, now: datetime = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)) -> None:
        self.now = now
        self._passed_s = 0.0
        self._timers: list[tuple[float, int, FakeTimer]] = []
        self._numbers = itertools.count()

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> datetime:
        """Move on by e.g. `minutes=5`, call back what became due on the way, and return the new time."""
        end_s, end = self._passed_s + timedelta(**span).total_seconds(), self.now + timedelta(**span)
        while self._timers and self._timers[0][0] <= end_s:
            due_s, _, timer = heapq.heappop(self._timers)
            self.now += timedelta(seconds=max(0.0, due_s - self._passed_s))
            self._passed_s = max(self._passed_s, due_s)
            if timer.callback is not None:
                timer.callback()
        self._passed_s, self.now = end_s, end
        return self.now

    def sleep_through(self, **span: float) -> datetime:
        """Move on as while the computer sleeps: no timer notices."""
        self.now += timedelta(**span)
        return self.now

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> FakeTimer:
        """Like the loop's, by this clock."""
        timer = FakeTimer(callback)
        heapq.heappush(self._timers, (self._passed_s + delay_s, next(self._numbers), timer))
        return timer

    @property
    def next_timer_s(self) -> float | None:
        """Seconds until the first live timer."""
        due = [due_s for due_s, _, timer in self._timers if timer.callback is not None]
        return min(due) - self._passed_s if due else None
