"""One rate for all workers, kept in Redis.

Asking Redis for each request would cost more than many a request itself. So a
worker takes a few requests of a key at once out of the common rate and counts
them down by itself: never more than the rate in all, and exact for low rates.
While Redis is away each worker counts alone.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import cast

from redis.asyncio import Redis
from redis.exceptions import RedisError

from microblog_server.limits.rate import RateLimit
from microblog_server.settings import Rate

log = logging.getLogger(__name__)

# The part of a rate that a worker takes at once.
_PART = 32
_MOST_KEYS = 50_000
_TELL_AGAIN_S = 60.0
# Returns how many requests were taken, and in how many microseconds the next one would be free.
_TAKE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local interval, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local idle = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local room = math.floor((burst - (idle - now)) / interval + 1)
if room < 1 then return {0, math.ceil(idle - now - burst)} end
local taken = math.min(room, wanted)
if taken > 0 then
    idle = idle + taken * interval
    redis.call('SET', KEYS[1], string.format('%.0f', idle), 'PX', math.ceil((idle - now) / 1000))
end
return {taken, 0}
"""


@dataclass(slots=True)
class _Taken:
    """Requests that this worker may still let pass, for a while."""

    left: int
    until_s: float


class SharedRateLimit:
    """Counts for all workers with the same Redis and the same `name`."""

    def __init__(self, redis: Redis, name: str, rate: Rate) -> None:
        self._take = redis.register_script(_TAKE)
        self._name = name
        self._interval_us = rate.seconds * 1_000_000 / rate.times
        self._burst_us = rate.seconds * 1_000_000 - self._interval_us
        self._part = max(1, rate.times // _PART)
        self._taken: dict[str, _Taken] = {}
        self._alone = RateLimit(rate)
        self._told_s = -_TELL_AGAIN_S

    async def count(self, key: str) -> float:
        if self._has_left(key):
            return 0.0
        try:
            count, wait_s = await self._ask(key, self._part)
        except RedisError as error:
            self._tell(error)
            return await self._alone.count(key)
        if count == 0:
            # Another request of this worker may have taken more than it needed meanwhile.
            return 0.0 if self._has_left(key) else wait_s
        if count > 1:
            self._keep(key, count - 1)
        return 0.0

    async def look(self, key: str) -> float:
        try:
            return (await self._ask(key, 0))[1]
        except RedisError as error:
            self._tell(error)
            return await self._alone.look(key)

    def _has_left(self, key: str) -> bool:
        taken = self._taken.get(key)
        if taken is None or taken.left == 0 or taken.until_s <= time.monotonic():
            return False
        taken.left -= 1
        return True

    def _keep(self, key: str, count: int) -> None:
        now_s = time.monotonic()
        taken = self._taken.get(key)
        left = taken.left if taken is not None and taken.until_s > now_s else 0
        if len(self._taken) >= _MOST_KEYS:
            self._taken.clear()
        self._taken[key] = _Taken(left + count, now_s + max(1.0, count * self._interval_us / 1e6))

    async def _ask(self, key: str, wanted: int) -> tuple[int, float]:
        arguments = [self._interval_us, self._burst_us, wanted]
        taken, wait_us = cast("list[int]", await self._take(keys=[f"microblog:{self._name}:{key}"], args=arguments))
        return taken, wait_us / 1e6

    def _tell(self, error: RedisError) -> None:
        now_s = time.monotonic()
        if now_s - self._told_s >= _TELL_AGAIN_S:
            self._told_s = now_s
            log.warning("Redis does not answer (%s): each worker counts requests alone", type(error).__name__)
