"""Live activity (microblog_server/demo/live.py)."""

from __future__ import annotations

import asyncio
import random

from sqlalchemy import func, select

from microblog_server.db.models import Follow, Message, Post
from microblog_server.demo.data import community
from microblog_server.demo.live import Activity, live_activity
from microblog_server.demo.load import load
from tests.server.client import Visitors


async def _counts(visitors: Visitors) -> list[int]:
    async with visitors.server.context.database.reading() as session:
        tables = (Post, Message, Follow)
        return [(await session.execute(select(func.count()).select_from(table))).scalar_one() for table in tables]


async def test_people_post_write_and_follow(visitors: Visitors) -> None:
    await load(visitors.server.context)
    before = await _counts(visitors)
    activity = Activity(community().live_lines, random.Random(1))
    for _ in range(80):
        async with visitors.server.context.database.writing() as session:
            await activity.happen(session)
    posts, messages, follows = (after - was for after, was in zip(await _counts(visitors), before, strict=True))
    assert posts > messages > 0
    assert follows != 0


async def test_nothing_happens_where_the_community_is_not(visitors: Visitors) -> None:
    async with visitors.server.context.database.writing() as session:
        await Activity(community().live_lines, random.Random(1)).happen(session)
    assert await _counts(visitors) == [0, 0, 0]


async def test_activity_goes_on_until_the_block_ends(visitors: Visitors) -> None:
    await load(visitors.server.context)
    before = await _counts(visitors)
    activity = Activity(community().live_lines, random.Random(1), between_s=(0.0, 0.01))
    async with live_activity(visitors.server.context, activity), asyncio.timeout(20):
        while await _counts(visitors) == before:
            await asyncio.sleep(0)
    after = await _counts(visitors)
    await asyncio.sleep(0.05)
    assert await _counts(visitors) == after
