"""Which answers of the server are older than what it did for us since.

A page that was asked for before a like was taken may arrive after it. It is right
about everything but the like. Nothing of this outlives the program: neither do
the requests that are under way.
"""

from __future__ import annotations

import time

from microblog_desktop.domain.ids import PostId
from microblog_desktop.domain.posts.post import Post, Reaction
from microblog_desktop.domain.values import replace
from microblog_desktop.store.account.posts.reaction_columns import FLAGS
from microblog_desktop.store.sqlite.columns import Row, flag, whole
from microblog_desktop.store.sqlite.database import Database

LONGEST_REQUEST_NS = 10 * 60 * 10**9


class Freshness:
    """When the server last took a reaction to a post; by `time.monotonic_ns`, as `Post.asked_at`."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._taken: dict[tuple[PostId, Reaction], int] = {}

    def note(self, post: PostId, reaction: Reaction) -> None:
        """The server has just taken one."""
        now = time.monotonic_ns()
        self._taken.pop((post, reaction), None)
        self._taken[post, reaction] = now
        while self._taken[oldest := next(iter(self._taken))] < now - LONGEST_REQUEST_NS:
            del self._taken[oldest]

    def is_outdated(self, post: PostId, reaction: Reaction, asked_at: int | None) -> bool:
        """Whether an answer that was asked for then may not know of the last reaction."""
        taken = self._taken.get((post, reaction))
        return taken is not None and asked_at is not None and asked_at < taken

    def with_what_is_newer(self, post: Post) -> Post:
        """The server's word, but for reactions that it took after it was asked."""
        for reaction in FLAGS:
            if self.is_outdated(post.id, reaction, post.asked_at):
                row = self._db.row(
                    "SELECT liked, likes, reposted, reposts, bookmarked FROM post WHERE remote_id = ?", (post.id,)
                )
                post = post if row is None else _with(post, reaction, row)
        return post


def _with(post: Post, reaction: Reaction, row: Row) -> Post:
    match reaction:
        case Reaction.LIKE:
            return replace(post, liked=flag(row[0]), likes=whole(row[1]))
        case Reaction.REPOST:
            return replace(post, reposted=flag(row[2]), reposts=whole(row[3]))
        case Reaction.BOOKMARK:
            return replace(post, bookmarked=flag(row[4]))
