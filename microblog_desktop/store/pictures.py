"""Pictures on the disk: small files, and an index that knows their age and size."""

from __future__ import annotations

import errno
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.errors import StoreFullError, StoreUnreadableError
from microblog_desktop.store.rows import CachedPicture
from microblog_desktop.store.sqlite.columns import micros, moment, text, text_or_none, whole
from microblog_desktop.store.sqlite.database import Database

LIMIT_BYTES = 50_000_000
EVICTED_AT_ONCE = 20
MOST_REMEMBERED = 5000
_SUFFIX = ".picture"


class PictureStore:
    """Bounded by bytes: what was not asked for since the start goes first, and of that what was not confirmed for
    the longest time (who looks at a picture has it confirmed once a day)."""

    def __init__(self, db: Database, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self._db = db
        self._folder = folder
        self.limit_bytes = limit_bytes
        self._used: dict[str, None] = {}

    @property
    def total_bytes(self) -> int:
        """What all pictures take."""
        row = self._db.row("SELECT bytes FROM picture_total WHERE only = 1")
        assert row is not None
        return whole(row[0])

    def get(self, url: str) -> CachedPicture | None:
        self._used[url] = None
        if len(self._used) > MOST_REMEMBERED:
            del self._used[next(iter(self._used))]
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
        if self._remove(url):
            self._db.note(ChangeSet(pictures=frozenset({url})))

    def drop(self, count: int) -> bool:
        """Forget the longest unused ones, at most so many; tells whether there are more."""
        with self._db.transaction():
            for url in self._oldest(count):
                self._remove(url)
        return self.total_bytes > 0

    def trim(self) -> bool:
        """Forget some of the longest unused ones if there are too many; tells whether there still are."""
        if self.total_bytes > self.limit_bytes:
            with self._db.transaction():
                self._evict_some()
        return self.total_bytes > self.limit_bytes

    def drop_unknown(self, names: Collection[str]) -> None:
        """Remove those of the folder's files that no picture has; they are of an index that is no more."""
        for name in names:
            key = name.removesuffix(_SUFFIX)
            is_known = key.isdecimal() and self._db.row("SELECT 1 FROM picture WHERE key = ?", (int(key),)) is not None
            if not is_known:
                (self._folder / name).unlink(missing_ok=True)

    def files(self) -> list[str]:
        """The names of all files of pictures; may run in another thread."""
        return [path.name for path in self._folder.glob(f"*{_SUFFIX}")]

    def _remove(self, url: str) -> bool:
        row = self._db.row("SELECT key FROM picture WHERE url = ?", (url,))
        self._used.pop(url, None)
        if row is not None:
            self._db.write("DELETE FROM picture WHERE url = ?", (url,))
            self._file(whole(row[0])).unlink(missing_ok=True)
        return row is not None

    def _evict(self) -> None:
        while self.total_bytes > self.limit_bytes:
            self._evict_some()

    def _evict_some(self) -> None:
        for url in self._oldest(EVICTED_AT_ONCE):
            if self.total_bytes <= self.limit_bytes:
                return
            self._remove(url)

    def _oldest(self, count: int) -> list[str]:
        # Slow to load, and not needed for the first paint.
        import json

        sql = "SELECT url FROM picture {unused} ORDER BY fetched_at, key LIMIT ?"
        unused = "WHERE url NOT IN (SELECT value FROM json_each(?))"
        used = json.dumps(list(self._used))
        rows = self._db.rows(sql.format(unused=unused), (used, count)) or self._db.rows(sql.format(unused=""), (count,))
        return [text(row[0]) for row in rows]

    def _file(self, key: int) -> Path:
        return self._folder / f"{key}{_SUFFIX}"

    def _write_file(self, path: Path, data: bytes) -> None:
        """Write beside and rename, so that nobody reads half a picture."""
        beside = path.with_suffix(".part")
        try:
            beside.write_bytes(data)
            beside.replace(path)
        except OSError as error:
            is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            raise (StoreFullError if is_full else StoreUnreadableError)(str(error)) from error
