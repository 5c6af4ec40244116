"""The statements that write posts, each for any number of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, insert, literal_column, select, union_all, update

from microblog_server.db.given import given, rows_text
from microblog_server.db.models import Entry, Follow, HomeEntry, Person, Post
from microblog_server.db.prepared import Asked, Prepared
from microblog_server.db.types import WholeNumber, microseconds
from microblog_server.services.postings import POST


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post that is to be written, and the entry by which it is published."""

    id: int
    entry_id: int
    author_id: int
    body: str
    language: str | None
    at: datetime
    reply_to: int | None
    thread_id: int


@dataclass(frozen=True, slots=True)
class Author:
    """What is shown of a person beside a post."""

    id: int
    username: str
    username_key: str
    name: str
    avatar_version: str | None


_posts = given(
    "posts",
    {
        "id": WholeNumber,
        "author_id": WholeNumber,
        "body": Text(),
        "language": Text(),
        "at": WholeNumber,
        "reply_to": WholeNumber,
        "thread_id": WholeNumber,
    },
).c
_entries = given("entries", {"id": WholeNumber, "post_id": WholeNumber, "person_id": WholeNumber, "at": WholeNumber}).c
_counts = given("counts", {"id": WholeNumber, "count": WholeNumber}).c

_ADD_POSTS = Prepared(
    insert(Post).from_select(
        [
            *("id", "author_id", "body", "language", "created_at", "reply_to_id", "thread_id"),
            *("reply_count", "like_count", "repost_count"),
        ],
        select(*_posts, *(literal_column("0") for _ in range(3))),
    )
)
_ADD_ENTRIES = Prepared(
    insert(Entry).from_select(
        ["id", "kind", "post_id", "person_id", "published_at"],
        select(_entries.id, literal_column(f"'{POST}'"), _entries.post_id, _entries.person_id, _entries.at),
    )
)
# Before the authors themselves, and all who follow them.
_ADD_TO_HOMES = Prepared(
    insert(HomeEntry).from_select(
        ["reader_id", "published_at", "entry_id"],
        union_all(
            select(_entries.person_id, _entries.at, _entries.id),
            select(Follow.follower_id, _entries.at, _entries.id).where(Follow.followed_id == _entries.person_id),
        ),
    )
)
_COUNT_POSTS = Prepared(
    update(Person)
    .values(post_count=Person.post_count + _counts.count)
    .where(Person.id == _counts.id)
    .returning(Person.id, Person.username, Person.username_key, Person.name, Person.avatar_version)
)
_COUNT_REPLIES = Prepared(
    update(Post).values(reply_count=Post.reply_count + _counts.count).where(Post.id == _counts.id)
)


def adding(rows: Sequence[PostRow]) -> list[Asked]:
    """The posts, before whom they come, and one reply more for what they answer."""
    posts = rows_text(
        (row.id, row.author_id, row.body, row.language, microseconds(row.at), row.reply_to, row.thread_id)
        for row in rows
    )
    entries = rows_text((row.entry_id, row.id, row.author_id, microseconds(row.at)) for row in rows)
    return [
        Asked(_ADD_POSTS, {"posts": posts}),
        Asked(_ADD_ENTRIES, {"entries": entries}),
        Asked(_ADD_TO_HOMES, {"entries": entries}),
        Asked(_COUNT_REPLIES, {"counts": _counted(row.reply_to for row in rows if row.reply_to is not None)}),
    ]


def counting(rows: Sequence[PostRow]) -> Asked:
    """The posts of each author; gives the authors, each as an `Author` is made."""
    return Asked(_COUNT_POSTS, {"counts": _counted(row.author_id for row in rows)})


def _counted(ids: Iterable[int]) -> str:
    return rows_text(Counter(ids).items())
