"""One rate for any number of keys, counted in this process.

Each key has one number, the time at which it would be idle again (GCRA): a
burst of `times` at once is fine, and then one each `seconds / times`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from microblog_server.settings import Rate

_MOST_KEYS = 50_000


class Counter(Protocol):
    """Counts requests; both kinds answer with the seconds to wait, 0 if there is room."""

    async def count(self, key: str) -> float: ...

    async def look(self, key: str) -> float: ...


class RateLimit:
    """Counts for this process alone."""

    def __init__(self, rate: Rate, now: Callable[[], float] = time.monotonic) -> None:
        self._interval_s = rate.seconds / rate.times
        self._burst_s = rate.seconds - self._interval_s
        self._now = now
        self._idle_at: dict[str, float] = {}

    async def count(self, key: str) -> float:
        return self.wait_s(key)

    async def look(self, key: str) -> float:
        """Without counting."""
        return self._over_s(key, self._now())

    def wait_s(self, key: str) -> float:
        """Count one request; 0, or how long to wait if it is one too many (then it does not count)."""
        now = self._now()
        over_s = self._over_s(key, now)
        if over_s:
            return over_s
        if len(self._idle_at) >= _MOST_KEYS:
            self._forget_idle(now)
        self._idle_at[key] = max(self._idle_at.get(key, now), now) + self._interval_s
        return 0.0

    def _over_s(self, key: str, now: float) -> float:
        over_s = self._idle_at.get(key, now) - now - self._burst_s
        return over_s if over_s > 1e-9 else 0.0

    def _forget_idle(self, now: float) -> None:
        self._idle_at = {key: idle_at for key, idle_at in self._idle_at.items() if idle_at > now}
        while len(self._idle_at) >= _MOST_KEYS:
            del self._idle_at[next(iter(self._idle_at))]
