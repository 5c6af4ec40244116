"""No row is skipped or repeated, whatever happens between two pages (microblog_server/services/windows.py)."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from microblog_server.cursors import Position
from microblog_server.db.models import Entry, HomeEntry, Person, Post
from microblog_server.db.session import Database
from microblog_server.db.types import from_microseconds
from microblog_server.quick.pages import explore, home
from microblog_server.services import clock
from microblog_server.services.windows import Window
from tests.server.client import Person as Visitor

_START = datetime(2026, 11, 22, tzinfo=UTC)


@dataclass(slots=True)
class Table:
    """Entries of one person in a database of their own."""

    database: Database
    next_id: int = 1
    alive: set[int] = field(default_factory=set)

    async def insert(self, tick: int) -> int:
        """Several entries may share a tick: their times are equal."""
        id, self.next_id = self.next_id, self.next_id + 1
        at = _START + timedelta(microseconds=tick)
        async with self.database.writing() as session:
            await session.execute(insert(Post).values(id=id, author_id=1, body=str(id), created_at=at, reply_count=0))
            values = {"id": id, "kind": "post", "post_id": id, "person_id": 1, "published_at": at}
            await session.execute(insert(Entry).values(**values))
            await session.execute(insert(HomeEntry).values(reader_id=1, published_at=at, entry_id=id))
        self.alive.add(id)
        return id

    async def delete(self, id: int) -> None:
        async with self.database.writing() as session:
            await session.execute(delete(Post).where(Post.id == id))
        self.alive.discard(id)

    async def page(self, window: Window) -> tuple[list[Position], bool]:
        page = await home(self.database, 1, window)
        same = await explore(self.database, 1, window)
        assert page == same
        return [Position(from_microseconds(row.at), row.entry_id) for row in page.items], page.has_more


async def _table(url: str) -> Table:
    database = Database(url)
    person = {"username": "a", "username_key": "a", "email": "a", "email_key": "a", "password_hash": "", "name": ""}
    counts = {"post_count": 0, "follower_count": 0, "following_count": 0}
    async with database.writing() as session:
        # All that an earlier example left hangs on its person.
        await session.execute(delete(Person))
        await session.execute(insert(Person).values(id=1, **person, **counts, created_at=_START, last_seen=_START))
    return Table(database)


def _run(scenario: Coroutine[object, object, None]) -> None:
    asyncio.run(scenario)


_Direction = Literal["older", "newer"]
# What happens between two pages: a new entry at a tick, or the loss of one of those that are there.
_events = st.lists(
    st.lists(st.tuples(st.sampled_from(["insert", "delete"]), st.integers(0, 8)), max_size=3), max_size=12
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ticks=st.lists(st.integers(0, 8), min_size=1, max_size=14),
    limit=st.integers(1, 4),
    direction=st.sampled_from(["older", "newer"]),
    events=_events,
)
def test_paging_never_skips_or_repeats(
    database_url: str, ticks: list[int], limit: int, direction: _Direction, events: list[list[tuple[str, int]]]
) -> None:
    _run(_page_through(database_url, sorted(ticks), limit, direction, events))


async def _page_through(
    database_url: str, ticks: list[int], limit: int, direction: _Direction, events: list[list[tuple[str, int]]]
) -> None:
    table = await _table(database_url)
    for tick in ticks:
        await table.insert(tick)
    always = set(table.alive)
    pending = list(events)
    seen: list[Position] = []
    place = Position(_START - timedelta(microseconds=1), 0) if direction == "newer" else None
    while True:
        older = Window(limit, before=place) if direction == "older" else Window(limit, after=place)
        page, has_more = await table.page(older)
        assert page == sorted(page, reverse=True)
        assert len(page) <= limit
        seen += page
        if not page or not has_more:
            break
        place = page[-1] if direction == "older" else page[0]
        for kind, number in pending.pop(0) if pending else ():
            if kind == "insert":
                await table.insert(number)
            elif table.alive:
                gone = sorted(table.alive)[number % len(table.alive)]
                await table.delete(gone)
                always.discard(gone)
    await table.database.close()
    ids = [position.id for position in seen]
    assert len(ids) == len(set(ids)), "repeated"
    assert always <= set(ids), "skipped"


async def test_readers_who_follow_along_miss_nothing(database: Database, susan: Visitor, john: Visitor) -> None:
    """Two write at once; a third reads what is new again and again by the last cursor."""
    await susan.put(f"/api/me/following/{john.id}")
    seen: list[str] = []
    cursor = Position(clock.now(), 0).cursor

    async def write(person: Visitor) -> None:
        for number in range(15):
            await person.write(f"{person.username} {number}")

    async def follow() -> None:
        nonlocal cursor
        while len(seen) < 30:
            page = (await susan.get("/api/timeline", after=cursor, limit=3)).json()
            seen.extend(item["body"] for item in reversed(page["items"]))
            cursor = page["items"][0]["cursor"] if page["items"] else cursor

    async with asyncio.timeout(30):
        await asyncio.gather(write(susan), write(john), follow())
    async with database.reading() as session:
        order = select(Post.body).order_by(Post.created_at, Post.id)
        assert seen == list(await session.scalars(order))


@pytest.mark.parametrize("limit", [1, 2])
async def test_more_is_told_exactly(database_url: str, limit: int) -> None:
    table = await _table(database_url)
    for _ in range(2):
        await table.insert(0)
    _, has_more = await table.page(Window(limit))
    await table.database.close()
    assert has_more is (limit == 1)
