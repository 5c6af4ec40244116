"""Texts that were begun and not sent."""

from __future__ import annotations

from datetime import datetime

from microblog_desktop.domain.ids import PostKey
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.rows import Draft
from microblog_desktop.store.sqlite.columns import Row, micros, moment, text, whole_or_none
from microblog_desktop.store.sqlite.database import Database

LONGEST_LIST = 100


class DraftStore:
    """One draft for each place where something can be written; the name is the place."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, name: str, body: str, reply_to: PostKey | None, now: datetime) -> None:
        """Keep a draft; a blank one that replies to nothing is no draft."""
        if not body.strip() and reply_to is None:
            self.clear(name)
            return
        self._db.write(
            "INSERT INTO draft (name, body, reply_to, saved_at) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE "
            "SET body = excluded.body, reply_to = excluded.reply_to, saved_at = excluded.saved_at",
            (name, body, reply_to, micros(now)),
        )
        self._note(name)

    def get(self, name: str) -> Draft | None:
        row = self._db.row("SELECT name, body, reply_to, saved_at FROM draft WHERE name = ?", (name,))
        return None if row is None else _draft_from(row)

    def clear(self, name: str) -> None:
        if self._db.write("DELETE FROM draft WHERE name = ?", (name,)):
            self._note(name)

    def names(self, prefix: str) -> list[str]:
        """The drafts whose names begin so, at most 100."""
        rows = self._db.rows(
            "SELECT name FROM draft WHERE name >= ? AND name < ? ORDER BY name LIMIT ?",
            (prefix, prefix + chr(0x10FFFF), LONGEST_LIST),
        )
        return [text(row[0]) for row in rows]

    def _note(self, name: str) -> None:
        self._db.note(ChangeSet(drafts=frozenset({name})))


def _draft_from(row: Row) -> Draft:
    reply_to = whole_or_none(row[2])
    return Draft(text(row[0]), text(row[1]), None if reply_to is None else PostKey(reply_to), moment(row[3]))
