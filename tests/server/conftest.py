"""A real server over a real SQLite file, and people on it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from microblog_server.app import MicroblogServer
from microblog_server.db.session import Database
from tests.server.client import Person, Visitors
from tests.server.settings_for_tests import quick_settings


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, made once, to be copied."""
    folder = tmp_path_factory.mktemp("migrated")

    async def make() -> None:
        async with MicroblogServer(quick_settings(folder)).running():
            pass

    asyncio.run(make())
    return folder / "microblog.db"


@pytest.fixture
async def visitors(tmp_path: Path, migrated: Path) -> AsyncIterator[Visitors]:
    shutil.copy(migrated, tmp_path)
    server = MicroblogServer(quick_settings(tmp_path))
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
