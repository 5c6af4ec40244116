"""How often somebody may ask, kept in this process.

Each key has one number, the time at which it would be idle again (GCRA): a
burst of `times` at once is fine, and then one each `seconds / times`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from microblog_server.errors import TooManyRequestsError
from microblog_server.settings import Rate, Settings

_MOST_KEYS = 50_000


class RateLimit:
    """One rate, for any number of keys."""

    def __init__(self, rate: Rate, now: Callable[[], float] = time.monotonic) -> None:
        self._interval_s = rate.seconds / rate.times
        self._burst_s = rate.seconds - self._interval_s
        self._now = now
        self._idle_at: dict[str, float] = {}

    def wait_s(self, key: str) -> float:
        """Count one request; 0, or how long to wait if it is one too many (then it does not count)."""
        now = self._now()
        idle_at = max(self._idle_at.get(key, now), now)
        if idle_at - now > self._burst_s + 1e-9:
            return idle_at - now - self._burst_s
        if len(self._idle_at) >= _MOST_KEYS:
            self._forget_idle(now)
        self._idle_at[key] = idle_at + self._interval_s
        return 0.0

    def _forget_idle(self, now: float) -> None:
        self._idle_at = {key: idle_at for key, idle_at in self._idle_at.items() if idle_at > now}
        while len(self._idle_at) >= _MOST_KEYS:
            del self._idle_at[next(iter(self._idle_at))]


class RateLimits:
    """The limits of the settings; each method raises `TooManyRequestsError`."""

    def __init__(self, settings: Settings) -> None:
        self._is_on = settings.rate_limits
        self._by_address = RateLimit(settings.rate_address)
        self._by_token = RateLimit(settings.rate_token)
        self._sign_in = RateLimit(settings.rate_sign_in)
        self._registration = RateLimit(settings.rate_registration)

    def any_request(self, address: str, token: str) -> None:
        self._count(self._by_address, address)
        if token:
            self._count(self._by_token, token)

    def sign_in(self, address: str, name: str) -> None:
        self._count(self._sign_in, f"address {address}")
        self._count(self._sign_in, f"name {name}")

    def registration(self, address: str) -> None:
        self._count(self._registration, address)

    def _count(self, limit: RateLimit, key: str) -> None:
        if not self._is_on:
            return
        wait_s = math.ceil(limit.wait_s(key))
        if wait_s:
            raise TooManyRequestsError(
                f"Too many requests. Please try again in {wait_s} s.", headers={"Retry-After": str(wait_s)}
            )
