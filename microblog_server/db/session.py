"""The database: one engine, transactions that read and transactions that write.

What only SQLite or only PostgreSQL needs in its connections is in this file.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import greenlet_spawn

from microblog_server.db.prepared import Asked, Prepared, in_one

_BUSY_MS = 10_000
_BUSY_PAUSE_S = 0.02
_POOL_WAIT_S = 30
# Whoever writes holds this lock until the commit (the number is ours alone).
_WRITERS_TURN = "SELECT pg_advisory_xact_lock(7309940770)"
_POSTGRESQL_READS: dict[str, object] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


def asynchronous(database: str) -> URL:
    """The URL with a driver that works with asyncio: people write `sqlite:///file` and `postgresql://…`."""
    url = make_url(database)
    return url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))


class DatabaseUnavailableError(Exception):
    """This database cannot be used here; the text says why."""


class StatementFailedError(SQLAlchemyError):
    """A statement that was sent past SQLAlchemy failed; the text says which and how, without its values."""


class Database:
    """Sessions on one database. `close` it in the end."""

    def __init__(self, database: str, connections: int = 10) -> None:
        url = asynchronous(database)
        self.is_sqlite = url.get_backend_name() == "sqlite"
        if self.is_sqlite and url.database:
            _make_folder(Path(url.database).parent)
        self.engine: AsyncEngine = _engine(url, connections)
        # Wait for a turn to write here, in order, instead of each with a connection in the hand.
        self._writer = asyncio.Lock()
        sync_engine = self.engine.sync_engine
        if self.is_sqlite:
            event.listen(sync_engine, "connect", _prepare_sqlite)
            event.listen(sync_engine, "begin", _begin_sqlite)
        else:
            event.listen(sync_engine, "connect", _prepare_postgresql)
            event.listen(sync_engine, "begin", _begin_postgresql)
        # Called with each session that has committed.
        self.on_commit: Callable[[AsyncSession], None] = _nothing_more
        # Told of each statement that `fetch` sends: SQLAlchemy's events do not see it.
        self.on_fetch: Callable[[Prepared, dict[str, object]], None] | None = None
        self._reads: dict[str, object] = {} if self.is_sqlite else _POSTGRESQL_READS

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A transaction that sees one state of the database and changes nothing."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            if self._reads:
                await session.connection(execution_options=self._reads)
            yield session

    @contextlib.asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A transaction that commits at the end of the block, and not at all if the block raises.

        Such transactions take turns, in all processes together: what the block reads stays true until it commits.
        """
        async with self._writer, AsyncSession(self.engine, expire_on_commit=False) as session:
            await session.connection(execution_options={"writes": True})
            yield session
            await session.commit()
            self.on_commit(session)

    @contextlib.asynccontextmanager
    async def noting(self) -> AsyncIterator[AsyncSession]:
        """As `writing`, for a change that depends on nothing read before it; PostgreSQL makes it take no turn."""
        if self.is_sqlite:
            async with self.writing() as session:
                yield session
            return
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session
            await session.commit()
            self.on_commit(session)

    async def fetch(self, prepared: Prepared, **values: object) -> Sequence[Sequence[Any]]:
        """The rows of one statement that reads, as the driver gives them. It sees one state, and needs no transaction.

        What the driver raises is not wrapped; the connection is thrown away then.
        """
        written = prepared.written(self.engine.dialect)
        if self.on_fetch is not None:
            self.on_fetch(prepared, values)
        connection = await self.engine.raw_connection()
        is_whole = False
        try:
            driver = connection.driver_connection
            assert driver is not None
            arguments = written.arguments(values)
            if self.is_sqlite:
                rows: Sequence[Sequence[Any]] = await driver.execute_fetchall(written.sql, arguments)
            else:
                rows = await driver.fetch(written.sql, *arguments)
            is_whole = True
        finally:
            await greenlet_spawn(connection.close if is_whole else connection.invalidate)
        return rows

    @property
    def connections(self) -> tuple[Callable[[], int], Callable[[], int]]:
        """How many are in use, and how many there may be."""
        pool = self.engine.pool
        assert isinstance(pool, QueuePool)
        return pool.checkedout, pool.size

    async def close(self) -> None:
        await self.engine.dispose()


