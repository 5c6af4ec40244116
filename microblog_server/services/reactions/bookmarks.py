"""Keep posts for oneself; nobody else learns of it."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.cursors import Position
from microblog_server.db.models import Bookmark
from microblog_server.live import events
from microblog_server.live.announcing import announce
from microblog_server.services import clock, postings
from microblog_server.services.postings import views
from microblog_server.services.timelines import TimelineEntry
from microblog_server.services.windows import Page, Window, read_page


async def add(session: AsyncSession, person_id: int, post_id: int) -> None:
    """Nothing changes if it is so already."""
    await postings.get(session, post_id)
    if await session.get(Bookmark, (person_id, post_id)) is not None:
        return
    moment = await clock.next_moment(session)
    session.add(Bookmark(person_id=person_id, post_id=post_id, created_at=moment))
    await session.flush()
    announce(session, events.post_changed(post_id), people=(person_id,))


async def remove(session: AsyncSession, person_id: int, post_id: int) -> None:
    """Nothing changes if it is so already."""
    await postings.get(session, post_id)
    gone = delete(Bookmark).where(Bookmark.person_id == person_id, Bookmark.post_id == post_id)
    if (await session.execute(gone.returning(Bookmark.post_id))).one_or_none() is not None:
        announce(session, events.post_changed(post_id), people=(person_id,))


async def listing(session: AsyncSession, person_id: int, window: Window) -> Page[TimelineEntry]:
    """The last bookmarked first."""
    statement = select(Bookmark.created_at, Bookmark.post_id).where(Bookmark.person_id == person_id)
    page = await read_page(session, statement, (Bookmark.created_at, Bookmark.post_id), window)
    found = await views(session, [post_id for _, post_id in page.items], person_id)
    entries = [TimelineEntry(Position(at, id), found[id]) for at, id in page.items if id in found]
    return Page(entries, page.has_more)
