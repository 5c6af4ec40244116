"""The bell that wakes the workers: Huey over an SQLite file, or over Redis.

It says only in which lane there may be work; what the work is stands in our own
database. So a lost ring loses no job: workers look each minute anyway.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import redis
from huey.api import Huey, RedisHuey, SqliteHuey, TaskWrapper, crontab
from huey.registry import Message
from huey.serializer import Serializer

log = logging.getLogger(__name__)

_NAME = "microblog"
_UNREACHABLE = (sqlite3.Error, redis.RedisError, OSError)


class _JsonMessages(Serializer):
    """Huey pickles, and who can write to the queue could run code here; a ring is two words of JSON."""

    def _serialize(self, data: object) -> bytes:
        assert isinstance(data, Message)
        return json.dumps([data.id, data.name, data.eta.isoformat() if data.eta else None, data.args]).encode("utf-8")

    def _deserialize(self, data: bytes) -> Message:
        id, name, eta, arguments = json.loads(data)
        return Message(
            id, name, _moment(eta), 0, 0, None, tuple(arguments), {}, None, None, None, None, None, None, None
        )


class Bell:
    """`ring` from anywhere; a worker's process says with `answer` what a ring does."""

    def __init__(self, folder: Path, redis_url: str) -> None:
        self._folder = folder
        self._redis_url = redis_url
        self._queue: Huey | None = None
        self._opening = threading.Lock()
        self._ring: TaskWrapper | None = None
        self._answer: Callable[[str], None] = _nobody
        # Set by the first ring in this process.
        self.rung = asyncio.Event()

    @property
    def queue(self) -> Huey:
        """Opened when it is first needed."""
        with self._opening:
            if self._queue is None:
                queue = self._open()
                self._ring = queue.task(name="ring")(lambda lane: self._answer(lane))
                self._queue = queue
            return self._queue

    async def ring(self, lane: str) -> None:
        """Wake a worker; never fails, for the job itself is safe."""
        self.rung.set()
        try:
            await asyncio.to_thread(self._enqueue, lane, None)
        except _UNREACHABLE as error:
            log.warning("the queue cannot be reached (%s); the job is done within a minute", type(error).__name__)

    async def ring_later(self, lane: str, delay: timedelta) -> None:
        try:
            await asyncio.to_thread(self._enqueue, lane, delay.total_seconds())
        except _UNREACHABLE as error:
            log.warning("the queue cannot be reached (%s); the job may be a minute late", type(error).__name__)

    def answer(self, answer: Callable[[str], None], each_minute: Callable[[], None]) -> None:
        """What this worker does for a ring; and what each minute, also when nothing rings."""
        self._answer = answer
        self.queue.periodic_task(crontab(), name="each_minute")(each_minute)

    def close(self) -> None:
        if self._queue is not None:
            self._queue.storage.close()

    def _enqueue(self, lane: str, delay_s: float | None) -> None:
        queue = self.queue
        assert self._ring is not None
        task = self._ring.s(lane) if delay_s is None else self._ring.s(lane, delay=delay_s)
        queue.enqueue(task)

    def _open(self) -> Huey:
        options = {"results": False, "utc": True, "serializer": _JsonMessages()}  # type: ignore[no-untyped-call] # Huey has no types
        if self._redis_url:
            return RedisHuey(_NAME, url=self._redis_url, **options)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return SqliteHuey(_NAME, filename=str(self._folder / "queue.db"), **options)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _nobody(lane: str) -> None:
    """A process that only rings is asked by nobody."""
