"""A post as a server tells it."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from microblog_desktop.domain.ids import PostId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.values import dataclass


class Reaction(Enum):
    """What one can do to a post with one press, and take back with another."""

    LIKE = "like"
    REPOST = "repost"
    BOOKMARK = "bookmark"


@dataclass(frozen=True, slots=True)
class Post:
    """One post. Times are aware and in UTC; `body` is plain text.

    `url` is what people give to each other to open it: a page of the server's, or a link of this program.
    `asked_at` is when the server was asked for it, by `time.monotonic_ns`; None if that does not matter.
    """

    id: PostId
    author: Person
    body: str
    created_at: datetime
    edited_at: datetime | None = None
    language: str | None = None
    reply_to: PostId | None = None
    reply_to_author: str | None = None
    replies: int = 0
    likes: int = 0
    reposts: int = 0
    liked: bool = False
    reposted: bool = False
    bookmarked: bool = False
    url: str | None = None
    asked_at: int | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation around a post: what it answers, the oldest first, and what answers it, in the server's order.

    `is_whole` says that nothing that answers one of these posts is left out.
    """

    ancestors: tuple[Post, ...]
    post: Post
    replies: tuple[Post, ...]
    is_whole: bool
