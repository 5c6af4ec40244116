"""What was searched for lately."""

from __future__ import annotations

from datetime import datetime

from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.sqlite.columns import micros, text
from microblog_desktop.store.sqlite.database import Database

MOST = 20
CHANGED = ChangeSet(preferences=frozenset({"recent_searches"}))


class RecentSearches:
    """The latest twenty, each once."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[str]:
        """Newest first."""
        rows = self._db.rows("SELECT text FROM recent_search ORDER BY searched_at DESC LIMIT ?", (MOST,))
        return [text(row[0]) for row in rows]

    def remember(self, typed: str, at: datetime) -> None:
        self._db.write(
            "INSERT INTO recent_search (text, searched_at) VALUES (?, ?) "
            "ON CONFLICT DO UPDATE SET searched_at = excluded.searched_at",
            (typed, micros(at)),
        )
        self._db.write(
            "DELETE FROM recent_search WHERE text IN "
            "(SELECT text FROM recent_search ORDER BY searched_at DESC LIMIT -1 OFFSET ?)",
            (MOST,),
        )
        self._db.note(CHANGED)

    def forget(self, typed: str) -> None:
        self._db.write("DELETE FROM recent_search WHERE text = ?", (typed,))
        self._db.note(CHANGED)

    def clear(self) -> None:
        self._db.write("DELETE FROM recent_search")
        self._db.note(CHANGED)
