"""Home, explore and one person's entries.

A home timeline is written when something is published, not gathered when it is
read: one row for each follower (docs/decisions/0001-home-timeline-by-fan-out.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, delete, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.cursors import Position
from microblog_server.db.models import Entry, Follow, HomeEntry
from microblog_server.db.types import WholeNumber
from microblog_server.services import people
from microblog_server.services.postings import PostView, views
from microblog_server.services.windows import Page, Window, read_page

POST = "post"

_ENTRY_PLACE = (Entry.published_at, Entry.id)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A post in a timeline."""

    position: Position
    view: PostView


async def publish(session: AsyncSession, *, post_id: int, person_id: int, moment: datetime) -> None:
    """Put a new post before everybody who follows its author, and the author."""
    entry = Entry(kind=POST, post_id=post_id, person_id=person_id, published_at=moment)
    session.add(entry)
    await session.flush()
    session.add(HomeEntry(reader_id=person_id, published_at=moment, entry_id=entry.id))
    await session.flush()
    rows = (
        select(Follow.follower_id, Entry.published_at, Entry.id)
        .join(Entry, Entry.person_id == Follow.followed_id)
        .where(Entry.id == entry.id)
    )
    await _add(session, rows)


async def add_person(session: AsyncSession, *, reader_id: int, person_id: int) -> None:
    """Everything the person has published joins the reader's home."""
    rows = select(literal(reader_id, WholeNumber), Entry.published_at, Entry.id).where(Entry.person_id == person_id)
    await _add(session, rows)


async def remove_person(session: AsyncSession, *, reader_id: int, person_id: int) -> None:
    theirs = select(Entry.id).where(Entry.person_id == person_id)
    await session.execute(
        delete(HomeEntry).where(HomeEntry.reader_id == reader_id, HomeEntry.entry_id.in_(theirs)),
        execution_options={"synchronize_session": False},
    )


async def home(session: AsyncSession, reader_id: int, window: Window) -> Page[TimelineEntry]:
    statement = (
        select(Entry.post_id, HomeEntry.published_at, HomeEntry.entry_id)
        .join(Entry, Entry.id == HomeEntry.entry_id)
        .where(HomeEntry.reader_id == reader_id)
    )
    return await _complete(
        session, await read_page(session, statement, (HomeEntry.published_at, HomeEntry.entry_id), window)
    )


async def explore(session: AsyncSession, window: Window) -> Page[TimelineEntry]:
    statement = select(Entry.post_id, Entry.published_at, Entry.id).where(Entry.kind == POST)
    return await _complete(session, await read_page(session, statement, _ENTRY_PLACE, window))


async def published_by(session: AsyncSession, person_id: int, window: Window) -> Page[TimelineEntry]:
    await people.get(session, person_id)
    statement = select(Entry.post_id, Entry.published_at, Entry.id).where(Entry.person_id == person_id)
    return await _complete(session, await read_page(session, statement, _ENTRY_PLACE, window))


async def _add(session: AsyncSession, rows: Select[int, datetime, int]) -> None:
    await session.execute(insert(HomeEntry).from_select(["reader_id", "published_at", "entry_id"], rows))


async def _complete(session: AsyncSession, page: Page[Row[int, datetime, int]]) -> Page[TimelineEntry]:
    found = await views(session, [post_id for post_id, _, _ in page.items])
    entries = [TimelineEntry(Position(at, id), found[post_id]) for post_id, at, id in page.items if post_id in found]
    return Page(entries, page.has_more)
