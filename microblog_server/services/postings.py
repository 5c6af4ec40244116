"""Posts together with what is shown around them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from microblog_server.db.models import Person, Post
from microblog_server.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class PostView:
    """A post, who wrote it, and the user name of whom it answers (None: nobody, or deleted)."""

    post: Post
    author: Person
    reply_to_author: str | None


async def views(session: AsyncSession, ids: Collection[int]) -> dict[int, PostView]:
    """Those of the posts that exist, by id."""
    parent, parent_author = aliased(Post), aliased(Person)
    statement = (
        select(Post, Person, parent_author.username)
        .join(Person, Person.id == Post.author_id)
        .outerjoin(parent, parent.id == Post.reply_to_id)
        .outerjoin(parent_author, parent_author.id == parent.author_id)
        .where(Post.id.in_(ids))
    )
    rows = await session.execute(statement)
    return {post.id: PostView(post, author, name) for post, author, name in rows}


async def view(session: AsyncSession, id: int) -> PostView:
    found = (await views(session, [id])).get(id)
    if found is None:
        raise NotFoundError("There is no such post. It may have been deleted.")
    return found
