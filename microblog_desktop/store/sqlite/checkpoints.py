"""Bring the write-ahead log of a file back into it, in a thread: it writes and syncs, and the window would wait."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import apsw

log = logging.getLogger(__name__)

# As many as SQLite itself waits for; and so many that the log would grow without end.
_DUE_PAGES, _MOST_PAGES = 1000, 20_000


class Checkpoints:
    """Watches the commits of one connection; `close` it before the connection."""

    def __init__(self, path: Path | str, connection: apsw.Connection) -> None:
        self._path = str(path)
        self._due = _DUE_PAGES
        self._thread: threading.Thread | None = None
        connection.set_wal_hook(self._committed)

    def close(self) -> None:
        """Wait for what has begun: who removes the file must find it closed."""
        if self._thread is not None:
            self._thread.join()

    def _committed(self, connection: apsw.Connection, _schema: str, pages: int) -> int:
        if pages < _DUE_PAGES:
            # The log began again at its start.
            self._due = _DUE_PAGES
        elif pages < self._due:
            pass
        elif pages >= _MOST_PAGES:
            _bring_back(connection)
        elif self._thread is None or not self._thread.is_alive():
            # Whoever reads meanwhile keeps the log from beginning again: it is worth the next try when it has grown.
            self._due = pages + _DUE_PAGES
            self._begin()
        # Whatever happened here, the commit has been made: nothing may make it look as if it had failed.
        return apsw.SQLITE_OK

    def _begin(self) -> None:
        thread = threading.Thread(target=self._run, name="checkpoint", daemon=True)
        try:
            thread.start()
        except RuntimeError as error:
            log.info("the write-ahead log stays as long as it is: %s", error)
        else:
            self._thread = thread

    def _run(self) -> None:
        try:
            connection = apsw.Connection(self._path, flags=apsw.SQLITE_OPEN_READWRITE)
            try:
                # A connection finds the log with its first look at the file.
                connection.pragma("schema_version")
                _bring_back(connection)
            finally:
                connection.close()
        except apsw.Error as error:
            log.info("the write-ahead log stays as long as it is: %s", error)


def _bring_back(connection: apsw.Connection) -> None:
    """As far as nobody is in the way. If it fails nothing is lost: all is in the log, and the next one tries again."""
    try:
        connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_PASSIVE)
    except apsw.Error as error:
        log.info("the write-ahead log stays as long as it is: %s", error)
