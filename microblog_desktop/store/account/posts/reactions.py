"""Likes, reposts and bookmarks: what the server has, and over it what is on its way there."""

from __future__ import annotations

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import PostKey
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.store.account.posts.bookmarks import settle_bookmark, take_from_bookmarks
from microblog_desktop.store.account.posts.posts import PostStore
from microblog_desktop.store.account.posts.reaction_columns import COUNTS, FLAGS
from microblog_desktop.store.sqlite.columns import flag_or_none
from microblog_desktop.store.sqlite.database import Database


class ReactionStore:
    """What this account's person did to posts."""

    def __init__(self, db: Database, posts: PostStore, clock: Clock) -> None:
        self._db = db
        self._posts = posts
        self._clock = clock

    def wish(self, post: PostKey, reaction: Reaction, wished: bool | None) -> None:  # noqa: FBT001 - data
        """Show what was asked for; None shows what the server last said."""
        self._db.write(f"UPDATE post SET wished_{FLAGS[reaction]} = ? WHERE key = ?", (wished, post))
        self._settle(post, reaction)

    def fold(self, post: PostKey, reaction: Reaction, has_it: bool) -> None:  # noqa: FBT001 - data, not behaviour
        """The server took a wish: this is what it has now, also in its count."""
        name, count = FLAGS[reaction], COUNTS.get(reaction)
        counted = "" if count is None else f"{count} = max(0, {count} + ?1 - {name}), "
        self._db.write(f"UPDATE post SET {counted}{name} = ?1 WHERE key = ?2", (has_it, post))
        remote_id = self._posts.remote_id(post)
        if remote_id is not None:
            self._posts.freshness.note(remote_id, reaction)
        if reaction is Reaction.BOOKMARK and not has_it:
            take_from_bookmarks(self._db, post)
        self._settle(post, reaction)

    def server_has(self, post: PostKey, reaction: Reaction) -> bool | None:
        """The server's last word, whatever is on its way; None if there is no such post."""
        row = self._db.row(f"SELECT {FLAGS[reaction]} FROM post WHERE key = ?", (post,))
        return None if row is None else flag_or_none(row[0])

    def _settle(self, post: PostKey, reaction: Reaction) -> None:
        if reaction is Reaction.BOOKMARK:
            settle_bookmark(self._db, post, self._clock())
        self._posts.note(post)
