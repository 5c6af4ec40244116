"""The tables have an index for every way in which they are read (microblog_server/db/models.py)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from microblog_server.db.prepared import Prepared
from microblog_server.db.session import Database
from microblog_server.demo.load import PASSWORD, load
from tests.server.client import Person, Visitors

_Statement = tuple[str, object]


@contextmanager
def _statements(database: Database) -> Iterator[list[_Statement]]:
    """What is sent to the database while the block runs."""
    sent: list[_Statement] = []

    def note(connection: object, cursor: object, statement: str, parameters: object, *rest: object) -> None:
        sent.append((statement, parameters))

    def note_prepared(prepared: Prepared, values: dict[str, object]) -> None:
        written = prepared.written(database.engine.dialect)
        sent.append((written.sql, written.arguments(values)))

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    database.on_fetch = note_prepared
    yield sent
    event.remove(database.engine.sync_engine, "before_cursor_execute", note)
    database.on_fetch = None


async def _plan(database: Database, statement: _Statement) -> list[str]:
    text, parameters = statement
    assert isinstance(parameters, tuple)
    async with database.engine.connect() as connection:
        if database.is_sqlite:
            rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", parameters)
        else:
            # The tables are small: forbidden what is cheap for them, the planner scans or sorts only where it must.
            for what in ("seqscan", "sort", "bitmapscan", "hashjoin"):
                await connection.exec_driver_sql(f"SET LOCAL enable_{what} = off")
            rows = await connection.exec_driver_sql(f"EXPLAIN {text}", parameters)
        return [str(row[-1]) for row in rows]


# The rows of the page itself, which were found before.
_PAGE = "SCAN page"
_SLOW = ("SCAN", "TEMP B-TREE", "Seq Scan", "Sort")


@pytest.fixture
async def reader(visitors: Visitors) -> Person:
    await load(visitors.server.context)
    reader = Person(visitors.http, 1, "susan", await visitors.token("susan", PASSWORD))
    for id in (7, 3, 5):
        await reader.put(f"/api/posts/{id}/bookmark")
    return reader


@pytest.mark.parametrize(
    "path",
    [
        "/api/timeline",
        "/api/explore",
        "/api/users/2/posts",
        "/api/conversations",
        "/api/conversations/2/messages",
        "/api/notifications",
        "/api/me/counts",
        "/api/posts/100/thread",
        "/api/me/bookmarks",
        "/api/users/2/followers",
        "/api/users?username=john",
    ],
)
async def test_reading_never_searches_or_sorts_a_whole_table(database: Database, reader: Person, path: str) -> None:
    with _statements(database) as sent:
        first = (await reader.get(path)).json()
        if "cursor" in (first.get("items") or [{}])[0]:
            middle = first["items"][len(first["items"]) // 2]["cursor"]
            await reader.get(path, before=middle)
            await reader.get(path, after=middle)
    plans = {
        text: await _plan(database, (text, values)) for text, values in sent if text.startswith(("SELECT", "WITH"))
    }
    assert len(plans) >= 2
    bad = {
        text: plan
        for text, plan in plans.items()
        if any(word in step for step in plan for word in _SLOW if step != _PAGE)
    }
    assert bad == {}
