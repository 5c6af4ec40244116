"""Moments that only grow, in the order in which transactions commit.

A cursor may only name a place that nothing will be put behind later. So who
writes into a list takes its time here: the row stays locked until the commit,
and the time is later than every one given out before, also when the computer's
clock is put back.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import case, update
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import ServerClock
from microblog_server.db.prepared import Prepared, number
from microblog_server.db.session import run
from microblog_server.db.types import from_microseconds, microseconds

_AHEAD = Prepared(
    update(ServerClock)
    .values(
        microseconds=case(
            (ServerClock.microseconds < number("now"), number("now") + number("count") - 1),
            else_=ServerClock.microseconds + number("count"),
        )
    )
    .returning(ServerClock.microseconds)
)


def now() -> datetime:
    return datetime.now(UTC)


async def next_moments(session: AsyncSession, count: int) -> list[datetime]:
    """As many, in their order."""
    ((last,),) = await run(session, _AHEAD, now=microseconds(now()), count=count)
    return [from_microseconds(last - count + place) for place in range(1, count + 1)]


async def next_moment(session: AsyncSession) -> datetime:
    """The time of what is written in this transaction."""
    count = microseconds(now())
    statement = (
        update(ServerClock)
        .values(
            microseconds=case((ServerClock.microseconds < count, count), else_=ServerClock.microseconds + 1),
        )
        .returning(ServerClock.microseconds)
        .execution_options(synchronize_session=False)
    )
    return from_microseconds((await session.execute(statement)).scalar_one())
