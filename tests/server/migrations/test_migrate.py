"""Migrations lead to the tables of the models, and back (microblog_server/migrations/migrate.py)."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import DBAPIError

import microblog_server.app  # noqa: F401 (every package with tables of its own)
from microblog_server.db.models import Base, ServerClock
from microblog_server.db.session import Database
from microblog_server.demo.load import load
from microblog_server.migrations import migrate
from microblog_server.search.shelves import Shelf
from microblog_server.web.context import Context
from tests.server.consistency import contradictions
from tests.server.settings_for_tests import quick_settings


async def _tables(database: Database) -> set[str]:
    async with database.engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


def _is_a_models(thing: object, name: str | None, kind: str, is_reflected: bool, other: object) -> bool:
    """The tables of the search index are each database's own and have no models (microblog_server/search/)."""
    return not (kind == "table" and str(name).startswith(tuple(shelf.value for shelf in Shelf)))


async def test_migrations_and_models_agree(bare_database_url: str) -> None:
    database = Database(bare_database_url)
    await migrate.upgrade(database)

    def compare(connection: Connection) -> object:
        context = MigrationContext.configure(connection, opts={"include_object": _is_a_models})
        return compare_metadata(context, Base.metadata)

    async with database.engine.connect() as connection:
        assert await connection.run_sync(compare) == []
        assert (await connection.execute(select(ServerClock.microseconds))).all() == [(0,)]
    await database.close()


async def test_migrations_lead_back_and_up_again(bare_database_url: str) -> None:
    database = Database(bare_database_url)
    await migrate.upgrade(database)
    tables = await _tables(database)
    assert set(Base.metadata.tables) <= tables
    await migrate.downgrade(database, "base")
    assert not set(Base.metadata.tables) & await _tables(database)
    await migrate.upgrade(database)
    await migrate.upgrade(database)
    assert await _tables(database) == tables
    await database.close()


async def test_what_people_wrote_survives_the_way_back_and_up_again(tmp_path: Path, database_url: str) -> None:
    context = Context.of(quick_settings(tmp_path, database_url))
    loaded = await load(context)
    await migrate.downgrade(context.database, "0001")
    async with context.database.engine.connect() as connection:
        counted = (await connection.execute(text("SELECT count(*) FROM posts"))).scalar_one()
        people = (await connection.execute(text("SELECT count(*) FROM people"))).scalar_one()
    assert (people, counted) == (loaded.people, loaded.posts)
    await migrate.upgrade(context.database)
    # What later steps counted and what is found by search is made again from what is there.
    assert await contradictions(context.database) == {}
    context.bell.close()
    await context.database.close()


async def test_a_failed_migration_leaves_the_database_as_it_was(bare_database_url: str) -> None:
    database = Database(bare_database_url)
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("CREATE TABLE messages (already INTEGER)")
    with pytest.raises(DBAPIError):
        await migrate.upgrade(database)
    assert await _tables(database) == {"messages"}
    await database.close()


async def test_a_file_may_be_called_anything(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'with % and space' / 'a.db'}")
    await migrate.upgrade(database)
    assert "people" in await _tables(database)
    await database.close()
