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
from sqlalchemy.exc import NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

_BUSY_MS = 10_000
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


def asynchronous(database: str) -> URL:
    """The URL with a driver that works with asyncio: people write `sqlite:///file` and `postgresql://…`."""
    url = make_url(database)
    return url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))


class DatabaseUnavailableError(Exception):
    """This database cannot be used here; the text says why."""


class Database:
    """Sessions on one database. `close` it in the end."""

    def __init__(self, database: str) -> None:
        url = asynchronous(database)
        self._is_sqlite = url.get_backend_name() == "sqlite"
        if self._is_sqlite and url.database:
            _make_folder(Path(url.database).parent)
        self.engine: AsyncEngine = _engine(url)
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


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailableError(f"cannot make the folder {folder}: {error.strerror}") from error


def _engine(url: URL) -> AsyncEngine:
    try:
        # What people write and the hashes of their secrets stay out of error texts and logs.
        return create_async_engine(url, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise DatabaseUnavailableError(f"a {url.drivername} database needs the Python package {error.name}") from error
    except NoSuchModuleError as error:
        raise DatabaseUnavailableError(f"{url.drivername} is no kind of database known here") from error


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
    # FULL: who was told that a post is there has thrown their own copy away; it must outlast a power cut.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", f"busy_timeout = {_BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A reader that becomes a writer fails when another has written meanwhile; so writers say so at once.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
