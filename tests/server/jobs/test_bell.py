"""Rings reach a worker through SQLite and through Redis (microblog_server/jobs/bell.py)."""

from __future__ import annotations

import asyncio
import queue
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from microblog_server.jobs.bell import Bell
from tests.server.redis_process import RedisProcess


@pytest.fixture(params=["sqlite", pytest.param("redis", marks=pytest.mark.needs("redis"))])
def redis_url(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "sqlite":
        yield ""
        return
    with RedisProcess() as redis:
        yield redis.url


def _answering(folder: Path, redis_url: str) -> tuple[Bell, queue.Queue[str]]:
    heard: queue.Queue[str] = queue.Queue()
    bell = Bell(folder, redis_url)
    bell.answer(heard.put, lambda: None)
    return bell, heard


def _take(bell: Bell) -> bool:
    """What a worker's thread does once."""
    task = bell.queue.dequeue()
    if task is not None:
        bell.queue.execute(task)
    return task is not None


async def test_a_ring_of_one_process_is_answered_in_another(tmp_path: Path, redis_url: str) -> None:
    ringing = Bell(tmp_path, redis_url)
    answering, heard = _answering(tmp_path, redis_url)
    assert not ringing.rung.is_set()
    await ringing.ring("mail")
    await ringing.ring("exports")
    assert ringing.rung.is_set()
    while heard.qsize() < 2:
        assert await asyncio.to_thread(_take, answering)
    assert [heard.get(), heard.get()] == ["mail", "exports"]
    ringing.close()
    answering.close()


async def test_a_later_ring_waits_in_the_schedule(tmp_path: Path, redis_url: str) -> None:
    bell, heard = _answering(tmp_path, redis_url)
    await bell.ring_later("mail", timedelta(hours=1))
    assert await asyncio.to_thread(_take, bell)
    assert heard.empty()
    (waiting,) = bell.queue.scheduled()
    assert waiting.args == ("mail",)
    bell.close()


@pytest.mark.expects_log("the queue cannot be reached")
async def test_a_queue_that_is_down_is_said_and_breaks_nothing(tmp_path: Path) -> None:
    bell = Bell(tmp_path, "redis://127.0.0.1:9/0")
    await bell.ring("mail")
    await bell.ring_later("mail", timedelta(seconds=1))
    assert bell.rung.is_set()


async def test_the_first_rings_may_come_at_once(tmp_path: Path) -> None:
    bell, heard = _answering(tmp_path / "not there yet", "")
    await asyncio.gather(*(bell.ring(str(n)) for n in range(20)))
    while _take(bell):
        pass
    assert sorted(heard.queue) == sorted(str(n) for n in range(20))
    bell.close()
