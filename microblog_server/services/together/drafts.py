"""Write any number of posts with a few statements: one post costs as much as it must, fifty not fifty times that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Entry, HomeEntry, Person, Post
from microblog_server.errors import BadRequestError
from microblog_server.search.keeping import keep_posts
from microblog_server.services import clock, notifications, timelines
from microblog_server.services.postings import POST, PostView

_UNSYNCHRONISED = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Draft:
    """A post to be written."""

    author_id: int
    body: str
    language: str | None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class _Parent:
    thread_id: int | None
    author_id: int
    username: str


Written = PostView | BadRequestError


async def write(session: AsyncSession, drafts: Sequence[Draft]) -> list[Written]:
    """The posts in the order of the drafts; one that answers a post that is gone is refused, and only that one."""
    parents = await _parents(session, drafts)
    good = [draft for draft in drafts if draft.reply_to is None or draft.reply_to in parents]
    views = iter(await _write(session, good, parents) if good else ())
    return [next(views) if draft.reply_to is None or draft.reply_to in parents else _orphan() for draft in drafts]


async def _write(session: AsyncSession, drafts: Sequence[Draft], parents: dict[int, _Parent]) -> list[PostView]:
    moments = await clock.next_moments(session, len(drafts))
    posts = [_post(draft, moment, parents) for draft, moment in zip(drafts, moments, strict=True)]
    await _insert(session, posts)
    await keep_posts(session, [(post.id, post.body, post.author_id) for post in posts])
    await _count(session, posts)
    await _publish(session, posts)
    for post in posts:
        parent = parents.get(post.reply_to_id or 0)
        await notifications.tell_post(session, post, parent_author_id=parent.author_id if parent else None)
    authors = await session.scalars(select(Person).where(Person.id.in_({post.author_id for post in posts})))
    by_id = {author.id: author for author in authors}
    return [_view(post, by_id[post.author_id], parents.get(post.reply_to_id or 0)) for post in posts]


async def _parents(session: AsyncSession, drafts: Sequence[Draft]) -> dict[int, _Parent]:
    ids = {draft.reply_to for draft in drafts if draft.reply_to is not None}
    if not ids:
        return {}
    statement = select(Post.id, Post.thread_id, Post.author_id, Person.username).join(
        Person, Person.id == Post.author_id
    )
    rows = await session.execute(statement.where(Post.id.in_(ids)))
    return {id: _Parent(thread_id, author_id, username) for id, thread_id, author_id, username in rows}


def _post(draft: Draft, moment: datetime, parents: dict[int, _Parent]) -> Post:
    """Not of the session: it is written with the others."""
    parent = parents.get(draft.reply_to or 0)
    return Post(
        author_id=draft.author_id,
        body=draft.body,
        language=draft.language,
        created_at=moment,
        edited_at=None,
        reply_to_id=draft.reply_to,
        thread_id=parent.thread_id if parent else None,
        reply_count=0,
        like_count=0,
        repost_count=0,
    )


async def _insert(session: AsyncSession, posts: Sequence[Post]) -> None:
    names = [column.key for column in Post.__table__.columns if column.key != "id"]
    rows = [{name: getattr(post, name) for name in names} for post in posts]
    statement = insert(Post).returning(Post.id, sort_by_parameter_order=True)
    connection = await session.connection()
    ids = (await connection.execute(statement, rows)).scalars().all()
    for post, id in zip(posts, ids, strict=True):
        post.id = id
    roots = [post for post in posts if post.thread_id is None]
    if roots:
        own = update(Post).where(Post.id.in_([post.id for post in roots])).values(thread_id=Post.id)
        await session.execute(own, execution_options=_UNSYNCHRONISED)
    for post in roots:
        post.thread_id = post.id


async def _count(session: AsyncSession, posts: Sequence[Post]) -> None:
    """People's posts, and the replies of what is answered."""
    ids = [post.id for post in posts]
    written = select(func.count()).where(Post.id.in_(ids), Post.author_id == Person.id).scalar_subquery()
    authors = update(Person).where(Person.id.in_({post.author_id for post in posts}))
    await session.execute(authors.values(post_count=Person.post_count + written), execution_options=_UNSYNCHRONISED)
    replies: dict[int, int] = {}
    for post in posts:
        if post.reply_to_id is not None:
            replies[post.reply_to_id] = replies.get(post.reply_to_id, 0) + 1
    for id, count in replies.items():
        answered = update(Post).where(Post.id == id).values(reply_count=Post.reply_count + count)
        await session.execute(answered, execution_options=_UNSYNCHRONISED)


async def _publish(session: AsyncSession, posts: Sequence[Post]) -> None:
    rows = [
        {"kind": POST, "post_id": post.id, "person_id": post.author_id, "published_at": post.created_at}
        for post in posts
    ]
    connection = await session.connection()
    added = (await connection.execute(insert(Entry).returning(Entry.id, sort_by_parameter_order=True), rows)).scalars()
    entry_ids = added.all()
    own = [
        {"reader_id": post.author_id, "published_at": post.created_at, "entry_id": id}
        for post, id in zip(posts, entry_ids, strict=True)
    ]
    await connection.execute(insert(HomeEntry), own)
    await timelines.spread(session, {post.author_id for post in posts}, entry_ids)


def _view(post: Post, author: Person, parent: _Parent | None) -> PostView:
    name = parent.username if parent else None
    return PostView(post, author, name, is_liked=False, is_reposted=False, is_bookmarked=False)


def _orphan() -> BadRequestError:
    sentence = "the post that you answer does not exist any more"
    return BadRequestError(sentence, fields={"reply_to": sentence})
