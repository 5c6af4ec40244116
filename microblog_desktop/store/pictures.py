"""Pictures on the disk: small files, and an index that knows their age and size."""

from __future__ import annotations

import errno
from datetime import datetime
from pathlib import Path

from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.errors import StoreFullError, StoreUnreadableError
from microblog_desktop.store.rows import CachedPicture
from microblog_desktop.store.sqlite.columns import micros, moment, text_or_none, whole
from microblog_desktop.store.sqlite.database import Database

LIMIT_BYTES = 50_000_000
EVICTED_AT_ONCE = 20


class PictureStore:
    """Bounded by bytes: what was not fetched or confirmed for the longest time goes first."""

    def __init__(self, db: Database, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self._db = db
        self._folder = folder
        self._limit_bytes = limit_bytes

    def get(self, url: str) -> CachedPicture | None:
        row = self._db.row("SELECT key, etag, fetched_at, size FROM picture WHERE url = ?", (url,))
        if row is None:
            return None
        return CachedPicture(url, self._file(whole(row[0])), text_or_none(row[1]), moment(row[2]), whole(row[3]))

    def save(self, url: str, data: bytes, etag: str | None, now: datetime) -> None:
        """Keep a picture that was fetched; the file is there before the index names it."""
        self._db.write(
            "INSERT INTO picture (url, etag, fetched_at, size) VALUES (?, ?, ?, ?) ON CONFLICT (url) DO UPDATE "
            "SET etag = excluded.etag, fetched_at = excluded.fetched_at, size = excluded.size",
            (url, etag, micros(now), len(data)),
        )
        row = self._db.row("SELECT key FROM picture WHERE url = ?", (url,))
        assert row is not None
        self._write_file(self._file(whole(row[0])), data)
        self._db.note(ChangeSet(pictures=frozenset({url})))
        self._evict()

    def touch(self, url: str, now: datetime) -> None:
        """The server says it is still the same."""
        self._db.write("UPDATE picture SET fetched_at = ? WHERE url = ?", (micros(now), url))

    def forget(self, url: str) -> None:
        """The file is gone or not a picture; fetch it again."""
        picture = self.get(url)
        if picture is not None:
            self._db.write("DELETE FROM picture WHERE url = ?", (url,))
            picture.path.unlink(missing_ok=True)
            self._db.note(ChangeSet(pictures=frozenset({url})))

    def _evict(self) -> None:
        while self._total() > self._limit_bytes:
            rows = self._db.rows("SELECT key, size FROM picture ORDER BY fetched_at, key LIMIT ?", (EVICTED_AT_ONCE,))
            for row in rows:
                if self._total() <= self._limit_bytes:
                    return
                self._db.write("DELETE FROM picture WHERE key = ?", (row[0],))
                self._file(whole(row[0])).unlink(missing_ok=True)

    def _total(self) -> int:
        row = self._db.row("SELECT bytes FROM picture_total WHERE only = 1")
        assert row is not None
        return whole(row[0])

    def _file(self, key: int) -> Path:
        return self._folder / f"{key}.picture"

    def _write_file(self, path: Path, data: bytes) -> None:
        """Write beside and rename, so that nobody reads half a picture."""
        beside = path.with_suffix(".part")
        try:
            beside.write_bytes(data)
            beside.replace(path)
        except OSError as error:
            raise (StoreFullError if error.errno == errno.ENOSPC else StoreUnreadableError)(str(error)) from error
