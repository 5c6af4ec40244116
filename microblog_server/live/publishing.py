"""Where announcements go: straight to the hub of this process, or through Redis to those of all workers."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterable
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from microblog_server.live.events import Announcement
from microblog_server.live.hub import TURNS, Hub

log = logging.getLogger(__name__)


class Publisher(Protocol):
    """`publish` neither waits nor fails: what is lost is found by reading."""

    def publish(self, announcements: Iterable[Announcement]) -> None: ...

    async def flush(self) -> None:
        """Return when what was published is out of this process."""


class Events(Publisher, Protocol):
    """A publisher with readers: `hub.subscribe` is how they listen."""

    hub: Hub

    def receiving(self) -> contextlib.AbstractAsyncContextManager[None]:
        """While the block runs, announcements come to the hub."""


class LocalEvents:
    """For one process. The ids begin with the moment it started: those of another run are not known."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self._run = hub.recent.last_id.partition("-")[0]

    def publish(self, announcements: Iterable[Announcement]) -> None:
        for announcement in announcements:
            self.hub.receive(f"{self._run}-{self.hub.recent.last_number + 1}", announcement)

    @contextlib.asynccontextmanager
    async def receiving(self) -> AsyncIterator[None]:
        yield

    async def flush(self) -> None:
        return


@contextlib.asynccontextmanager
async def live(events: Events, heartbeat_s: float) -> AsyncIterator[None]:
    """Streams live in this block; all have ended after it."""
    async with events.receiving():
        beating = asyncio.get_running_loop().create_task(_beat(events.hub, heartbeat_s))
        try:
            yield
        finally:
            beating.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await beating
            await events.hub.close()
            await events.flush()


async def _beat(hub: Hub, heartbeat_s: float) -> None:
    while True:
        for _ in range(TURNS):
            await asyncio.sleep(heartbeat_s / TURNS)
            hub.beat()
        try:
            await hub.end_revoked()
        except (SQLAlchemyError, OSError) as error:
            log.warning("tokens cannot be looked at (%s); again at the next heartbeat", type(error).__name__)
