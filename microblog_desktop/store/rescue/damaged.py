"""Read a damaged file as far as it lets us, for a bounded time. The file itself stays as it was found."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import apsw

from microblog_desktop.store.sqlite.columns import Value

_PAGE_COUNT = slice(28, 32)
_FREE_PAGES = slice(32, 40)
_DATABASE_HEADER, _INTERIOR = 100, 5
_UNREADABLE = (apsw.Error, UnicodeDecodeError)
_STEPS_OF_THE_MACHINE = 1000

RowByName = dict[str, Value]


class DamagedFile:
    """Rows as they are found; nothing is promised about their values."""

    def __init__(self, connection: apsw.Connection, until_s: float) -> None:
        """Beyond `until_s`, by `time.monotonic`, nothing more is found."""
        self._connection = connection
        self._until_s = until_s
        connection.set_progress_handler(lambda: self.is_over, _STEPS_OF_THE_MACHINE)

    @property
    def is_over(self) -> bool:
        """Whether the time is used up."""
        return time.monotonic() > self._until_s

    def all(self, table: str, key: str) -> list[RowByName]:
        """Rows from the first to the damage, and from the last back to it."""
        found: dict[Value, RowByName] = {}
        for direction in ("ASC", "DESC"):
            for row in self.rows(f"SELECT * FROM {table} NOT INDEXED ORDER BY {key} {direction}"):
                found.setdefault(row[key], row)
        return [found[name] for name in sorted(found, key=lambda name: (str(type(name)), name))]

    def by_key(self, table: str, column: str, key: Value) -> list[RowByName]:
        return [] if key is None else list(self.rows(f"SELECT * FROM {table} WHERE {column} = ?", (key,)))

    def rows(self, sql: str, bindings: Sequence[Value] = ()) -> Iterator[RowByName]:
        """As many as come before the damage."""
        with suppress(*_UNREADABLE):
            cursor = self._connection.execute(sql, bindings)
            for row in cursor:
                yield dict(zip((str(column[0]) for column in cursor.get_description()), row, strict=True))


@contextmanager
def opened(damaged: Path, sound: bytes, *, table: str, seconds: float) -> Iterator[DamagedFile]:
    """Open it to be read. `sound` is a new file: where the pages that say what is where are lost, a copy gets its.

    `table` is one that the file must have.
    """
    until_s = time.monotonic() + seconds
    if _can_be_read(damaged, table):
        with closing(_connected(damaged)) as connection:
            yield DamagedFile(connection, until_s)
        return
    with tempfile.TemporaryDirectory(dir=damaged.parent) as folder:
        copy = Path(folder) / "copy.db"
        for suffix in ("", "-wal"):
            part = damaged.with_name(damaged.name + suffix)
            if part.exists():
                shutil.copyfile(part, copy.with_name(copy.name + suffix))
        for pages in ((1,), _schema_pages(sound)):
            if not _can_be_read(copy, table):
                _mend(copy, sound, pages)
        with closing(_connected(copy)) as connection:
            yield DamagedFile(connection, until_s)


def _connected(path: Path) -> apsw.Connection:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    # One table whose description cannot be read is no reason not to read the others.
    connection.pragma("writable_schema", True)
    return connection


def _can_be_read(path: Path, table: str) -> bool:
    try:
        with closing(_connected(path)) as connection:
            connection.execute(f"SELECT 1 FROM {table} WHERE 0")
            return True
    except _UNREADABLE:
        return False


def _mend(path: Path, sound: bytes, pages: Sequence[int]) -> None:
    """Take these pages of a new file; one of ours begins with the same tables in the same places."""
    size = _page_bytes(sound)
    with path.open("r+b") as file:
        for page in pages:
            mended = bytearray(sound[(page - 1) * size : page * size])
            if page == 1:
                mended[_PAGE_COUNT] = (path.stat().st_size // size).to_bytes(4, "big")
                mended[_FREE_PAGES] = bytes(8)
            file.seek((page - 1) * size)
            file.write(mended)


def _schema_pages(sound: bytes) -> list[int]:
    """The pages of the table of tables: the first one, and those that it names."""
    at, size = _DATABASE_HEADER, _page_bytes(sound)
    if sound[at] != _INTERIOR:
        return [1]
    cells = int.from_bytes(sound[at + 3 : at + 5], "big")
    pointers = [int.from_bytes(sound[at + 12 + 2 * n : at + 14 + 2 * n], "big") for n in range(cells)]
    below = [int.from_bytes(sound[cell : cell + 4], "big") for cell in pointers]
    last = int.from_bytes(sound[at + 8 : at + 12], "big")
    return [1, *(page for page in (*below, last) if page * size <= len(sound))]


def _page_bytes(sound: bytes) -> int:
    return int.from_bytes(sound[16:18], "big")