async def run(session: AsyncSession, prepared: Prepared, **values: object) -> Sequence[Sequence[Any]]:
    """In the transaction of the session, the rows as the driver gives them; what waits to be flushed is not."""
    return await run_all(session, [Asked(prepared, values)])


async def run_all(session: AsyncSession, asked: Sequence[Asked]) -> Sequence[Sequence[Any]]:
    """As `run`; the rows are those of the last. None may look at what another one changes: PostgreSQL does all at once.

    So they wait for the way there and back once, while nobody else may write.
    """
    connection = await session.connection()
    dialect = connection.dialect
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    texts = [one.prepared.written(dialect) for one in asked]
    arguments = [written.arguments(one.values) for written, one in zip(texts, asked, strict=True)]
    errors: tuple[type[Exception], ...] = (*_errors(dialect.name), OSError)
    try:
        rows: Sequence[Sequence[Any]] = ()
        if dialect.name == "sqlite":
            for written, values in zip(texts, arguments, strict=True):
                rows = await driver.execute_fetchall(written.sql, values)
        else:
            text = in_one(tuple(one.prepared for one in asked), dialect) if len(asked) > 1 else texts[0].sql
            rows = await driver.fetch(text, *chain.from_iterable(arguments))
    except errors as error:
        if dialect.name != "sqlite" and driver.is_closed():
            await session.invalidate()
        # The error itself may quote what somebody wrote.
        said = "; ".join(written.sql for written in texts)
        raise StatementFailedError(f"{type(error).__name__} in: {said}") from None
    return rows


@cache
def _errors(dialect: str) -> tuple[type[Exception], ...]:
    """What the driver raises."""
    if dialect == "sqlite":
        return (sqlite3.Error,)
    # Only where there is PostgreSQL: it takes its time to load.
    from asyncpg.exceptions import InterfaceError, PostgresError

    return (PostgresError, InterfaceError)


def _nothing_more(session: AsyncSession) -> None:
    return


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailableError(f"cannot make the folder {folder}: {error.strerror}") from error


def _engine(url: URL, connections: int) -> AsyncEngine:
    try:
        # What people write and the hashes of their secrets stay out of error texts and logs.
        return create_async_engine(
            url, hide_parameters=True, pool_size=connections, max_overflow=0, pool_timeout=_POOL_WAIT_S
        )
    except ModuleNotFoundError as error:
        raise DatabaseUnavailableError(f"a {url.drivername} database needs the Python package {error.name}") from error
    except NoSuchModuleError as error:
        raise DatabaseUnavailableError(f"{url.drivername} is no kind of database known here") from error


class _Asyncpg(Protocol):
    async def execute(self, statement: str) -> object: ...


class _PostgresqlConnection(Protocol):
    def run_async(self, ask: Callable[[_Asyncpg], Awaitable[object]]) -> object: ...


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
    for pragma in (f"busy_timeout = {_BUSY_MS}", "synchronous = FULL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    _use_wal(cursor)
    cursor.close()


def _use_wal(cursor: _Cursor) -> None:
    """Two processes that open a new file at once: SQLite refuses the change to one of them without waiting."""
    give_up_s = time.monotonic() + _BUSY_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up_s:
                raise
            time.sleep(_BUSY_PAUSE_S)


def _prepare_postgresql(connection: _PostgresqlConnection, record: object) -> None:
    # Each statement has one good plan, whatever its values are: to plan it anew would cost more than to ask it.
    connection.run_async(lambda driver: driver.execute("SET plan_cache_mode = force_generic_plan"))


def _begin_sqlite(connection: Connection) -> None:
    # A reader that becomes a writer fails when another has written meanwhile; so writers say so at once.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    # Before the first look at the data: each statement after it sees what the writer before has committed.
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(_WRITERS_TURN)
