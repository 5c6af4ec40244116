"""The list of bookmarks follows at once what somebody wants; pages of the server come to agree with it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from microblog_desktop.domain.ids import BOOKMARKS, PostId, PostKey
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.domain.posts.timeline import TimelinePage
from microblog_desktop.store.account.places import floating_sort
from microblog_desktop.store.account.posts.freshness import Freshness
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.sqlite.columns import flag, flag_or_none, key_list, text, whole
from microblog_desktop.store.sqlite.database import Database


def settle_bookmark(db: Database, post: PostKey, now: datetime) -> None:
    """Show the post among the bookmarks just if it is one.

    A row that the server has told of is hidden, not removed: a wish that comes to
    nothing puts it back where it stood.
    """
    row = db.row("SELECT wished_bookmarked, bookmarked FROM post WHERE key = ?", (post,))
    if row is None:
        return
    wished = flag_or_none(row[0])
    is_bookmark = flag(row[1]) if wished is None else wished
    here = (BOOKMARKS, post)
    if not is_bookmark:
        db.write("DELETE FROM entry WHERE scope = ? AND post = ? AND remote_id IS NULL", here)
    db.write("UPDATE entry SET is_hidden = ?3 WHERE scope = ?1 AND post = ?2", (*here, not is_bookmark))
    if wished and db.row("SELECT 1 FROM entry WHERE scope = ? AND post = ?", here) is None:
        sort = floating_sort(now, post)
        db.write("INSERT INTO entry (scope, sort, post) VALUES (?, ?, ?)", (BOOKMARKS, sort, post))
    db.note(ChangeSet(timelines=frozenset({BOOKMARKS})))


def take_from_bookmarks(db: Database, post: PostKey) -> None:
    """The server has taken it from the list."""
    db.write("DELETE FROM entry WHERE scope = ? AND post = ?", (BOOKMARKS, post))


def agree_with_page(db: Database, entries: Collection[int], now: datetime) -> None:
    """A page brought these rows of the list; what is on its way to the server goes before what it says."""
    for row in db.rows("SELECT post FROM entry WHERE key IN (SELECT value FROM json_each(?))", (key_list(entries),)):
        settle_bookmark(db, PostKey(whole(row[0])), now)


def drop_unlisted(db: Database, page: TimelinePage, freshness: Freshness) -> None:
    """The newest page holds every bookmark that was delivered before it was asked for; without it, it is none."""
    listed = {entry.post.id for entry in page.entries}
    rows = db.rows(
        "SELECT entry.key, post.remote_id FROM entry JOIN post ON post.key = entry.post "
        "WHERE entry.scope = ? AND entry.remote_id IS NULL AND entry.rank = 1 AND post.wished_bookmarked IS NULL",
        (BOOKMARKS,),
    )
    for key, name in rows:
        id = PostId(text(name))
        if id not in listed and not freshness.is_outdated(id, Reaction.BOOKMARK, page.asked_at):
            db.write("DELETE FROM entry WHERE key = ?", (whole(key),))
