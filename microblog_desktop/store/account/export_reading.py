"""What an export takes from this computer: read in a thread, piece by piece, over a connection of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from microblog_desktop.domain.ids import BOOKMARKS, PersonId
from microblog_desktop.domain.outbox import JobKind
from microblog_desktop.store.sqlite.columns import Row, Value, moment, text, whole
from microblog_desktop.store.sqlite.reading import ReadingDatabase

_SLICE = 500
ExportRow = dict[str, object]

_POSTS = (
    "SELECT key, remote_id, coalesce(pending_body, body), created_at, edited_at, language, reply_to FROM post "
    "WHERE key > ? AND author = ? AND remote_id IS NOT NULL ORDER BY key LIMIT ?"
)
_BOOKMARKS = (
    "SELECT post.key, post.remote_id, post.body, post.created_at, post.edited_at, post.language, post.reply_to, "
    "person.username FROM entry JOIN post ON post.key = entry.post JOIN person ON person.id = post.author "
    "WHERE post.key > ? AND entry.scope = ? AND entry.rank = 1 ORDER BY post.key LIMIT ?"
)
_MESSAGES = (
    "SELECT message.key, message.remote_id, coalesce(person.username, message.scope), message.is_mine, message.body, "
    "message.created_at FROM message LEFT JOIN person ON person.id = message.scope "
    "WHERE message.key > ? AND message.rank = 1 AND message.is_hidden = 0 AND message.remote_id IS NOT NULL "
    "ORDER BY message.key LIMIT ?"
)
_DRAFTS = "SELECT name, body, saved_at FROM draft ORDER BY name"
_UNSENT = "SELECT kind, body, created_at, person FROM job WHERE kind IN (?, ?, ?) ORDER BY id"
_PERSON = "SELECT id, username, name, about_me, created_at FROM person WHERE id = ?"


class ExportReader:
    """Rows as they stand in the file; times are RFC 3339 in UTC. All of it raises `StoreError`."""

    def __init__(self, path: Path, me: PersonId) -> None:
        self._db = ReadingDatabase(path)
        self._me = me

    def close(self) -> None:
        self._db.close()

    def profile(self) -> ExportRow:
        rows = self._db.rows(_PERSON, (self._me,))
        if not rows:
            return {"id": self._me}
        id, username, name, about_me, created_at = rows[0]
        return {"id": id, "username": username, "name": name, "about_me": about_me, "created_at": _time(created_at)}

    def posts(self) -> Iterator[ExportRow]:
        return (_post(row) for row in self._slices(_POSTS, self._me))

    def bookmarks(self) -> Iterator[ExportRow]:
        return ({"author": row[7], **_post(row)} for row in self._slices(_BOOKMARKS, BOOKMARKS))

    def messages(self) -> Iterator[ExportRow]:
        for row in self._slices(_MESSAGES):
            yield {
                "id": row[1],
                "with": row[2],
                "sent": bool(row[3]),
                "body": row[4],
                "created_at": _time(row[5]),
            }

    def drafts(self) -> Iterator[ExportRow]:
        """What was begun and not sent."""
        for name, body, saved_at in self._db.rows(_DRAFTS):
            yield {"where": name, "body": body, "saved_at": _time(saved_at)}

    def unsent(self) -> Iterator[ExportRow]:
        """What was sent off and has not arrived."""
        kinds = (JobKind.CREATE_POST.value, JobKind.EDIT_POST.value, JobKind.SEND_MESSAGE.value)
        for kind, body, created_at, person in self._db.rows(_UNSENT, kinds):
            yield {"kind": kind, "body": body, "created_at": _time(created_at), "to": person}

    def _slices(self, sql: str, *bindings: Value) -> Iterator[Row]:
        """All rows by their first column, some at a time, so that nothing is held for long."""
        last = 0
        while rows := self._db.rows(sql, (last, *bindings, _SLICE)):
            yield from rows
            last = whole(rows[-1][0])


def _post(row: Row) -> ExportRow:
    return {
        "id": row[1],
        "body": text(row[2]),
        "created_at": _time(row[3]),
        "edited_at": _time(row[4]),
        "language": row[5],
        "reply_to": row[6],
    }


def _time(value: Value) -> str | None:
    return None if value is None else moment(value).isoformat().replace("+00:00", "Z")
