"""Conversations: computed from what answers what, so they are there without the server too."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import PostId, PostKey
from microblog_desktop.domain.posts.post import Post, Thread
from microblog_desktop.store.account.posts.links import ANSWERS
from microblog_desktop.store.account.posts.posts import PostStore
from microblog_desktop.store.rows import ThreadRow
from microblog_desktop.store.sqlite.columns import Row, key_list, micros, moment_or_none, text_or_none, whole
from microblog_desktop.store.sqlite.database import Database

MOST_ANCESTORS = 200
MOST_LEVELS = 200
MOST_KNOWN = 1000
MOST_SHOWN = 200


class ThreadStore:
    """What stands around a post. Whatever hostile data says, each post comes once."""

    def __init__(self, db: Database, posts: PostStore, clock: Clock) -> None:
        self._db = db
        self._posts = posts
        self._clock = clock
        self._shown: dict[PostKey, None] = {}

    @property
    def shown(self) -> frozenset[PostKey]:
        """The posts whose threads were shown since the start, the latest 200: somebody may still have them open."""
        return frozenset(self._shown)

    def rows(self, post: PostKey, limit: int) -> list[ThreadRow]:
        """What the post answers, the oldest first; the post; and at most `limit` answers, each under what it answers.

        Empty if the post is not here.
        """
        self._note_shown(post)
        ancestors = self._ancestors(post)
        placed = [(key, 0) for key in (*ancestors, post)] + self._answers(post, {post, *ancestors}, limit)
        stored = self._posts.get_all(key for key, _ in placed)
        if post not in stored:
            return []
        return [ThreadRow(stored[key], depth, key == post) for key, depth in placed if key in stored]

    def known_answers(self, post: PostKey) -> frozenset[PostKey]:
        """The answers here that the server has, or had."""
        below = [key for key, _ in self._answers(post, {post}, MOST_KNOWN)]
        return frozenset(key for key in below if self._posts.remote_id(key) is not None)

    def save(self, thread: Thread, known: frozenset[PostKey] = frozenset()) -> None:
        """Remember a conversation, and forget what the server has no more.

        `known` are the answers that were here before it was asked: those that a whole
        thread leaves out are gone, those that came since are not.
        """
        told = (*thread.ancestors, thread.post, *thread.replies)
        gone = {answered for post in told if (answered := self._answered_no_more(post)) is not None}
        keys = {self._posts.save(post) for post in told}
        if thread.is_whole:
            # What answers a post that is gone is there all the same: it answers nothing any more.
            gone |= {key for key, row in self._posts.get_all(known - keys).items() if row.reply_to in keys}
        for key in gone:
            self._posts.take_away(key)
        now = micros(self._clock())
        self._db.write("UPDATE post SET thread_saved_at = ? WHERE remote_id = ?", (now, thread.post.id))

    def saved_at(self, post: PostKey) -> datetime | None:
        """When what stands around the post was last read from the server."""
        row = self._db.row("SELECT thread_saved_at FROM post WHERE key = ?", (post,))
        return None if row is None else moment_or_none(row[0])

    def _note_shown(self, post: PostKey) -> None:
        self._shown.pop(post, None)
        self._shown[post] = None
        if len(self._shown) > MOST_SHOWN:
            del self._shown[next(iter(self._shown))]

    def _answered_no_more(self, post: Post) -> PostKey | None:
        """What it answered when it was last heard of: nothing but the end of that post ends an answer."""
        if post.reply_to is not None:
            return None
        row = self._db.row("SELECT reply_to FROM post WHERE remote_id = ?", (post.id,))
        answered = None if row is None else text_or_none(row[0])
        return None if answered is None else self._posts.by_remote(PostId(answered))

    def _ancestors(self, post: PostKey) -> list[PostKey]:
        """Up to the first, or as far as is sensible; the oldest first."""
        found: list[PostKey] = []
        above = self._posts.answered(post)
        while above is not None and above != post and above not in found and len(found) < MOST_ANCESTORS:
            found.append(above)
            above = self._posts.answered(above)
        return found[::-1]

    def _answers(self, post: PostKey, seen: set[PostKey], limit: int) -> list[tuple[PostKey, int]]:
        """With how deep they stand; what is nearer to the post comes before what is deeper, if not all can."""
        below: dict[PostKey, list[PostKey]] = defaultdict(list)
        level, left = [post], limit
        for _ in range(MOST_LEVELS):
            keys = key_list(level)
            found = self._db.rows(ANSWERS, (keys, keys, left + len(seen))) if level and left > 0 else []
            level = []
            for row in sorted(found, key=_order):
                above, answer = PostKey(whole(row[0])), PostKey(whole(row[1]))
                if answer not in seen and left > 0:
                    seen.add(answer)
                    below[above].append(answer)
                    level.append(answer)
                    left -= 1
        return _depth_first(post, below)


def _order(row: Row) -> tuple[bool, int, int, str, int]:
    """As the server sorts them, then those on their way; among equal times it counts up."""
    name = text_or_none(row[2])
    return name is None, whole(row[3]), len(name or ""), name or "", whole(row[1])


def _depth_first(post: PostKey, below: dict[PostKey, list[PostKey]]) -> list[tuple[PostKey, int]]:
    placed: list[tuple[PostKey, int]] = []
    waiting = [(answer, 1) for answer in reversed(below[post])]
    while waiting:
        key, depth = waiting.pop()
        placed.append((key, depth))
        waiting += [(answer, depth + 1) for answer in reversed(below[key])]
    return placed
