"""Announcements wait in the session that makes them true, until it has committed."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.live.events import Announcement, Event

_KEY = "announcements"


def announce(
    session: AsyncSession, event: Event, *, people: Collection[int] = (), followers_of: Collection[int] = ()
) -> None:
    """Tell these people and everybody who follows one of the others, once this transaction has committed."""
    _add(session, Announcement(event, tuple(people), tuple(followers_of)))


def announce_to_everybody(session: AsyncSession, event: Event) -> None:
    _add(session, Announcement(event, is_for_everybody=True))


def announced(session: AsyncSession) -> list[Announcement]:
    """What the session has to tell, each once, in order."""
    return list(_waiting(session))


def _add(session: AsyncSession, announcement: Announcement) -> None:
    _waiting(session)[announcement] = None


def _waiting(session: AsyncSession) -> dict[Announcement, None]:
    waiting: dict[Announcement, None] = session.info.setdefault(_KEY, {})
    return waiting
