"""The database: one engine, transactions that read and transactions that write.

Everything that only SQLite needs is in this file.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

_BUSY_MS = 10_000
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


def asynchronous(database: str) -> URL:
    """The URL with a driver that works with asyncio: people write `sqlite:///file` and `postgresql://…`."""
    url = make_url(database)
    return url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))


class Database:
    """Sessions on one database. `close` it in the end."""

    def __init__(self, database: str) -> None:
        url = asynchronous(database)
        self._is_sqlite = url.get_backend_name() == "sqlite"
        if self._is_sqlite and url.database:
            Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # What people write and the hashes of their secrets stay out of error texts and logs.
        self.engine: AsyncEngine = create_async_engine(url, hide_parameters=True)
        # SQLite has one writer: wait for a turn here, in order, instead of polling its lock.
        self._writer = asyncio.Lock() if self._is_sqlite else None
        if self._is_sqlite:
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_sqlite)

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A transaction that sees one state of the database and changes nothing."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session

    @contextlib.asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A transaction that commits at the end of the block, and not at all if the block raises."""
        async with (
            self._writer or contextlib.nullcontext(),
            AsyncSession(self.engine, expire_on_commit=False) as session,
        ):
            await session.connection(execution_options={"writes": True})
            yield session
            await session.commit()

    async def close(self) -> None:
        await self.engine.dispose()


class _Cursor(Protocol):
    def execute(self, statement: str) -> object: ...
    def close(self) -> object: ...


class _SqliteConnection(Protocol):
    isolation_level: str | None

    def cursor(self) -> _Cursor: ...


def _prepare_sqlite(connection: _SqliteConnection, record: object) -> None:
    # Without this the driver begins transactions by itself, and only before the first change.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", f"busy_timeout = {_BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A reader that becomes a writer fails when another has written meanwhile; so writers say so at once.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
