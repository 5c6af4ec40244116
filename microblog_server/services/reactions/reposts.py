"""Repost a post, and take it back: an entry of the person's own, with its own time and place."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Entry, Post
from microblog_server.live import events
from microblog_server.live.announcing import announce
from microblog_server.services import clock, notifications, postings, timelines
from microblog_server.services.postings import REPOST


async def repost(session: AsyncSession, person_id: int, post_id: int) -> None:
    """Nothing changes if it is so already."""
    post = await postings.get(session, post_id)
    if await _entry(session, person_id, post_id) is not None:
        return
    moment = await clock.next_moment(session)
    await timelines.publish(session, REPOST, post_id=post_id, person_id=person_id, moment=moment)
    await _count(session, post_id, by=1)
    await notifications.tell_reaction(session, REPOST, post, actor_id=person_id, moment=moment)
    announce(session, events.post_changed(post_id), people=(person_id,))


async def take_back(session: AsyncSession, person_id: int, post_id: int) -> None:
    """Nothing changes if it is so already."""
    post = await postings.get(session, post_id)
    entry = await _entry(session, person_id, post_id)
    if entry is None:
        return
    await timelines.withdraw(session, entry)
    await _count(session, post_id, by=-1)
    await notifications.take_back_reaction(session, REPOST, post, actor_id=person_id)
    announce(session, events.post_changed(post_id), people=(person_id,))


async def _entry(session: AsyncSession, person_id: int, post_id: int) -> Entry | None:
    statement = select(Entry).where(Entry.post_id == post_id, Entry.person_id == person_id, Entry.kind == REPOST)
    return (await session.scalars(statement)).one_or_none()


async def _count(session: AsyncSession, post_id: int, *, by: int) -> None:
    statement = update(Post).where(Post.id == post_id).values(repost_count=Post.repost_count + by)
    await session.execute(statement, execution_options={"synchronize_session": False})
