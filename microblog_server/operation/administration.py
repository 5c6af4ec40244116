"""What the one who runs the server does with people: make administrators, disable and enable.

A disabled person cannot sign in and all their sign-ins end at once. What they wrote stays where it is: a conversation
must not lose its middle because somebody is gone. Single posts are deleted by `delete-post` or by an administrator.
"""

from __future__ import annotations

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Person, Token
from microblog_server.errors import NotFoundError
from microblog_server.live.announcing import announce
from microblog_server.live.events import END, Event
from microblog_server.services import clock, people

_AS_IT_IS = {"synchronize_session": False}


async def make_admin(session: AsyncSession, name: str) -> Person:
    """An administrator may delete anybody's posts."""
    person = await _named(session, name)
    await session.execute(update(Person).where(Person.id == person.id).values(is_admin=True))
    return person


async def disable(session: AsyncSession, name: str) -> Person:
    person = await _named(session, name)
    now = clock.now()
    disabled = update(Person).where(Person.id == person.id).values(is_admin=False, disabled_at=now)
    await session.execute(disabled, execution_options=_AS_IT_IS)
    ended = delete(Token).where(Token.person_id == person.id).returning(Token.id)
    for token_id in (await session.scalars(ended, execution_options=_AS_IT_IS)).all():
        announce(session, Event(END, str(token_id)), people=(person.id,))
    return person


async def enable(session: AsyncSession, name: str) -> Person:
    """They sign in anew, with the password they had; an administrator is one no more."""
    person = await _named(session, name)
    await session.execute(update(Person).where(Person.id == person.id).values(disabled_at=None))
    return person


async def _named(session: AsyncSession, name: str) -> Person:
    """By user name or e-mail address."""
    person = await people.find(session, name)
    if person is None:
        raise NotFoundError(f"there is nobody called {name}")
    return person
