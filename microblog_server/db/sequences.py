"""Rows that were written with ids of their own choice, and the ids that the database gives out after them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.prepared import Prepared
from microblog_server.db.session import run


def catch_up(connection: Connection, tables: list[Table]) -> None:
    """Let the next id come after the largest there is. SQLite does it by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        column = table.autoincrement_column
        if column is None:
            continue
        largest = connection.execute(select(func.max(column))).scalar_one()
        if largest is not None:
            set_next = text("SELECT setval(pg_get_serial_sequence(:name, :column), :largest)")
            connection.execute(set_next, {"name": table.name, "column": column.name, "largest": largest})


async def take(session: AsyncSession, tables: Sequence[str], count: int) -> list[Sequence[int]]:
    """So many new ids of each table, growing, before rows are written with them. The session has the turn to write."""
    if session.get_bind().dialect.name == "postgresql":
        rows = await run(session, _next(tuple(tables)), count=count)
        return [sorted(row[at] for row in rows) for at in range(len(tables))]
    last = {name: int(id) for name, id in await run(session, _GIVEN_OUT)}
    return [range(last.get(table, 0) + 1, last.get(table, 0) + 1 + count) for table in tables]


# Kept by SQLite for tables whose ids are never given out again.
_GIVEN_OUT = Prepared(text("SELECT name, seq FROM sqlite_sequence"))


@cache
def _next(tables: tuple[str, ...]) -> Prepared:
    ids = ", ".join(f"nextval((SELECT pg_get_serial_sequence('{table}', 'id')))" for table in tables)
    return Prepared(text(f"SELECT {ids} FROM generate_series(1, CAST(:count AS bigint))"))
