"""Fifty people do everything at once for a minute, on SQLite and on PostgreSQL: what is done, and what goes wrong."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from benchmarks.figures import Figure
from microblog_server.db.session import Database
from tests.e2e.server_process import ServerProcess
from tests.server.cluster import Cluster
from tests.server.consistency import contradictions
from tests.server.crowd import crowd
from tests.server.redis_process import RedisProcess

_SECONDS = 60.0


def measure() -> list[Figure]:
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        figures += _measure("SQLite", f"sqlite:///{folder}/crowd.db")
    with Cluster({}) as cluster:
        cluster.psql("CREATE DATABASE crowd")
        figures += _measure("PostgreSQL", cluster.url("crowd"))
    return figures


def _measure(name: str, database: str) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, RedisProcess() as redis:
        settings = {"MICROBLOG_DATABASE": database, "MICROBLOG_REDIS": redis.url, "MICROBLOG_WORKERS": "2"}
        with ServerProcess(Path(folder), settings) as server:
            crowded = asyncio.run(crowd(server.url, _SECONDS))
    contradicting = asyncio.run(_contradictions(database))
    for line in (*crowded.wrong, *(f"{rule}: {rows}" for rule, rows in contradicting.items())):
        print(line)
    done = sum(crowded.answers.values())
    failed = sum(count for answer, count in crowded.answers.items() if answer[-3] == "5")
    return [
        Figure(f"{name}: answers", done / crowded.seconds, "/s"),
        Figure(f"{name}: failures", failed, "", target=0),
        Figure(f"{name}: differences", len(crowded.wrong), "", target=0),
        Figure(f"{name}: contradictions", len(contradicting), "", target=0),
    ]


async def _contradictions(url: str) -> dict[str, list[object]]:
    database = Database(url)
    try:
        return await contradictions(database)
    finally:
        await database.close()
