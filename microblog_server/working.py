"""The worker as a process: Huey's consumer in threads, our jobs on one event loop."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import AsyncIterator
from datetime import timedelta
from types import FrameType

from huey.consumer import Consumer

from microblog_server.db.session import Database
from microblog_server.jobs import exports, outbox
from microblog_server.jobs.bell import Bell
from microblog_server.jobs.export_mail import ExportMail
from microblog_server.jobs.exports import ExportJob
from microblog_server.jobs.kinds import LANES
from microblog_server.jobs.mail import Mailer
from microblog_server.jobs.progress import Progress, ToReaders, Untold
from microblog_server.jobs.resets import PasswordResetMail
from microblog_server.jobs.worker import Handler, Worker
from microblog_server.live.hub import Hub
from microblog_server.live.through_redis import FIRST_ID, RedisEvents
from microblog_server.migrations import migrate
from microblog_server.operation import logs
from microblog_server.pictures.elsewhere import EveCharacterJob
from microblog_server.services import clock
from microblog_server.settings import Settings

# How often an SQLite queue is looked at when nothing happens (Redis tells by itself).
_LONGEST_PAUSE_S = 1.0
# What takes longer is found by the look that is taken each minute.
_MINUTE, _A_MOMENT = timedelta(minutes=1), timedelta(milliseconds=100)
# Serving people comes first.
_NICENESS = 5


def worker_of(settings: Settings, database: Database, bell: Bell, progress: Progress) -> Worker:
    """A worker that can do everything this server offers."""
    mailer = Mailer(settings)
    worker = Worker(database, bell)
    folder = exports.folder_of(settings)
    able: tuple[Handler, ...] = (
        PasswordResetMail(settings, database, mailer),
        ExportMail(settings, database, mailer),
        EveCharacterJob(database, settings.eve_interface),
        ExportJob(database, folder, progress, bell, worker.go_on, is_mailed=bool(settings.mail_host)),
    )
    for handler in able:
        worker.learn(handler)
    return worker


def run(settings: Settings, progress: Progress | None, *, ends_with_stdin: bool) -> int:
    """Work until SIGTERM, SIGINT or, if asked, the end of standard input; a mail that is being sent is sent.

    Without `progress` it is told through Redis, if there is one.
    """
    logs.configure(settings)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    asyncio.run(_work(settings, progress, ends_with_stdin=ends_with_stdin))
    return 0


async def _work(settings: Settings, progress: Progress | None, *, ends_with_stdin: bool) -> None:
    ended = _end_of_this_process(ends_with_stdin=ends_with_stdin)
    database = Database(settings.database_url)
    bell = Bell(settings.data_dir, settings.redis)
    life = timedelta(days=settings.token_days)
    events = RedisEvents(Hub(database, FIRST_ID, settings.streams_per_person, life), settings.redis)
    if progress is None:
        progress = ToReaders(events) if settings.redis else Untold()
    worker = worker_of(settings, database, bell, progress)
    try:
        await migrate.upgrade(database)
        async with consuming(worker, database, bell, settings):
            await ended.wait()
            worker.stop()
    finally:
        await events.flush()
        bell.close()
        await database.close()


@contextlib.asynccontextmanager
async def consuming(worker: Worker, database: Database, bell: Bell, settings: Settings) -> AsyncIterator[None]:
    """Huey's threads wake the worker, and wait for it: what is begun is done when the block has ended."""
    loop = asyncio.get_running_loop()
    folder = exports.folder_of(settings)

    def one_lane(lane: str) -> None:
        asyncio.run_coroutine_threadsafe(worker.work(lane), loop).result()

    async def everything() -> None:
        await exports.remove_expired(database, folder)
        async with asyncio.TaskGroup() as lanes:
            for lane in LANES:
                lanes.create_task(worker.work(lane))

    def each_minute() -> None:
        asyncio.run_coroutine_threadsafe(everything(), loop).result()

    await asyncio.to_thread(bell.answer, one_lane, each_minute)
    # One thread more than lanes: the minute's look may wait for all of them.
    consumer = _Consumer(bell.queue, workers=len(LANES) + 1, max_delay=_LONGEST_PAUSE_S)  # type: ignore[no-untyped-call]
    consumer.start()  # type: ignore[no-untyped-call]
    try:
        await _take_over(database, bell)
        yield
    finally:
        await asyncio.to_thread(consumer.stop, graceful=True)


async def _take_over(database: Database, bell: Bell) -> None:
    """What a worker that is gone has left: at once, or when its leases end."""
    for lane in LANES:
        await bell.ring(lane)
    async with database.reading() as session:
        held = await outbox.leases_end(session)
    for lane, due_at in held:
        delay = due_at - clock.now()
        if delay < _MINUTE:
            await bell.ring_later(lane, delay + _A_MOMENT)


class _Consumer(Consumer):
    """Leaves the signals to us: Huey would raise in the middle of whatever runs."""

    def _set_signal_handlers(self) -> None:
        return


def _end_of_this_process(*, ends_with_stdin: bool) -> asyncio.Event:
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(ended.set)

    def until_stdin_ends() -> None:
        while os.read(0, 4096):
            pass
        loop.call_soon_threadsafe(ended.set)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    if ends_with_stdin:
        threading.Thread(target=until_stdin_ends, daemon=True).start()
    return ended
