"""Like a post, and take it back; the author is told."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.cursors import Position
from microblog_server.db.models import Like, Post
from microblog_server.live import events
from microblog_server.live.announcing import announce
from microblog_server.services import clock, notifications, postings
from microblog_server.services.postings import views
from microblog_server.services.timelines import TimelineEntry
from microblog_server.services.windows import Page, Window, read_page


async def like(session: AsyncSession, person_id: int, post_id: int) -> None:
    """Nothing changes if it is so already."""
    post = await postings.get(session, post_id)
    if await session.get(Like, (post_id, person_id)) is not None:
        return
    moment = await clock.next_moment(session)
    session.add(Like(post_id=post_id, person_id=person_id, created_at=moment))
    await _count(session, post_id, by=1)
    await notifications.tell_reaction(session, notifications.LIKE, post, actor_id=person_id, moment=moment)
    announce(session, events.post_changed(post_id), people=(person_id,))


async def unlike(session: AsyncSession, person_id: int, post_id: int) -> None:
    """Nothing changes if it is so already."""
    post = await postings.get(session, post_id)
    gone = delete(Like).where(Like.post_id == post_id, Like.person_id == person_id)
    if (await session.execute(gone.returning(Like.post_id))).one_or_none() is None:
        return
    await _count(session, post_id, by=-1)
    await notifications.take_back_reaction(session, notifications.LIKE, post, actor_id=person_id)
    announce(session, events.post_changed(post_id), people=(person_id,))


async def listing(session: AsyncSession, person_id: int, window: Window) -> Page[TimelineEntry]:
    """The last liked first."""
    statement = select(Like.created_at, Like.post_id).where(Like.person_id == person_id)
    page = await read_page(session, statement, (Like.created_at, Like.post_id), window)
    found = await views(session, [post_id for _, post_id in page.items], person_id)
    entries = [TimelineEntry(Position(at, id), found[id]) for at, id in page.items if id in found]
    return Page(entries, page.has_more)


async def _count(session: AsyncSession, post_id: int, *, by: int) -> None:
    statement = update(Post).where(Post.id == post_id).values(like_count=Post.like_count + by)
    await session.execute(statement, execution_options={"synchronize_session": False})
