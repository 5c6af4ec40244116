"""Fifty people at once lose nothing, double nothing and see no failure; on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from microblog_server.db.session import Database
from tests.e2e.server_process import ServerProcess
from tests.server.consistency import contradictions
from tests.server.crowd import crowd
from tests.server.redis_process import RedisProcess

_SECONDS = 8.0


@pytest.fixture
def redis() -> Iterator[str]:
    with RedisProcess() as process:
        yield process.url


@pytest.mark.needs("redis")
async def test_everything_at_once(tmp_path: Path, database_url: str, database_kind: str, redis: str) -> None:
    settings = {"MICROBLOG_DATABASE": database_url, "MICROBLOG_REDIS": redis, "MICROBLOG_WORKERS": "2"}
    with ServerProcess(tmp_path, settings) as server:
        crowded = await crowd(server.url, _SECONDS)
    assert crowded.wrong == []
    assert sum(crowded.answers.values()) > 50, "fifty people did something at once"
    assert not any(answer[-3] == "5" for answer in crowded.answers)
    database = Database(database_url)
    assert await contradictions(database) == {}
    await database.close()
