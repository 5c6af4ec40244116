"""Devices that are signed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Token
from microblog_server.db.prepared import Prepared, number, word
from microblog_server.db.session import Database
from microblog_server.db.types import microseconds
from microblog_server.errors import NotFoundError
from microblog_server.live.announcing import announce
from microblog_server.live.events import END, Event
from microblog_server.security import new_token, token_hash
from microblog_server.services import clock

# How exact `last_used_at` is: a read should seldom have to write.
_USED_AGAIN = timedelta(minutes=10)
_DEVICE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks, and with which token; `is_due` when its use should be noted."""

    person_id: int
    token_id: int
    is_due: bool


async def issue(session: AsyncSession, person_id: int, device: str, life: timedelta) -> str:
    """Give out a new token; the only time that it is known in clear."""
    now = clock.now()
    await session.execute(delete(Token).where(Token.person_id == person_id, Token.last_used_at < now - life))
    token = new_token()
    kept = "".join(c for c in device if c.isprintable())[:_DEVICE_LENGTH]
    session.add(
        Token(
            person_id=person_id,
            token_hash=token_hash(token),
            device=kept or "unknown device",
            created_at=now,
            last_used_at=now,
        )
    )
    await session.flush()
    return token


_RECOGNISE = Prepared(
    select(Token.person_id, Token.id, Token.last_used_at).where(
        Token.token_hash == word("hash"), Token.last_used_at >= number("oldest")
    )
)


async def recognise(database: Database, token: str, life: timedelta) -> Reader | None:
    """Looked up by hash, so the time it takes tells nothing about the tokens there are."""
    now = clock.now()
    rows = await database.fetch(_RECOGNISE, hash=token_hash(token), oldest=microseconds(now - life))
    if not rows:
        return None
    person_id, token_id, last_used_at = rows[0]
    return Reader(person_id, token_id, is_due=last_used_at < microseconds(now - _USED_AGAIN))


async def used(session: AsyncSession, token_id: int) -> None:
    statement = update(Token).where(Token.id == token_id).values(last_used_at=clock.now())
    await session.execute(statement, execution_options={"synchronize_session": False})


async def listing(session: AsyncSession, person_id: int, life: timedelta) -> Sequence[Token]:
    oldest: datetime = clock.now() - life
    statement = select(Token).where(Token.person_id == person_id, Token.last_used_at >= oldest)
    return (await session.scalars(statement.order_by(Token.last_used_at.desc(), Token.id.desc()))).all()


async def revoke(session: AsyncSession, person_id: int, token_id: int) -> None:
    gone = delete(Token).where(Token.id == token_id, Token.person_id == person_id).returning(Token.id)
    if (await session.execute(gone)).one_or_none() is None:
        raise NotFoundError("There is no such device.")
    announce(session, Event(END, str(token_id)), people=(person_id,))


async def revoke_others(session: AsyncSession, person_id: int, token_id: int) -> None:
    """Sign out every other device of the person."""
    gone = delete(Token).where(Token.person_id == person_id, Token.id != token_id).returning(Token.id)
    for ended in await session.scalars(gone):
        announce(session, Event(END, str(ended)), people=(person_id,))
