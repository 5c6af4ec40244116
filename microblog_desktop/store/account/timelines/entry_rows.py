"""Read the rows of a timeline in two queries, however many there are."""

from __future__ import annotations

from collections.abc import Sequence

from microblog_desktop.domain.ids import EntryKey, MessageKey, PostKey
from microblog_desktop.domain.person import Person
from microblog_desktop.store.account.people import FIELDS, person_columns, person_from
from microblog_desktop.store.account.posts.posts import PostStore
from microblog_desktop.store.rows import EntryRow, GapState, StoredPost
from microblog_desktop.store.sqlite.columns import Row, key_list, text, whole
from microblog_desktop.store.sqlite.database import Database
from microblog_desktop.store.status import StatusBoard

SELECT = (
    f"SELECT entry.key, entry.sort, entry.rank, entry.post, {person_columns('reposter')} "
    "FROM json_each(?) AS wanted CROSS JOIN entry ON entry.key = wanted.value "
    "LEFT JOIN person AS reposter ON reposter.id = entry.reposted_by"
)
REPOSTER_AT = 4


def read_entry_rows(db: Database, posts: PostStore, status: StatusBoard, keys: Sequence[EntryKey]) -> list[EntryRow]:
    rows = {EntryKey(whole(row[0])): row for row in db.rows(SELECT, (key_list(keys),))}
    wanted = {PostKey(whole(row[3])) for row in rows.values() if row[3] is not None}
    stored = posts.get_all(wanted)
    found = (_entry_from(key, rows[key], stored, status) for key in keys if key in rows)
    return [row for row in found if row is not None]


def gap_state(status: StatusBoard, name: str, key: EntryKey | MessageKey) -> GapState:
    activity = status.activity(name)
    return GapState(key, activity.is_busy, activity.problem)


def _entry_from(key: EntryKey, row: Row, posts: dict[PostKey, StoredPost], status: StatusBoard) -> EntryRow | None:
    order = text(row[1])
    if whole(row[2]) == 0:
        return EntryRow(key, order, None, None, gap_state(status, f"gap:{key}", key))
    post = posts.get(PostKey(whole(row[3])))
    return (
        None
        if post is None
        else EntryRow(key, order, post, _reposter(row[REPOSTER_AT : REPOSTER_AT + len(FIELDS)]), None)
    )


def _reposter(row: Row) -> Person | None:
    return None if row[0] is None else person_from(row)
