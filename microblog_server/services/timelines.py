"""Home, explore and one person's entries.

A home timeline is written when something is published, not gathered when it is
read: one row for each follower (docs/decisions/0001-home-timeline-by-fan-out.md).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.cursors import Position
from microblog_server.db.models import Entry, Follow, HomeEntry, Person
from microblog_server.db.types import WholeNumber
from microblog_server.live import events
from microblog_server.live.announcing import announce
from microblog_server.services.postings import PostView


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
    await spread(session, [person_id], [entry.id])


async def spread(session: AsyncSession, people_ids: Collection[int], entry_ids: Collection[int]) -> None:
    """Put these people's new entries before everybody who follows one of them."""
    rows = (
        select(Follow.follower_id, Entry.published_at, Entry.id)
        .join(Entry, Entry.person_id == Follow.followed_id)
        .where(Entry.id.in_(entry_ids))
    )
    await _add(session, rows)
    for person_id in people_ids:
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


async def _add(session: AsyncSession, rows: Select[int, datetime, int]) -> None:
    await session.execute(insert(HomeEntry).from_select(["reader_id", "published_at", "entry_id"], rows))
