"""Where one went lately: pages, people, conversations, and what was chosen where one jumps from."""

from __future__ import annotations

from datetime import datetime

from microblog_desktop.store.sqlite.columns import micros, text
from microblog_desktop.store.sqlite.database import Database

MOST = 50


class VisitedPlaces:
    """The latest fifty, each once; whoever notes them knows what a key means."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[str]:
        """Newest first."""
        rows = self._db.rows("SELECT key FROM visited_place ORDER BY visited_at DESC, key LIMIT ?", (MOST,))
        return [text(row[0]) for row in rows]

    def remember(self, key: str, at: datetime) -> None:
        self._db.write(
            "INSERT INTO visited_place (key, visited_at) VALUES (?, ?) "
            "ON CONFLICT DO UPDATE SET visited_at = excluded.visited_at",
            (key, micros(at)),
        )
        self._db.write(
            "DELETE FROM visited_place WHERE key IN "
            "(SELECT key FROM visited_place ORDER BY visited_at DESC, key LIMIT -1 OFFSET ?)",
            (MOST,),
        )
