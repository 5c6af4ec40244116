"""Keep the index true: in the transaction that writes, and in batches where texts are there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from microblog_server.db.prepared import Asked
from microblog_server.db.session import run_all
from microblog_server.search.postgresql import PostgresqlIndex
from microblog_server.search.shelves import Dialect, Indexed, Shelf
from microblog_server.search.sqlite import SqliteIndex
from microblog_server.search.words import words_of_person, words_of_post

_BATCH = 2000
_DIALECTS: dict[str, Dialect] = {"sqlite": SqliteIndex(), "postgresql": PostgresqlIndex()}


def dialect_of(source: AsyncSession | AsyncEngine | Connection) -> Dialect:
    bind = source.get_bind() if isinstance(source, AsyncSession) else source
    return _DIALECTS[bind.dialect.name]


async def keep_post(session: AsyncSession, id: int, body: str, author_id: int) -> None:
    """Find a new or changed post. A deleted one leaves the index by itself."""
    await run_all(session, [keeping_posts(session, [(id, body, author_id)])])


def keeping_posts(session: AsyncSession, posts: Iterable[tuple[int, str, int]]) -> Asked:
    """What does as `keep_post`, for several: id, body and author's id of each."""
    rows = [Indexed(id, words_of_post(body, author_id)) for id, body, author_id in posts]
    return dialect_of(session).putting(Shelf.POSTS, rows)


async def keep_person(session: AsyncSession, id: int, username: str, name: str, about_me: str | None) -> None:
    words = words_of_person(username, name, about_me or "")
    await run_all(session, [dialect_of(session).putting(Shelf.PEOPLE, [Indexed(id, words)])])


def keep_everything(connection: Connection) -> None:
    """Put in all posts and people of a database whose index is empty."""
    dialect = dialect_of(connection)
    for shelf in Shelf:
        for rows in _batches(connection, shelf):
            dialect.fill(connection, shelf, rows)


def _batches(connection: Connection, shelf: Shelf) -> Iterator[list[Indexed]]:
    columns = "id, body, author_id" if shelf is Shelf.POSTS else "id, username, name, about_me"
    # Written out: a migration must not depend on what the tables look like later.
    statement = text(f"SELECT {columns} FROM {shelf.described} WHERE id > :last ORDER BY id LIMIT {_BATCH}")
    last = 0
    while rows := connection.execute(statement, {"last": last}).all():
        last = rows[-1].id
        if shelf is Shelf.POSTS:
            yield [Indexed(row.id, words_of_post(row.body, row.author_id)) for row in rows]
        else:
            yield [Indexed(row.id, words_of_person(row.username, row.name, row.about_me or "")) for row in rows]
