"""Put the made-up community into an empty database, all in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Base, ServerClock
from microblog_server.db.sequences import catch_up
from microblog_server.db.types import microseconds
from microblog_server.demo.data import community
from microblog_server.demo.tables import CommunityTables, Row
from microblog_server.search.keeping import keep_everything
from microblog_server.services import clock, people
from microblog_server.web.context import Context

PASSWORD = "demo"
_AT_ONCE = 5000


class AlreadyInhabitedError(Exception):
    """The database has people in it; the community would come between them."""


@dataclass(frozen=True, slots=True)
class Loaded:
    people: int
    posts: int


async def load(context: Context) -> Loaded:
    """Everybody's password is `demo`. Raises `AlreadyInhabitedError`."""
    plan = community()
    # One hash for all: only here does everybody have the same password, and a public one.
    password_hash = await context.passwords.hash(PASSWORD)
    async with context.database.writing() as session:
        if await people.count(session):
            raise AlreadyInhabitedError("there are people in this database already; demo-data wants an empty one")
        now = clock.now()
        for table, rows in CommunityTables(plan, now, password_hash).all():
            await _insert(session, table, rows)
        await (await session.connection()).run_sync(keep_everything)
        connection = await session.connection()
        await connection.run_sync(catch_up, list(Base.metadata.tables.values()))
        newest = update(ServerClock).values(microseconds=microseconds(now))
        await session.execute(newest, execution_options={"synchronize_session": False})
    return Loaded(len(plan.people), len(plan.posts))


async def _insert(session: AsyncSession, table: type[Base], rows: Sequence[Row]) -> None:
    connection = await session.connection()
    for start in range(0, len(rows), _AT_ONCE):
        await connection.execute(insert(table), rows[start : start + _AT_ONCE])
