"""The index is made from what is there, and goes again (microblog_server/search/keeping.py, migration 0002)."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from microblog_server.db.session import Database
from microblog_server.migrations import migrate
from microblog_server.search import keeping
from microblog_server.search.finding import find_people, find_posts
from microblog_server.search.query import parse
from microblog_server.search.ranking import PlaceWindow
from tests.server.client import Person

_PERSON = (
    "INSERT INTO people (id, username, username_key, email, email_key, password_hash, name, about_me, created_at,"
    " last_seen, post_count, follower_count, following_count)"
    " VALUES (:id, :name, :name, :name, :name, '', '', NULL, 0, 0, 0, 0, 0)"
)
_POST = (
    "INSERT INTO posts (id, author_id, body, created_at, reply_count, language) VALUES (:id, 1, :body, 0, 0, :language)"
)


@pytest.fixture
async def old_database(bare_database_url: str) -> AsyncIterator[Database]:
    """As it was before there was a search, with people and posts in it."""
    database = Database(bare_database_url)
    await migrate.upgrade(database, "0001")
    async with database.engine.execution_options(writes=True).begin() as connection:
        await connection.execute(text(_PERSON), [{"id": 1, "name": "susan"}, {"id": 2, "name": "john"}])
        for id, body, language in ((1, "한강에 갔다", None), (5, "The bus is late again.", None), (7, "bus", "xx")):
            await connection.execute(text(_POST), {"id": id, "body": body, "language": language})
    yield database
    await database.close()


async def _found(database: Database, typed: str) -> tuple[list[int], list[int]]:
    posts = await find_posts(database, parse(typed), PlaceWindow(10))
    people = await find_people(database, parse(typed), PlaceWindow(10))
    return [place.rank.id for place in posts.items], [place.rank.id for place in people.items]


async def test_what_is_there_already_is_found_after_the_migration(
    old_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_BATCH", 1)
    await migrate.upgrade(old_database, "0002")
    assert await _found(old_database, "한강") == ([1], [])
    assert sorted((await _found(old_database, "bus"))[0]) == [5, 7]
    assert await _found(old_database, "susan") == ([], [1])
    async with old_database.engine.connect() as connection:
        languages = (await connection.execute(text("SELECT language FROM posts ORDER BY id"))).scalars().all()
    assert languages == ["ko", "en", "xx"]


async def test_the_migration_goes_back_and_up_again_with_texts_there(old_database: Database) -> None:
    await migrate.upgrade(old_database, "0002")
    await migrate.downgrade(old_database, "0001")
    async with old_database.engine.execution_options(writes=True).begin() as connection:
        await connection.execute(text("DELETE FROM posts WHERE id = 1"))
    await migrate.upgrade(old_database, "0002")
    assert await _found(old_database, "한강") == ([], [])
    assert await _found(old_database, "late") == ([5], [])


async def test_what_the_database_deletes_leaves_the_index(old_database: Database) -> None:
    await migrate.upgrade(old_database, "0002")
    async with old_database.engine.execution_options(writes=True).begin() as connection:
        await connection.execute(text("DELETE FROM people WHERE id = 1"))
    assert await _found(old_database, "bus") == ([], [])
    assert await _found(old_database, "susan") == ([], [])


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_sqlites_index_agrees_with_its_words(susan: Person, database: Database) -> None:
    id = await susan.write("first words")
    await susan.put(f"/api/posts/{id}", {"body": "other words"})
    await susan.delete(f"/api/posts/{await susan.write('gone')}")
    async with database.writing() as session:
        # Fails where the index and the table that it is of differ.
        await session.execute(
            text("INSERT INTO search_posts_fts (search_posts_fts, rank) VALUES ('integrity-check', 1)")
        )
