"""Read the rows of a timeline in two queries, however many there are, and two more for each gap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from microblog_desktop.domain.ids import EntryKey, MessageKey, NotificationKey, PostKey
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.values import replace
from microblog_desktop.store.account.people import FIELDS, person_columns, person_from
from microblog_desktop.store.account.posts.posts import PostStore
from microblog_desktop.store.rows import EntryRow, GapState, StoredPost
from microblog_desktop.store.sqlite.columns import Row, Value, key_list, moment, text, whole
from microblog_desktop.store.sqlite.database import Database
from microblog_desktop.store.status import StatusBoard

SELECT = (
    "SELECT entry.key, entry.sort, entry.rank, entry.post, entry.scope, entry.bottom_sort, "
    f"{person_columns('reposter')} "
    "FROM json_each(?) AS wanted CROSS JOIN entry ON entry.key = wanted.value "
    "LEFT JOIN person AS reposter ON reposter.id = entry.reposted_by"
)
REPOSTER_AT = 6
# A repost does not tell when it was made.
BESIDE_GAP = (
    "SELECT post.created_at FROM entry CROSS JOIN post ON post.key = entry.post WHERE entry.scope = ? "
    "AND entry.is_hidden = 0 AND entry.rank = 1 AND entry.reposted_by IS NULL AND entry.remote_id IS NOT NULL "
)
NEWER_SIDE = f"{BESIDE_GAP} AND entry.sort >= ? ORDER BY entry.sort LIMIT 1"
OLDER_SIDE = f"{BESIDE_GAP} AND entry.sort <= ? ORDER BY entry.sort DESC LIMIT 1"


def read_entry_rows(db: Database, posts: PostStore, status: StatusBoard, keys: Sequence[EntryKey]) -> list[EntryRow]:
    rows = {EntryKey(whole(row[0])): row for row in db.rows(SELECT, (key_list(keys),))}
    wanted = {PostKey(whole(row[3])) for row in rows.values() if row[3] is not None}
    stored = posts.get_all(wanted)
    found = (
        _gap_from(db, key, row, status) if whole(row[2]) == 0 else _entry_from(key, row, stored)
        for key, row in ((key, rows[key]) for key in keys if key in rows)
    )
    return [row for row in found if row is not None]


def gap_state(status: StatusBoard, name: str, key: EntryKey | MessageKey | NotificationKey) -> GapState:
    activity = status.activity(name)
    return GapState(key, activity.is_busy, activity.problem)


def _gap_from(db: Database, key: EntryKey, row: Row, status: StatusBoard) -> EntryRow:
    gap = replace(
        gap_state(status, f"gap:{key}", key),
        newer_at=_time_beside(db, NEWER_SIDE, row[4], row[1]),
        older_at=_time_beside(db, OLDER_SIDE, row[4], row[5]),
    )
    return EntryRow(key, text(row[1]), None, None, gap)


def _time_beside(db: Database, sql: str, scope: Value, order: Value) -> datetime | None:
    row = db.row(sql, (scope, order))
    return None if row is None else moment(row[0])


def _entry_from(key: EntryKey, row: Row, posts: dict[PostKey, StoredPost]) -> EntryRow | None:
    post = posts.get(PostKey(whole(row[3])))
    reposter = _reposter(row[REPOSTER_AT : REPOSTER_AT + len(FIELDS)])
    return None if post is None else EntryRow(key, text(row[1]), post, reposter, None)


def _reposter(row: Row) -> Person | None:
    return None if row[0] is None else person_from(row)
