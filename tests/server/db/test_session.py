"""Transactions (microblog_server/db/session.py)."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from microblog_server.db.session import Database, asynchronous


@pytest.mark.parametrize(
    ("written", "driver"),
    [
        ("sqlite:////a.db", "sqlite+aiosqlite"),
        ("sqlite+aiosqlite:////a.db", "sqlite+aiosqlite"),
        ("postgresql://user@host/db", "postgresql+asyncpg"),
        ("postgresql+psycopg://user@host/db", "postgresql+psycopg"),
    ],
)
def test_people_need_not_know_the_driver(written: str, driver: str) -> None:
    assert asynchronous(written).drivername == driver


async def test_who_opens_a_new_file_waits_for_the_other_who_does(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        # Against a writer the change to the write-ahead log is refused at once, whatever time-out is set.
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE first (value INTEGER)")
        database = Database(f"sqlite:///{path}")
        async with asyncio.TaskGroup() as group:
            opening = group.create_task(_opened(database))
            await asyncio.sleep(0.3)
            assert not opening.done()
            other.execute("COMMIT")
        assert opening.result() == "wal"
    await database.close()


async def _opened(database: Database) -> str:
    async with database.reading() as session:
        return str((await session.execute(text("PRAGMA journal_mode"))).scalar_one())


async def _with_table(url: str) -> Database:
    database = Database(url)
    async with database.writing() as session:
        await session.execute(text("CREATE TABLE counter (value INTEGER)"))
        await session.execute(text("INSERT INTO counter VALUES (0)"))
    return database


async def _value(database: Database) -> int:
    async with database.reading() as session:
        return int((await session.execute(text("SELECT value FROM counter"))).scalar_one())


async def test_writers_take_turns_and_none_is_lost(bare_database_url: str) -> None:
    database = await _with_table(bare_database_url)

    async def count() -> None:
        async with database.writing() as session:
            value = (await session.execute(text("SELECT value FROM counter"))).scalar_one()
            await asyncio.sleep(0)
            await session.execute(text("UPDATE counter SET value = :value"), {"value": value + 1})

    await asyncio.gather(*(count() for _ in range(50)))
    assert await _value(database) == 50
    await database.close()


async def _fail_halfway(database: Database) -> None:
    async with database.writing() as session:
        await session.execute(text("UPDATE counter SET value = 1"))
        raise ArithmeticError


async def test_a_block_that_raises_changes_nothing(bare_database_url: str) -> None:
    database = await _with_table(bare_database_url)
    with pytest.raises(ArithmeticError):
        await _fail_halfway(database)
    assert await _value(database) == 0
    await database.close()


async def test_a_reader_sees_one_state_and_hinders_nobody(bare_database_url: str) -> None:
    database = await _with_table(bare_database_url)
    async with database.reading() as reader:
        before = (await reader.execute(text("SELECT value FROM counter"))).scalar_one()
        async with database.writing() as writer:
            await writer.execute(text("UPDATE counter SET value = 1"))
        assert (await reader.execute(text("SELECT value FROM counter"))).scalar_one() == before
    assert await _value(database) == 1
    await database.close()


async def test_what_must_be_on_is_on(tmp_path: Path) -> None:
    database = await _with_table(f"sqlite:///{tmp_path / 'new' / 'a.db'}")
    async with database.reading() as session:
        assert (await session.execute(text("PRAGMA foreign_keys"))).scalar_one() == 1
        assert (await session.execute(text("PRAGMA journal_mode"))).scalar_one() == "wal"
        assert (await session.execute(text("PRAGMA busy_timeout"))).scalar_one() > 0
    await database.close()


@pytest.mark.needs("postgresql")
@pytest.mark.parametrize("database_kind", ["postgresql"])
async def test_postgresql_keeps_one_plan_for_each_statement(bare_database_url: str) -> None:
    database = await _with_table(bare_database_url)
    for _ in range(2):
        async with database.reading() as session:
            assert (await session.execute(text("SHOW plan_cache_mode"))).scalar_one() == "force_generic_plan"
    await database.close()


async def test_errors_do_not_repeat_what_was_written(bare_database_url: str) -> None:
    database = await _with_table(bare_database_url)
    with pytest.raises(DBAPIError, match=r"no such table|does not exist") as caught:
        async with database.writing() as session:
            await session.execute(text("INSERT INTO missing_table VALUES (:secret)"), {"secret": "a secret"})
    assert "a secret" not in str(caught.value)
    await database.close()
