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
from microblog_server.db.models import Entry, Follow, HomeEntry, Person
from microblog_server.db.types import WholeNumber
from microblog_server.live import events
from microblog_server.live.announcing import announce
from microblog_server.services import people
from microblog_server.services.postings import POST, REPOST, PostView, views
from microblog_server.services.windows import Page, Window, read_page

_ENTRY_PLACE = (Entry.published_at, Entry.id)
_ENTRY = (Entry.post_id, *_ENTRY_PLACE, Entry.kind, Entry.person_id)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A post in a timeline, by whom it came there if not by its author."""

    position: Position
    view: PostView
    reposted_by: Person | None = None


async def publish(session: AsyncSession, kind: str, *, post_id: int, person_id: int, moment: datetime) -> None:
    """Put a post (`POST`: their own; `REPOST`) before everybody who follows the person, and the person."""
    entry = Entry(kind=kind, post_id=post_id, person_id=person_id, published_at=moment)
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
    announce(session, events.entry_added(), people=(person_id,), followers_of=(person_id,))


async def withdraw(session: AsyncSession, entry: Entry) -> None:
    """Take it from before everybody: the database removes the rows of the home timelines with it."""
    announce(session, events.entry_removed(entry.id), people=(entry.person_id,), followers_of=(entry.person_id,))
    await session.execute(delete(Entry).where(Entry.id == entry.id), execution_options={"synchronize_session": False})


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
        select(Entry.post_id, HomeEntry.published_at, HomeEntry.entry_id, Entry.kind, Entry.person_id)
        .join(Entry, Entry.id == HomeEntry.entry_id)
        .where(HomeEntry.reader_id == reader_id)
    )
    page = await read_page(session, statement, (HomeEntry.published_at, HomeEntry.entry_id), window)
    return await _complete(session, page, reader_id)


async def explore(session: AsyncSession, reader_id: int, window: Window) -> Page[TimelineEntry]:
    """Posts only: what everybody wrote, once."""
    statement = select(*_ENTRY).where(Entry.kind == POST)
    return await _complete(session, await read_page(session, statement, _ENTRY_PLACE, window), reader_id)


async def published_by(session: AsyncSession, person_id: int, reader_id: int, window: Window) -> Page[TimelineEntry]:
    """What the person wrote and what they reposted."""
    await people.get(session, person_id)
    statement = select(*_ENTRY).where(Entry.person_id == person_id)
    return await _complete(session, await read_page(session, statement, _ENTRY_PLACE, window), reader_id)


async def _add(session: AsyncSession, rows: Select[int, datetime, int]) -> None:
    await session.execute(insert(HomeEntry).from_select(["reader_id", "published_at", "entry_id"], rows))


async def _complete(
    session: AsyncSession, page: Page[Row[int, datetime, int, str, int]], reader_id: int
) -> Page[TimelineEntry]:
    found = await views(session, [row[0] for row in page.items], reader_id)
    reposters = {person_id for *_, kind, person_id in page.items if kind == REPOST}
    # Seldom any: a page without reposts asks nothing more.
    rows = (await session.scalars(select(Person).where(Person.id.in_(reposters)))).all() if reposters else ()
    by_id = {person.id: person for person in rows}
    entries = [
        TimelineEntry(Position(at, id), found[post_id], by_id[person_id] if kind == REPOST else None)
        for post_id, at, id, kind, person_id in page.items
        if post_id in found
    ]
    return Page(entries, page.has_more)
