"""Write, edit and delete posts, and read the conversation around one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Tuple, delete, literal, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Entry, Person, Post
from microblog_server.db.types import Moment, WholeNumber
from microblog_server.errors import BadRequestError, ForbiddenError
from microblog_server.language.identification import identify
from microblog_server.live import events
from microblog_server.live.announcing import announce, announce_to_everybody
from microblog_server.live.events import Event
from microblog_server.search.keeping import keep_post
from microblog_server.services import clock, notifications, people, postings
from microblog_server.services.postings import PostView, view, views
from microblog_server.services.together.drafts import Draft, WrittenPost, write
from microblog_server.text import mentioned

# A conversation longer than this is cut at its newest end.
_THREAD_LIMIT = 500
# Branches of the conversation that lead elsewhere come between.
_THREAD_LOOKED_AT = 5000
# A post that more people have published is told of to everybody.
_PUBLISHERS_NAMED = 500


@dataclass(frozen=True, slots=True)
class Thread:
    """What a post answers, from the first post on; and what answers it, the oldest first."""

    ancestors: Sequence[PostView]
    post: PostView
    replies: Sequence[PostView]


async def create(session: AsyncSession, author_id: int, body: str, reply_to: int | None) -> WrittenPost:
    """Write one now; `together/turns.py` writes those of many people at once."""
    (written,) = await write(session, [Draft(author_id, body, await identify(body), reply_to)])
    if isinstance(written, BadRequestError):
        raise written
    return written


async def edit(session: AsyncSession, author_id: int, id: int, body: str) -> PostView:
    found = await _own(session, author_id, id)
    if found.post.body != body:
        language = await identify(body)
        moment = await clock.next_moment(session)
        before = mentioned(found.post.body)
        found.post.body = body
        found.post.language = language
        found.post.edited_at = moment
        await session.flush()
        await keep_post(session, id, body, author_id)
        new = [name for name in mentioned(body) if name not in before]
        await notifications.tell_mentions(session, found.post, new, moment)
        await _tell_readers(session, id, events.post_changed(id))
    return found


async def remove(session: AsyncSession, reader_id: int, id: int) -> None:
    """One's own post, or as an administrator anybody's."""
    post = await postings.get(session, id)
    if post.author_id != reader_id and not await people.is_admin(session, reader_id):
        raise _not_yours()
    await take_down(session, id)


async def take_down(session: AsyncSession, id: int) -> None:
    found = await postings.get(session, id)
    if found.reply_to_id is not None:
        parent = update(Post).where(Post.id == found.reply_to_id).values(reply_count=Post.reply_count - 1)
        await session.execute(parent, execution_options={"synchronize_session": False})
    await _tell_readers(session, id, events.post_removed(id))
    await notifications.post_goes(session, id)
    # The database removes its entries, reactions and notifications with it.
    await session.execute(delete(Post).where(Post.id == id), execution_options={"synchronize_session": False})
    await _count(session, found.author_id, by=-1)


async def thread(session: AsyncSession, id: int, reader_id: int) -> Thread:
    middle = await view(session, id, reader_id)
    ancestors = await _ancestors(session, middle.post)
    replies = await _replies(session, middle.post)
    found = await views(session, [*ancestors, *replies], reader_id)
    return Thread([found[one] for one in reversed(ancestors)], middle, [found[one] for one in replies])


async def _ancestors(session: AsyncSession, post: Post) -> list[int]:
    """From the one that the post answers up to the first."""
    place = tuple_(Post.created_at, Post.id) < _place(post)
    before = select(Post.id, Post.reply_to_id).where(Post.thread_id == post.thread_id, place)
    nearest = before.order_by(Post.created_at.desc(), Post.id.desc()).limit(_THREAD_LIMIT)
    answers: dict[int, int | None] = dict((await session.execute(nearest)).all()) if post.reply_to_id else {}
    ancestors: list[int] = []
    above = post.reply_to_id
    while above is not None and len(ancestors) < _THREAD_LIMIT:
        if above not in answers:
            # Far away from the post: the conversation is a long one.
            answers[above] = await session.scalar(select(Post.reply_to_id).where(Post.id == above))
        ancestors.append(above)
        above = answers[above]
    return ancestors


async def _replies(session: AsyncSession, post: Post) -> list[int]:
    """All that answers the post, or one of those answers, the oldest first."""
    place = tuple_(Post.created_at, Post.id) > _place(post)
    after = select(Post.id, Post.reply_to_id).where(Post.thread_id == post.thread_id, place)
    rows = await session.execute(after.order_by(Post.created_at, Post.id).limit(_THREAD_LOOKED_AT))
    below = {post.id}
    replies = []
    # Oldest first, so each post comes after the one that it answers.
    for reply, answered in rows:
        if answered in below:
            below.add(reply)
            replies.append(reply)
    return replies[:_THREAD_LIMIT]


def _place(post: Post) -> Tuple:
    return tuple_(literal(post.created_at, Moment), literal(post.id, WholeNumber))


async def _own(session: AsyncSession, author_id: int, id: int) -> PostView:
    found = await view(session, id, author_id)
    if found.post.author_id != author_id:
        raise _not_yours()
    return found


def _not_yours() -> ForbiddenError:
    return ForbiddenError("This post is somebody else's.")


async def _tell_readers(session: AsyncSession, id: int, event: Event) -> None:
    """Everybody who has the post in their home timeline, by whomever it came there."""
    publishers = select(Entry.person_id).where(Entry.post_id == id).limit(_PUBLISHERS_NAMED + 1)
    ids = sorted(set((await session.scalars(publishers)).all()))
    if len(ids) > _PUBLISHERS_NAMED:
        announce_to_everybody(session, event)
    else:
        announce(session, event, people=ids, followers_of=ids)


async def _count(session: AsyncSession, person_id: int, *, by: int) -> None:
    statement = update(Person).where(Person.id == person_id).values(post_count=Person.post_count + by)
    await session.execute(statement, execution_options={"synchronize_session": False})
