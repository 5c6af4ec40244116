"""Moments only grow (microblog_server/services/clock.py)."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from sqlalchemy import update

from microblog_server.db.models import ServerClock
from microblog_server.db.session import Database
from microblog_server.db.types import microseconds
from microblog_server.services import clock


async def test_no_moment_is_given_out_twice(database: Database) -> None:
    moments: list[datetime] = []

    async def take() -> None:
        async with database.writing() as session:
            moments.extend([await clock.next_moment(session), await clock.next_moment(session)])

    await asyncio.gather(*(take() for _ in range(20)))
    assert moments == sorted(set(moments))
    assert abs(moments[-1] - clock.now()) < timedelta(minutes=1)


async def test_a_clock_put_back_does_not_lead_back(database: Database) -> None:
    ahead = clock.now() + timedelta(hours=1)
    async with database.writing() as session:
        await session.execute(update(ServerClock).values(microseconds=microseconds(ahead)))
    async with database.writing() as session:
        assert await clock.next_moment(session) == ahead + timedelta(microseconds=1)
