"""Announcements through one Redis stream: each worker reads all of it, and all give the same ids.

One announcement is one entry, however many followers somebody has. A worker that
starts reads the newest entries first, so people resume on any worker.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import AsyncIterator, Iterable
from typing import cast

from redis.asyncio import Redis
from redis.exceptions import RedisError

from microblog_server.live.events import Announcement
from microblog_server.live.hub import Hub
from microblog_server.live.recent import MOST

log = logging.getLogger(__name__)

_KEY = "microblog:announcements"
_FIELD = "a"
_AT_ONCE = 512
_WAIT_MS = 5000
# A read that waits for news must not be taken for a server that is gone (redis-py's own limit is 5 s).
_PATIENCE_S = _WAIT_MS / 1000 + 5.0
_AGAIN_S = 1.0
_FIRST_TRY_S = 2.0
# What waits to be sent while Redis is away; older ones are lost then, and everybody reads anew.
_MOST_OUTGOING = 4096
FIRST_ID = "0-0"

_Entries = list[tuple[str, dict[str, str]]]


class RedisSender:
    """Sends what is published; also for a process that has no readers of its own."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._outgoing: deque[Announcement] = deque(maxlen=_MOST_OUTGOING)
        self._sending: asyncio.Task[None] | None = None
        self._redis: Redis | None = None

    def publish(self, announcements: Iterable[Announcement]) -> None:
        self._outgoing.extend(announcements)
        if self._outgoing and self._sending is None:
            self._sending = asyncio.get_running_loop().create_task(self._send())

    async def flush(self) -> None:
        sending = self._sending
        if sending is not None:
            await sending
        if self._redis is not None:
            await self._redis.aclose()
            self._redis = None

    async def _send(self) -> None:
        try:
            while self._outgoing:
                lot = [self._outgoing.popleft() for _ in range(min(len(self._outgoing), _AT_ONCE))]
                await self._add(lot)
        except (RedisError, OSError) as error:
            # Whoever reads has lost the connection too, and tells everybody when it is there again.
            log.warning("Redis cannot be reached (%s): some events are lost", type(error).__name__)
            self._outgoing.clear()
        finally:
            self._sending = None

    async def _add(self, lot: list[Announcement]) -> None:
        if self._redis is None:
            self._redis = Redis.from_url(self._url, decode_responses=True)
        async with self._redis.pipeline(transaction=False) as pipeline:
            for announcement in lot:
                pipeline.xadd(_KEY, {_FIELD: announcement.to_json()}, maxlen=2 * MOST, approximate=True)
            await pipeline.execute()


class RedisEvents:
    """For several workers: what any of them publishes comes to the hubs of all."""

    def __init__(self, hub: Hub, url: str) -> None:
        self.hub = hub
        self._url = url
        self._sender = RedisSender(url)
        self._has_tried = asyncio.Event()

    def publish(self, announcements: Iterable[Announcement]) -> None:
        self._sender.publish(announcements)

    async def flush(self) -> None:
        await self._sender.flush()

    @contextlib.asynccontextmanager
    async def receiving(self) -> AsyncIterator[None]:
        reader = asyncio.get_running_loop().create_task(self._receive())
        try:
            # Who resumes here at once should find the newest entries; but without Redis people are served too.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._has_tried.wait(), _FIRST_TRY_S)
            yield
        finally:
            # Again, until it has ended: before Python 3.12 a cancellation that meets the end of a `wait_for`
            # (redis-py has one around each command) is lost.
            while not reader.done():
                reader.cancel()
                await asyncio.wait({reader}, timeout=_AGAIN_S)
            with contextlib.suppress(asyncio.CancelledError):
                reader.result()

    async def _receive(self) -> None:
        """Read for ever; a connection that was lost may have lost announcements."""
        was_lost = False
        while True:
            try:
                async with Redis.from_url(self._url, decode_responses=True, socket_timeout=_PATIENCE_S) as redis:
                    await self._begin(redis, was_lost=was_lost)
                    was_lost = False
                    self._has_tried.set()
                    while True:
                        await self._read(redis)
            except (RedisError, OSError) as error:
                if not was_lost:
                    log.warning("live events stop until Redis can be reached again (%s)", type(error).__name__)
                was_lost = True
                self._has_tried.set()
                await asyncio.sleep(_AGAIN_S)

    async def _begin(self, redis: Redis, *, was_lost: bool) -> None:
        newest = cast("_Entries", await redis.xrevrange(_KEY, count=MOST))
        if was_lost:
            self.hub.lose(newest[0][0] if newest else FIRST_ID)
            return
        for id, fields in reversed(newest):
            self.hub.receive(id, Announcement.from_json(fields[_FIELD]))

    async def _read(self, redis: Redis) -> None:
        answer = await redis.xread({_KEY: self.hub.recent.last_id}, count=_AT_ONCE, block=_WAIT_MS)
        for _, entries in cast("list[tuple[str, _Entries]]", answer):
            for id, fields in entries:
                self.hub.receive(id, Announcement.from_json(fields[_FIELD]))
