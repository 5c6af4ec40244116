"""Posts together with what is shown around them, as one reader sees them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from microblog_server.db.models import Bookmark, Entry, Like, Person, Post
from microblog_server.db.types import WholeNumber
from microblog_server.errors import NotFoundError

# The kinds of entries that people publish.
POST, REPOST = "post", "repost"


@dataclass(frozen=True, slots=True)
class PostView:
    """A post, who wrote it, whom it answers by user name (None: nobody, or deleted), what the reader did with it."""

    post: Post
    author: Person
    reply_to_author: str | None
    is_liked: bool
    is_reposted: bool
    is_bookmarked: bool


async def views(session: AsyncSession, ids: Collection[int], reader_id: int) -> dict[int, PostView]:
    """Those of the posts that exist, by id."""
    if not ids:
        return {}
    rows = await session.execute(_views(), {"ids": list(ids), "reader_id": reader_id})
    return {
        post.id: PostView(post, author, name, *(one is not None for one in mine)) for post, author, name, *mine in rows
    }


@cache
def _views() -> Select[Post, Person, str | None, int | None, int | None, int | None]:
    """Made once: to make it costs more than to ask it."""
    reader_id = bindparam("reader_id", type_=WholeNumber)
    parent, parent_author = aliased(Post), aliased(Person)
    liked = and_(Like.post_id == Post.id, Like.person_id == reader_id)
    reposted = and_(Entry.post_id == Post.id, Entry.person_id == reader_id, Entry.kind == REPOST)
    kept = and_(Bookmark.post_id == Post.id, Bookmark.person_id == reader_id)
    return (
        select(Post, Person, parent_author.username, Like.person_id, Entry.person_id, Bookmark.person_id)
        .join(Person, Person.id == Post.author_id)
        .outerjoin(parent, parent.id == Post.reply_to_id)
        .outerjoin(parent_author, parent_author.id == parent.author_id)
        .outerjoin(Like, liked)
        .outerjoin(Entry, reposted)
        .outerjoin(Bookmark, kept)
        .where(Post.id.in_(bindparam("ids", expanding=True, type_=WholeNumber)))
    )


async def get(session: AsyncSession, id: int) -> Post:
    post = await session.get(Post, id)
    if post is None:
        raise _no_such_post()
    return post


async def view(session: AsyncSession, id: int, reader_id: int) -> PostView:
    found = (await views(session, [id], reader_id)).get(id)
    if found is None:
        raise _no_such_post()
    return found


def _no_such_post() -> NotFoundError:
    return NotFoundError("There is no such post. It may have been deleted.")
