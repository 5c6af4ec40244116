"""The worker that `microblog-server run` brings along: a child process, started when there is work for it.

Serving people and making a large file at once would share one interpreter; a
process of its own cannot slow them down, and cannot take them with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator

from microblog_server.db.session import Database
from microblog_server.jobs import exports, outbox
from microblog_server.jobs.bell import Bell
from microblog_server.jobs.progress import Progress, parse
from microblog_server.operation.program import this_program
from microblog_server.settings import Settings

log = logging.getLogger(__name__)

_FIRST_PAUSE_S = 1.0
_LONGEST_PAUSE_S = 60.0
# Then it is killed: what it was doing is safe, and done again by the next.
_GRACE_S = 0.7


@contextlib.asynccontextmanager
async def worker_beside(settings: Settings, database: Database, bell: Bell, heard: Progress) -> AsyncIterator[None]:
    """`heard` is told what the worker tells of its progress."""
    keeper = asyncio.get_running_loop().create_task(_keep(settings, database, bell, heard))
    try:
        yield
    finally:
        keeper.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await keeper


async def _keep(settings: Settings, database: Database, bell: Bell, heard: Progress) -> None:
    # With Redis, other processes ring too.
    if not settings.redis and not await _is_anything_there(database):
        await bell.rung.wait()
    pause_s = _FIRST_PAUSE_S
    while True:
        async with _child(settings) as child:
            assert child.stdout is not None
            async for line in child.stdout:
                change = parse(line)
                if change is not None:
                    pause_s = _FIRST_PAUSE_S
                    await heard.tell(change)
            code = await child.wait()
        log.warning("the worker has ended (%s); the next one starts in %s s", code, pause_s)
        await asyncio.sleep(pause_s)
        pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)


async def _is_anything_there(database: Database) -> bool:
    async with database.reading() as session:
        return await outbox.is_any(session) or await exports.is_any(session)


@contextlib.asynccontextmanager
async def _child(settings: Settings) -> AsyncIterator[Process]:
    # Ctrl-C in a terminal is for us alone; the child ends with its standard input, however we end.
    child = await asyncio.create_subprocess_exec(
        *(*this_program(), "worker", "--exit-with-stdin", "--tell-parent"),
        stdin=PIPE,
        stdout=PIPE,
        env={**os.environ, **settings.environment()},
        start_new_session=True,
    )
    try:
        yield child
    finally:
        if child.returncode is None:
            child.terminate()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(child.wait(), _GRACE_S)
        if child.returncode is None:
            child.kill()
            await child.wait()
