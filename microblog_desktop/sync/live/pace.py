"""How often we look by ourselves: often while somebody watches, seldom while a stream tells us."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from microblog_desktop.domain.problem import Problem
from microblog_desktop.sync.link import Link

ACTIVE_EVERY_S = 10.0
IDLE_EVERY_S = 60.0
SAFETY_EVERY_S = 300.0


class Pace(Protocol):
    """When something that nobody asked for is due again."""

    @property
    def every_s(self) -> float:
        """Between two looks, as things are."""

    @property
    def after_failure_s(self) -> float:
        """From a look that failed to the next."""

    @property
    def told_until(self) -> datetime | None:
        """The last moment at which a stream told us everything."""


class LivePace:
    """For what a stream tells, shared by all who look for such things."""

    def __init__(self, link: Link, look_every_s: Callable[[], float] = lambda: ACTIVE_EVERY_S) -> None:
        """`look_every_s` is asked each time: how often to look while somebody watches and no stream tells."""
        self._link = link
        self._look_every_s = look_every_s
        self._is_active = True
        self._is_told = False
        self.told_until: datetime | None = None

    @property
    def every_s(self) -> float:
        return max(SAFETY_EVERY_S, self._look_every_s()) if self._is_told else self.after_failure_s

    @property
    def after_failure_s(self) -> float:
        every_s = self._look_every_s()
        return every_s if self._is_active else max(every_s, IDLE_EVERY_S)

    def set_active(self) -> None:
        """A window has the person's attention."""
        self._is_active = True
        self._link.ring()

    def set_idle(self) -> None:
        self._is_active = False

    def stream_opened(self) -> None:
        self._is_told = True

    def stream_ended(self) -> None:
        if self._is_told:
            self._is_told = False
            self.told_until = self._link.now()
            self._link.ring()


class Looks:
    """When one worker is to look again."""

    def __init__(self, link: Link, pace: Pace) -> None:
        self._link = link
        self._pace = pace
        self._last: datetime | None = None
        self._has_failed = False
        self._not_before: datetime | None = None

    @property
    def is_due(self) -> bool:
        return self.wait_s <= 0

    @property
    def wait_s(self) -> float:
        """Seconds until the next look; it may change whenever the link's bells ring."""
        now = self._link.now()
        waits = [self._last_told_ago(now)]
        if self._not_before is not None:
            waits.append((self._not_before - now).total_seconds())
        return max(waits)

    def soon(self) -> None:
        """Look as soon as the server lets us."""
        self._last = None

    def done(self) -> None:
        self._last, self._has_failed, self._not_before = self._link.now(), False, None

    def failed(self, problem: Problem) -> None:
        """Try again, not before the server wants that."""
        self._last, self._has_failed = self._link.now(), True
        wait_s = problem.retry_after_s
        self._not_before = None if wait_s is None else self._last + timedelta(seconds=wait_s)

    def _last_told_ago(self, now: datetime) -> float:
        if self._last is None:
            return 0.0
        last, every_s = self._last, self._pace.every_s
        if self._has_failed:
            every_s = self._pace.after_failure_s
        elif self._pace.told_until is not None:
            # Everybody's stream ends with the server: not everybody should look in that moment.
            last = max(last, self._pace.told_until)
        return every_s - (now - last).total_seconds()
