"""One SQLite file: its connection, its transactions, and what a commit changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw

from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.errors import (
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreUnreadableError,
)
from microblog_desktop.store.sqlite.checkpoints import Checkpoints
from microblog_desktop.store.sqlite.columns import Row, Value
from microblog_desktop.store.sqlite.schema import Schema, migrate

BUSY_TIMEOUT_MS = 2_000
# When the log begins anew it gives back what is beyond; without this it would stay as long as it ever was.
_LONGEST_IDLE_LOG_BYTES = 4_000_000
DAMAGE_MARK = ".found-damaged"
_NO_ROOM_FOR_INDEX = (apsw.SQLITE_IOERR_SHMSIZE,)


class Database:
    """The only writer of one file; used from one thread."""

    def __init__(self, path: Path | str, feed: ChangeFeed, schema: Schema) -> None:
        """Open or create the file (":memory:" keeps it in memory) and bring its schema up to date."""
        self._feed = feed
        self._changes = ChangeSet()
        self._is_durable = False
        self._before_commit: Callable[[], None] = lambda: None
        self._mark = None if path == ":memory:" else Path(f"{path}{DAMAGE_MARK}")
        self._is_open = False
        if self._mark is not None and self._mark.exists():
            self._mark.unlink()
            raise StoreDamagedError("found damaged when it was used last")
        self._checkpoints: Checkpoints | None = None
        try:
            self._connection = self._connect(path, schema, "normal")
            if self._mark is not None:
                self._checkpoints = Checkpoints(path, self._connection)
        except _NoRoomForIndexError:
            # On a full disk the index of the log can be in memory, so that at least what is there can be read.
            self._connection = self._connect(path, schema, "exclusive")
        self._is_open = True

    def _connect(self, path: Path | str, schema: Schema, locking_mode: str) -> apsw.Connection:
        with self._translated():
            connection = apsw.Connection(str(path))
        try:
            with self._translated():
                connection.set_busy_timeout(BUSY_TIMEOUT_MS)
                connection.pragma("locking_mode", locking_mode)
                if connection.pragma("page_count") == 0:
                    # Before all else: what is deleted can be given back to the disk piece by piece.
                    connection.pragma("auto_vacuum", "incremental")
                connection.pragma("journal_mode", "wal")
                connection.pragma("journal_size_limit", _LONGEST_IDLE_LOG_BYTES)
                connection.pragma("synchronous", "normal")
                connection.pragma("temp_store", "memory")
                migrate(connection, schema)
        except StoreError:
            connection.close()
            raise
        return connection

    @property
    def connection(self) -> apsw.Connection:
        """The connection itself, for what watches it."""
        return self._connection

    def close(self) -> None:
        if self._checkpoints is not None:
            self._checkpoints.close()
        with self._translated():
            self._connection.close()

    def rows(self, sql: str, bindings: Sequence[Value] = ()) -> list[Row]:
        with self._translated():
            return self._connection.execute(sql, bindings).fetchall()

    def row(self, sql: str, bindings: Sequence[Value] = ()) -> Row | None:
        """The first row, or None."""
        with self._translated():
            found: Row | None = self._connection.execute(sql, bindings).fetchone()
            return found

    def write(self, sql: str, bindings: Sequence[Value] = ()) -> int:
        """Change rows inside a transaction; the number of rows touched."""
        assert self._connection.in_transaction, "a change needs a transaction"
        with self._translated():
            self._connection.execute(sql, bindings)
            return self._connection.changes()

    def write_all(self, sql: str, bindings: Sequence[Sequence[Value]]) -> None:
        """`write` once for each of the bindings."""
        assert self._connection.in_transaction, "a change needs a transaction"
        with self._translated():
            self._connection.executemany(sql, bindings)

    def insert(self, sql: str, bindings: Sequence[Value] = ()) -> int:
        """Add one row inside a transaction; its key."""
        self.write(sql, bindings)
        return self._connection.last_insert_rowid()

    def before_commit(self, call: Callable[[], None]) -> None:
        """Call at the end of every transaction that changed something, while it can still write."""
        self._before_commit = call

    def note(self, changes: ChangeSet) -> None:
        """Tell `changes` when the current transaction has been committed."""
        assert self._connection.in_transaction, "a change is noted in its transaction"
        self._changes |= changes

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit all or nothing; joins a transaction that is open already."""
        if self._connection.in_transaction:
            yield
            return
        with self._committing():
            yield

    @contextmanager
    def durable_transaction(self) -> Iterator[None]:
        """As `transaction`, and on the disk before it returns. What a person gave us is committed so."""
        if self._connection.in_transaction:
            assert self._is_durable, "what must be durable cannot hide in a transaction that is not"
            yield
            return
        with self._translated():
            self._connection.pragma("synchronous", "full")
        self._is_durable = True
        try:
            with self._committing():
                yield
        finally:
            self._is_durable = False
            with self._translated():
                self._connection.pragma("synchronous", "normal")

    @contextmanager
    def _committing(self) -> Iterator[None]:
        with self._translated():
            self._connection.execute("BEGIN IMMEDIATE")
        changed_before = self._connection.total_changes()
        try:
            yield
            if self._connection.total_changes() != changed_before:
                self._before_commit()
            with self._translated():
                self._connection.execute("COMMIT")
        finally:
            changes, self._changes = self._changes, ChangeSet()
            # Some failures (a full disk) have rolled back already.
            if self._connection.in_transaction:
                changes = ChangeSet()
                with self._translated():
                    self._connection.execute("ROLLBACK")
        self._feed.publish(changes)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn SQLite's words for a failure of the world into ours; mistakes of ours pass."""
        try:
            yield
        except (apsw.CorruptError, apsw.NotADBError, UnicodeDecodeError) as error:
            self._remember_damage()
            raise StoreDamagedError(str(error)) from error
        except apsw.FullError as error:
            raise StoreFullError(str(error)) from error
        except (apsw.BusyError, apsw.LockedError) as error:
            raise StoreLockedError(str(error)) from error
        except apsw.IOError as error:
            if getattr(error, "extendedresult", 0) in _NO_ROOM_FOR_INDEX:
                raise _NoRoomForIndexError(str(error)) from error
            raise StoreUnreadableError(str(error)) from error
        except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.PermissionsError) as error:
            raise StoreUnreadableError(str(error)) from error

    def _remember_damage(self) -> None:
        """A damage that opening does not meet is met again and again: the next opening is to set the file aside."""
        if self._is_open and self._mark is not None:
            with suppress(OSError):
                self._mark.touch()


class _NoRoomForIndexError(StoreFullError):
    """The disk has no room for the index of the write-ahead log."""
