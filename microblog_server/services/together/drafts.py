"""Write any number of posts with a few statements: one post costs as much as it must, fifty not fifty times that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Person, Post
from microblog_server.db.sequences import take
from microblog_server.db.session import run_all
from microblog_server.errors import BadRequestError
from microblog_server.live import events
from microblog_server.live.announcing import announce
from microblog_server.search.keeping import keeping_posts
from microblog_server.services import clock, notifications
from microblog_server.services.notifications import NewPost
from microblog_server.services.together import rows
from microblog_server.services.together.rows import Author, PostRow


@dataclass(frozen=True, slots=True)
class Draft:
    """A post to be written."""

    author_id: int
    body: str
    language: str | None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class WrittenPost:
    """A post that nobody has answered or liked yet; `reply_to_author` is a user name."""

    id: int
    body: str
    created_at: datetime
    language: str | None
    author: Author
    reply_to: int | None
    reply_to_author: str | None


@dataclass(frozen=True, slots=True)
class _Parent:
    thread_id: int | None
    author_id: int
    username: str


Written = WrittenPost | BadRequestError


async def write(session: AsyncSession, drafts: Sequence[Draft]) -> list[Written]:
    """The posts in the order of the drafts; one that answers a post that is gone is refused, and only that one."""
    parents = await _parents(session, drafts)
    good = [draft for draft in drafts if draft.reply_to is None or draft.reply_to in parents]
    posts = iter(await _write(session, good, parents) if good else ())
    return [next(posts) if draft.reply_to is None or draft.reply_to in parents else _orphan() for draft in drafts]


async def _write(session: AsyncSession, drafts: Sequence[Draft], parents: dict[int, _Parent]) -> list[WrittenPost]:
    moments = await clock.next_moments(session, len(drafts))
    ids, entry_ids = await take(session, ("posts", "entries"), len(drafts))
    answered = [parents.get(draft.reply_to or 0) for draft in drafts]
    posts = [
        _row(draft, parent, id, entry_id, at)
        for draft, parent, id, entry_id, at in zip(drafts, answered, ids, entry_ids, moments, strict=True)
    ]
    index = keeping_posts(session, [(post.id, post.body, post.author_id) for post in posts])
    changed = await run_all(session, [*rows.adding(posts), index, rows.counting(posts)])
    authors = {author.id: author for author in (Author(*row) for row in changed)}
    announce(session, events.entry_added(), people=authors, followers_of=authors)
    await notifications.tell_posts(session, [_told(post, parent) for post, parent in zip(posts, answered, strict=True)])
    return [_written(post, authors[post.author_id], parent) for post, parent in zip(posts, answered, strict=True)]


async def _parents(session: AsyncSession, drafts: Sequence[Draft]) -> dict[int, _Parent]:
    ids = {draft.reply_to for draft in drafts if draft.reply_to is not None}
    if not ids:
        return {}
    statement = select(Post.id, Post.thread_id, Post.author_id, Person.username).join(
        Person, Person.id == Post.author_id
    )
    found = await session.execute(statement.where(Post.id.in_(ids)))
    return {id: _Parent(thread_id, author_id, username) for id, thread_id, author_id, username in found}


def _row(draft: Draft, parent: _Parent | None, id: int, entry_id: int, at: datetime) -> PostRow:
    thread_id = (parent.thread_id if parent else None) or id
    return PostRow(id, entry_id, draft.author_id, draft.body, draft.language, at, draft.reply_to, thread_id)


def _told(post: PostRow, parent: _Parent | None) -> NewPost:
    return NewPost(post.id, post.author_id, post.body, post.at, parent.author_id if parent else None)


def _written(post: PostRow, author: Author, parent: _Parent | None) -> WrittenPost:
    name = parent.username if parent else None
    return WrittenPost(post.id, post.body, post.at, post.language, author, post.reply_to, name)


def _orphan() -> BadRequestError:
    sentence = "the post that you answer does not exist any more"
    return BadRequestError(sentence, fields={"reply_to": sentence})
