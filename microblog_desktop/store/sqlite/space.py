"""How much of a file is in use, and giving the rest back to the disk.

A file of ours can shrink from its end, some pages at a time (`auto_vacuum`). One of an older version cannot: it is
written anew once, when it is closed and nobody waits for it.
"""

from __future__ import annotations

import logging

import apsw

from microblog_desktop.store.sqlite.columns import whole
from microblog_desktop.store.sqlite.database import Database

log = logging.getLogger(__name__)

LARGEST_REWRITTEN_BYTES = 300_000_000
# Kept for what comes next: giving pages back and asking for them again costs more than they do.
_SPARE_PAGES = 128
_INCREMENTAL = 2


class Space:
    """Of one open file."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @property
    def file_bytes(self) -> int:
        """Of the whole file, without its log."""
        return self._number("page_count") * self._number("page_size")

    @property
    def used_bytes(self) -> int:
        """What rows and indices take."""
        return (self._number("page_count") - self._number("freelist_count")) * self._number("page_size")

    @property
    def can_shrink(self) -> bool:
        return self._number("auto_vacuum") == _INCREMENTAL

    def give_back(self, pages: int) -> bool:
        """Give at most so many free pages back to the disk; tells whether there are more. Not in a transaction."""
        free = self._number("freelist_count")
        if free <= _SPARE_PAGES or not self.can_shrink:
            return False
        self._db.rows(f"PRAGMA incremental_vacuum({int(min(pages, free - _SPARE_PAGES))})")
        return self._number("freelist_count") > _SPARE_PAGES

    def empty_log(self) -> None:
        """Bring the write-ahead log back into the file, and give its room to the disk, as far as nobody reads it."""
        try:
            self._db.connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        except apsw.Error as error:
            log.info("the write-ahead log stays as long as it is: %s", error)

    def learn_to_shrink(self) -> None:
        """Write a file of an older version anew; takes a second for each hundred megabytes.

        Cut off in the middle or without room on the disk, it stays as it was.
        """
        if self.can_shrink or self.file_bytes > LARGEST_REWRITTEN_BYTES:
            return
        try:
            self._db.connection.pragma("auto_vacuum", "incremental")
            self._db.connection.execute("VACUUM")
        except apsw.Error as error:
            log.info("the file stays as large as it is: %s", error)

    def _number(self, pragma: str) -> int:
        row = self._db.row(f"PRAGMA {pragma}")
        assert row is not None
        return whole(row[0])
