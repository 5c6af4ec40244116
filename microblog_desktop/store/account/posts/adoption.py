"""Make one post of two rows: ours, and the one a page brought before we heard of its delivery."""

from __future__ import annotations

from microblog_desktop.domain.ids import BOOKMARKS, PostKey
from microblog_desktop.domain.outbox import reaction_queue
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.sqlite.columns import Value, text, whole
from microblog_desktop.store.sqlite.database import Database


def merge_twin(db: Database, *, twin: PostKey, into: PostKey) -> None:
    """Everything that names `twin` names `into` afterwards; where both have a row in a timeline, ours stays."""
    _merge_entries(db, twin, into)
    moves = (
        ("entry", "post"),
        ("job", "post"),
        ("post", "reply_to_key"),
        ("draft", "reply_to"),
        ("notification", "post"),
    )
    for table, column in moves:
        db.write(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (into, twin))
    db.write("UPDATE OR REPLACE draft SET name = ? WHERE name = ?", (f"edit:{into}", f"edit:{twin}"))
    for reaction in Reaction:
        ours, theirs = reaction_queue(into, reaction), reaction_queue(twin, reaction)
        db.write("UPDATE job SET queue = ? WHERE queue = ?", (ours, theirs))
    db.write(
        "UPDATE post SET pending_body = coalesce(other.pending_body, post.pending_body), "
        "is_hidden = max(other.is_hidden, post.is_hidden) "
        "FROM (SELECT pending_body, is_hidden FROM post WHERE key = ?) AS other WHERE post.key = ?",
        (twin, into),
    )
    _merge_wishes(db, twin, into)
    db.write(
        "UPDATE entry SET is_hidden = (SELECT is_hidden FROM post WHERE key = ?1) WHERE post = ?1 AND scope <> ?2",
        (into, BOOKMARKS),
    )
    db.write("DELETE FROM post WHERE key = ?", (twin,))
    db.note(ChangeSet(posts=frozenset({twin, into})))


def _merge_wishes(db: Database, twin: PostKey, into: PostKey) -> None:
    """What was wished for the page's row, and translations of its text: ours had no name to wish anything for."""
    db.write("UPDATE post SET body = (SELECT body FROM post WHERE key = ?) WHERE key = ?", (twin, into))
    db.write("UPDATE OR REPLACE translation SET post = ? WHERE post = ?", (into, twin))
    db.write("UPDATE OR IGNORE translation_hidden SET post = ? WHERE post = ?", (into, twin))
    columns = "wished_liked, wished_reposted, wished_bookmarked, wanted_translation"
    db.write(f"UPDATE post SET ({columns}) = (SELECT {columns} FROM post WHERE key = ?) WHERE key = ?", (twin, into))


def _merge_entries(db: Database, twin: PostKey, into: PostKey) -> None:
    pairs = db.rows(
        "SELECT ours.key, ours.scope, theirs.key, theirs.sort, theirs.remote_id, theirs.cursor "
        "FROM entry AS ours JOIN entry AS theirs ON theirs.post = ? AND theirs.scope = ours.scope "
        "WHERE ours.post = ? AND ours.remote_id IS NULL AND theirs.reposted_by IS NULL",
        (twin, into),
    )
    for ours, scope, theirs, sort, remote_id, cursor in pairs:
        db.write("DELETE FROM entry WHERE key = ?", (theirs,))
        settle_entry(db, whole(ours), (sort, remote_id, cursor))
        db.write(
            "UPDATE coverage SET position_entry = ? WHERE scope = 'entry:' || ? AND position_entry = ?",
            (ours, text(scope), theirs),
        )


def settle_entry(db: Database, entry: int, place: tuple[Value, Value, Value]) -> None:
    """Give a row the `sort`, remote id and cursor that the server has for it."""
    db.write("UPDATE entry SET sort = ?, remote_id = ?, cursor = ?, is_seen = 1 WHERE key = ?", (*place, entry))
    db.write(
        "UPDATE coverage SET position_sort = ? WHERE position_entry = ? "
        "AND scope = 'entry:' || (SELECT scope FROM entry WHERE key = ?)",
        (place[0], entry, entry),
    )
