"""The community in a database (microblog_server/demo/load.py, tables.py)."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import text

from microblog_server.demo.load import PASSWORD, AlreadyInhabitedError, Loaded, load
from tests.server.client import Person, Visitors


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


# Each query finds the rows that contradict what was counted or copied when loading.
_CONTRADICTIONS = {
    "post counts": "SELECT id FROM people p WHERE post_count != (SELECT count(*) FROM posts WHERE author_id = p.id)",
    "follower counts": "SELECT id FROM people p "
    "WHERE follower_count != (SELECT count(*) FROM follows WHERE followed_id = p.id)",
    "following counts": "SELECT id FROM people p "
    "WHERE following_count != (SELECT count(*) FROM follows WHERE follower_id = p.id)",
    "reply counts": "SELECT id FROM posts p WHERE reply_count != (SELECT count(*) FROM posts WHERE reply_to_id = p.id)",
    "home timelines": "SELECT p.id FROM people p WHERE (SELECT count(*) FROM home_entries WHERE reader_id = p.id) != "
    "(SELECT count(*) FROM entries e WHERE e.person_id = p.id OR e.person_id IN "
    "(SELECT followed_id FROM follows WHERE follower_id = p.id))",
    "unread messages": "SELECT owner_id FROM conversations c WHERE unread != (SELECT count(*) FROM messages "
    "WHERE recipient_id = c.owner_id AND sender_id = c.other_id AND read_at IS NULL)",
    "order of ids": "SELECT a.id FROM posts a JOIN posts b ON b.id = a.id + 1 WHERE b.created_at < a.created_at",
    "order of messages": "SELECT a.id FROM messages a JOIN messages b ON b.id = a.id + 1 "
    "WHERE b.created_at < a.created_at",
    "threads": "SELECT a.id FROM posts a JOIN posts b ON b.id = a.reply_to_id WHERE a.thread_id != b.thread_id",
    "future": "SELECT id FROM posts WHERE created_at > (SELECT microseconds FROM server_clock)",
}


async def test_the_rows_agree_with_each_other(visitors: Visitors, loaded: Loaded) -> None:
    async with visitors.server.context.database.reading() as session:
        found = {name: (await session.execute(text(query))).all() for name, query in _CONTRADICTIONS.items()}
        # PostgreSQL checked each row as it came.
        if visitors.server.context.database.is_sqlite:
            assert (await session.execute(text("PRAGMA foreign_key_check"))).all() == []
    assert {name: rows for name, rows in found.items() if rows} == {}
