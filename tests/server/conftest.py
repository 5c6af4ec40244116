"""A real server over a real database, and people on it.

What asks for `database_url` (or for `visitors`, who do) runs twice: on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from microblog_server.app import MicroblogServer
from microblog_server.db.session import Database
from microblog_server.migrations import migrate
from tests.server.client import Person, Visitors
from tests.server.cluster import Cluster
from tests.server.settings_for_tests import quick_settings

_SQLITE, _POSTGRESQL = "sqlite", "postgresql"
_EMPTY, _MIGRATED = "template1", "migrated"
_numbers = itertools.count()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database, made once, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "microblog.db"
    asyncio.run(_migrate(f"sqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """PostgreSQL, started for these tests, with an empty database to be copied."""
    with Cluster() as cluster:
        cluster.psql(f"CREATE DATABASE {_MIGRATED}")
        asyncio.run(_migrate(cluster.url(_MIGRATED)))
        yield cluster


async def _migrate(url: str) -> None:
    database = Database(url)
    await migrate.upgrade(database)
    await database.close()


@pytest.fixture(params=[_SQLITE, pytest.param(_POSTGRESQL, marks=pytest.mark.needs("postgresql"))])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def bare_database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table."""
    if database_kind == _SQLITE:
        yield f"sqlite:///{tmp_path / 'microblog.db'}"
    else:
        yield from _copy(request, _EMPTY)


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with all tables and nobody in it."""
    if database_kind == _SQLITE:
        shutil.copy(request.getfixturevalue("migrated"), tmp_path / "microblog.db")
        yield f"sqlite:///{tmp_path / 'microblog.db'}"
    else:
        yield from _copy(request, _MIGRATED)


def _copy(request: pytest.FixtureRequest, template: str) -> Iterator[str]:
    cluster = request.getfixturevalue("cluster")
    name = f"test_{next(_numbers)}"
    cluster.psql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    yield cluster.url(name)
    cluster.psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def visitors(tmp_path: Path, database_url: str) -> AsyncIterator[Visitors]:
    server = MicroblogServer(quick_settings(tmp_path, database_url))
    async with server.running():
        visitors = Visitors(server)
        async with visitors.http:
            yield visitors


@pytest.fixture
def database(visitors: Visitors) -> Database:
    return visitors.server.context.database


@pytest.fixture
async def susan(visitors: Visitors) -> Person:
    return await visitors.sign_up("susan")


@pytest.fixture
async def john(visitors: Visitors) -> Person:
    return await visitors.sign_up("john")
