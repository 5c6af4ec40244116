"""Pages of posts, the most asked for answers of all: one question to the database each, and plain rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from functools import cache
from typing import NamedTuple

from sqlalchemy import CTE, ColumnElement, Select, and_, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, aliased

from microblog_server.db.models import Bookmark, Entry, HomeEntry, Like, Person, Post
from microblog_server.db.prepared import Prepared, number
from microblog_server.db.session import Database
from microblog_server.db.types import microseconds
from microblog_server.services.postings import POST, REPOST
from microblog_server.services.windows import Page, Window


class PostRow(NamedTuple):
    """A post in a list, as the database gives it; moments are microseconds."""

    at: int
    entry_id: int
    id: int
    body: str
    created_at: int
    edited_at: int | None
    language: str | None
    reply_to: int | None
    replies: int
    likes: int
    reposts: int
    author_id: int
    author_username: str
    author_key: str
    author_name: str
    author_avatar: str | None
    reply_to_author: str | None
    liked: int | None
    reposted: int | None
    bookmarked: int | None
    reposter_id: int | None
    reposter_username: str | None
    reposter_key: str | None
    reposter_name: str | None
    reposter_avatar: str | None


class Only(Enum):
    """Which entries of a person."""

    POSTS = "posts"  # what answers nobody, and reposts
    REPLIES = "replies"  # their answers


async def home(database: Database, reader_id: int, window: Window) -> Page[PostRow]:
    return await _read(database, "home", window, reader=reader_id)


async def explore(database: Database, reader_id: int, window: Window) -> Page[PostRow]:
    """Posts only: what everybody wrote, once."""
    return await _read(database, "explore", window, reader=reader_id)


async def published_by(
    database: Database, person_id: int, reader_id: int, window: Window, only: Only | None = None
) -> Page[PostRow]:
    """What the person wrote and what they reposted; or of what they wrote only the answers, or all else."""
    of = f"person {only.value}" if only else "person"
    return await _read(database, of, window, reader=reader_id, person=person_id)


async def _read(database: Database, of: str, window: Window, **values: object) -> Page[PostRow]:
    place = window.before or window.after
    direction = "all" if place is None else "newer" if window.after else "older"
    if place is not None:
        values |= {"edge_at": microseconds(place.at), "edge_id": place.id}
    # One more than asked tells whether there is more.
    found = await database.fetch(_statement(of, direction), **values, limit=window.limit + 1)
    rows = sorted(map(PostRow._make, found), reverse=direction != "newer")
    has_more = len(rows) > window.limit
    rows = rows[: window.limit]
    return Page(rows[::-1] if direction == "newer" else rows, has_more)


@cache
def _statement(of: str, direction: str) -> Prepared:
    columns: tuple[InstrumentedAttribute[datetime], InstrumentedAttribute[int]] = (Entry.published_at, Entry.id)
    where: ColumnElement[bool]
    if of == "home":
        columns = (HomeEntry.published_at, HomeEntry.entry_id)
        where = HomeEntry.reader_id == number("reader")
    elif of == "explore":
        where = Entry.kind == POST
    else:
        where = Entry.person_id == number("person")
    at, id = columns
    page = select(at.label("at"), id.label("entry_id"), Entry.post_id, Entry.kind, Entry.person_id).where(where)
    if of == "home":
        page = page.join(Entry, Entry.id == HomeEntry.entry_id)
    elif of == "person posts":
        page = page.join(Post, Post.id == Entry.post_id).where(or_(Entry.kind == REPOST, Post.reply_to_id.is_(None)))
    elif of == "person replies":
        page = page.join(Post, Post.id == Entry.post_id).where(Entry.kind == POST, Post.reply_to_id.is_not(None))
    edge = tuple_(number("edge_at"), number("edge_id"))
    if direction == "newer":
        page = page.where(tuple_(at, id) > edge).order_by(at.asc(), id.asc())
    else:
        page = page.where(tuple_(at, id) < edge) if direction == "older" else page
        page = page.order_by(at.desc(), id.desc())
    return Prepared(complete(page.limit(number("limit")).cte("page")))


def complete(page: CTE) -> Select[*tuple[object, ...]]:
    """Everything that is shown of the posts; the rows come in no order."""
    author, reposter, answered_author = aliased(Person), aliased(Person), aliased(Person)
    answered, own_repost = aliased(Post), aliased(Entry)
    reader = number("reader")
    return (
        select(
            *(page.c.at, page.c.entry_id),
            *(Post.id, Post.body, Post.created_at, Post.edited_at, Post.language, Post.reply_to_id),
            *(Post.reply_count, Post.like_count, Post.repost_count),
            *_shown(author),
            answered_author.username,
            *(Like.person_id, own_repost.person_id, Bookmark.person_id),
            *_shown(reposter),
        )
        .join(Post, Post.id == page.c.post_id)
        .join(author, author.id == Post.author_id)
        .outerjoin(answered, answered.id == Post.reply_to_id)
        .outerjoin(answered_author, answered_author.id == answered.author_id)
        .outerjoin(Like, and_(Like.post_id == Post.id, Like.person_id == reader))
        .outerjoin(
            own_repost,
            and_(own_repost.post_id == Post.id, own_repost.person_id == reader, own_repost.kind == REPOST),
        )
        .outerjoin(Bookmark, and_(Bookmark.post_id == Post.id, Bookmark.person_id == reader))
        .outerjoin(reposter, and_(page.c.kind == REPOST, reposter.id == page.c.person_id))
    )


def _shown(person: type[Person]) -> Sequence[InstrumentedAttribute[object]]:
    return (person.id, person.username, person.username_key, person.name, person.avatar_version)
