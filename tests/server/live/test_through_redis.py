"""Live events between workers (microblog_server/live/through_redis.py)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from redis.asyncio import Redis

from microblog_server.app import MicroblogServer
from microblog_server.live.events import Announcement, counts_changed
from microblog_server.live.through_redis import RedisEvents, RedisSender
from tests.server.client import Visitors
from tests.server.live.listening import PATIENCE_S, listening
from tests.server.redis_process import RedisProcess
from tests.server.settings_for_tests import quick_settings

pytestmark = pytest.mark.needs("redis")

_ADDED = {"change": "added", "read": "/api/timeline"}


@pytest.fixture
def redis() -> Iterator[RedisProcess]:
    with RedisProcess() as redis:
        yield redis


@asynccontextmanager
async def _worker(folder: Path, url: str, database_url: str = "") -> AsyncIterator[Visitors]:
    server = MicroblogServer(replace(quick_settings(folder, database_url), redis=url))
    async with server.running():
        visitors = Visitors(server)
        async with visitors.http:
            yield visitors


async def test_what_one_worker_writes_is_heard_on_the_other(
    tmp_path: Path, redis: RedisProcess, database_url: str
) -> None:
    async with _worker(tmp_path, redis.url, database_url) as one, _worker(tmp_path, redis.url, database_url) as other:
        susan, john = await one.sign_up("susan"), await one.sign_up("john")
        async with listening(one.server, john) as here, listening(other.server, john) as there:
            await john.put(f"/api/me/following/{susan.id}")
            await susan.write("Hello")
            heard = [[await stream.next(), await stream.next()] for stream in (here, there)]
            assert [told.data.get("change") for told in heard[0]] == ["rebuilt", "added"]
            assert heard[0] == heard[1]


async def test_a_reader_goes_on_with_another_worker(tmp_path: Path, redis: RedisProcess) -> None:
    async with _worker(tmp_path, redis.url) as one:
        susan = await one.sign_up("susan")
        async with listening(one.server, susan) as stream:
            await susan.write("Hello")
            last_id = (await stream.next()).id
        await susan.write("Missed")
        async with _worker(tmp_path, redis.url) as newly_started, listening(newly_started.server, susan, last_id) as on:
            assert (await on.next()).data == _ADDED


async def test_a_token_that_ends_on_one_worker_ends_its_streams_on_the_other(
    tmp_path: Path, redis: RedisProcess
) -> None:
    async with _worker(tmp_path, redis.url) as one, _worker(tmp_path, redis.url) as other:
        susan = await one.sign_up("susan")
        async with listening(other.server, susan) as stream:
            await susan.delete("/api/tokens")
            async with asyncio.timeout(PATIENCE_S):
                await stream.is_over.wait()


async def test_a_process_without_readers_can_tell_those_of_others(tmp_path: Path, redis: RedisProcess) -> None:
    async with _worker(tmp_path, redis.url) as worker:
        susan = await worker.sign_up("susan")
        async with listening(worker.server, susan) as stream:
            sender = RedisSender(redis.url)
            sender.publish([Announcement(counts_changed(), people=(susan.id,))])
            await sender.flush()
            assert (await stream.next()).kind == "counts"


async def test_a_worker_ends_also_when_a_cancellation_is_lost(
    tmp_path: Path, redis: RedisProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it may be in the moment when a command has been sent."""
    read = RedisEvents._read
    lost: list[bool] = []

    async def read_and_lose_one(events: RedisEvents, connection: Redis) -> None:
        try:
            await read(events, connection)
        except asyncio.CancelledError:
            if lost:
                raise
            lost.append(True)

    monkeypatch.setattr(RedisEvents, "_read", read_and_lose_one)
    async with asyncio.timeout(PATIENCE_S), _worker(tmp_path, redis.url) as worker:
        await worker.sign_up("susan")
    assert lost == [True]


@pytest.mark.expects_log("live events stop until Redis can be reached again")
@pytest.mark.expects_log("Redis does not answer|Redis cannot be reached")
async def test_when_redis_was_away_everybody_reads_anew(tmp_path: Path, redis: RedisProcess) -> None:
    async with _worker(tmp_path, redis.url) as worker:
        susan = await worker.sign_up("susan")
        async with listening(worker.server, susan) as stream:
            redis.stop()
            await susan.write("Nobody hears of it at once")
            redis.start()
            assert (await stream.next()).kind == "reset"
            await susan.write("Heard again")
            assert (await stream.next()).data == _ADDED
