"""The community in a database (microblog_server/demo/load.py, tables.py)."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import text

from microblog_server.demo.load import PASSWORD, AlreadyInhabitedError, Loaded, load
from tests.server.client import Person, Visitors
from tests.server.consistency import contradictions


@pytest.fixture
async def loaded(visitors: Visitors) -> Loaded:
    return await load(visitors.server.context)


@pytest.fixture
async def reader(visitors: Visitors, loaded: Loaded) -> Person:
    token = await visitors.token("susan", PASSWORD)
    me = (await visitors.http.get("/api/me", headers={"Authorization": f"Bearer {token}"})).json()
    return Person(visitors.http, me["id"], "susan", token)


async def test_a_community_is_loaded_in_a_moment(visitors: Visitors) -> None:
    started = time.monotonic()
    loaded = await load(visitors.server.context)
    assert time.monotonic() - started < 3
    assert loaded.people >= 40
    assert loaded.posts >= 2000


async def test_people_are_not_mixed_with_others(visitors: Visitors, susan: Person) -> None:
    with pytest.raises(AlreadyInhabitedError):
        await load(visitors.server.context)


async def test_susan_finds_a_living_place(reader: Person) -> None:
    home = (await reader.get("/api/timeline", limit=100)).json()
    assert home["_meta"]["has_more"]
    assert any(item["reply_to"] for item in home["items"])
    conversations = (await reader.get("/api/conversations")).json()["items"]
    assert conversations
    counts = (await reader.get("/api/me/counts")).json()
    assert counts["messages"] == sum(item["unread"] for item in conversations) > 0
    assert counts["notifications"] > 0
    assert (await reader.get("/api/notifications")).json()["items"]


async def test_the_rows_agree_with_each_other(visitors: Visitors, loaded: Loaded) -> None:
    database = visitors.server.context.database
    assert await contradictions(database) == {}
    # PostgreSQL checked each row as it came.
    if database.is_sqlite:
        async with database.reading() as session:
            assert (await session.execute(text("PRAGMA foreign_key_check"))).all() == []
