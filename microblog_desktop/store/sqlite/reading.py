"""A second connection to a file that another one writes: reads only, may be in another thread, can be interrupted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw

from microblog_desktop.store.errors import StoreDamagedError, StoreLockedError, StoreUnreadableError
from microblog_desktop.store.sqlite.columns import Row, Value

_BUSY_TIMEOUT_MS = 2_000
_CACHE_KIB = 16_384
# An interrupt that comes just before a statement begins is noticed after so many steps of it.
_STEPS = 10_000


class InterruptedReadError(Exception):
    """Somebody called `interrupt`."""


class ReadingDatabase:
    """Sees what was committed. All but `interrupt` belongs to one thread."""

    def __init__(self, path: Path) -> None:
        """Raises `StoreError`."""
        self._is_interrupted = False
        with _translated():
            self._connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
            self._connection.set_busy_timeout(_BUSY_TIMEOUT_MS)
            self._connection.pragma("cache_size", -_CACHE_KIB)
            self._connection.set_progress_handler(lambda: self._is_interrupted, _STEPS)

    def rows(self, sql: str, bindings: Sequence[Value] = ()) -> list[Row]:
        if self._is_interrupted:
            raise InterruptedReadError
        with _translated():
            return self._connection.execute(sql, bindings).fetchall()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment."""
        self.rows("BEGIN")
        try:
            yield
        finally:
            # An interrupt that comes too late hits the end of the snapshot.
            while self._connection.in_transaction:
                with _translated(), suppress(apsw.InterruptError, apsw.AbortError):
                    self._connection.execute("ROLLBACK")

    def interrupt(self) -> None:
        """End what is read with `InterruptedReadError`, until `go_on`; from any thread, while it is open."""
        self._is_interrupted = True
        self._connection.interrupt()

    def go_on(self) -> None:
        self._is_interrupted = False

    def close(self) -> None:
        with _translated():
            self._connection.close()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except apsw.InterruptError as error:
        raise InterruptedReadError from error
    except (apsw.CorruptError, apsw.NotADBError, UnicodeDecodeError) as error:
        raise StoreDamagedError(str(error)) from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise StoreLockedError(str(error)) from error
    except (apsw.IOError, apsw.CantOpenError, apsw.ReadOnlyError, apsw.PermissionsError) as error:
        raise StoreUnreadableError(str(error)) from error
