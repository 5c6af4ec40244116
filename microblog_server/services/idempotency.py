"""Create once, however often the request comes.

The answer is kept in the transaction that creates: either both are there or
neither, whatever happens to the connection. Of two requests at once the
database lets one write the key; the other waits and then finds it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import IdempotencyKey
from microblog_server.db.session import Database
from microblog_server.errors import ApiError, KeyReusedError
from microblog_server.services import clock

_KEPT = timedelta(days=7)
_ANYBODY = "anybody"


@dataclass(frozen=True, slots=True)
class Created:
    """An answer to a request that created something: JSON, and where the new thing is."""

    body: str
    location: str | None = None
    status: int = 201


@dataclass(frozen=True, slots=True)
class Key:
    """A key means something to one person only; `fingerprint` recognises the request."""

    scope: str
    key: str
    fingerprint: str


def scope_of(person_id: int | None) -> str:
    return _ANYBODY if person_id is None else f"person:{person_id}"


def describe(path: str, content: object) -> str:
    """The request as text: the same for the same JSON, however it was spaced."""
    return json.dumps([path, content], sort_keys=True, separators=(",", ":"))


def fingerprint(path: str, content: object) -> str:
    return hashlib.sha256(describe(path, content).encode("utf-8", "surrogatepass")).hexdigest()


async def create_once(
    database: Database, key: Key | None, create: Callable[[AsyncSession], Awaitable[Created]]
) -> Created:
    """Create and commit, or give the first answer again. Raises `KeyReusedError` for another request's key."""
    if key is None:
        async with database.writing() as session:
            return await create(session)
    try:
        return await _try(database, key, create)
    except _TakenError:
        # The other one has committed: its answer is there now.
        return await _try(database, key, create)


def reused() -> KeyReusedError:
    sentence = "was used for another request before"
    return KeyReusedError(f"This Idempotency-Key {sentence}.", fields={"Idempotency-Key": sentence})


async def first_answers(
    session: AsyncSession, keys: Sequence[Key]
) -> dict[tuple[str, str], tuple[Key, Created | ApiError]]:
    """What was answered to those of the keys that are known, by scope and key. The session has the turn to write."""
    if not keys:
        return {}
    await _forget_expired(session)
    asked = tuple_(IdempotencyKey.scope, IdempotencyKey.key).in_([(key.scope, key.key) for key in keys])
    rows = await session.scalars(select(IdempotencyKey).where(asked))
    return {
        (row.scope, row.key): (Key(row.scope, row.key, row.fingerprint), Created(row.body, row.location, row.status))
        for row in rows
    }


async def keep(session: AsyncSession, answers: Sequence[tuple[Key | None, Created | ApiError]]) -> None:
    """Only what was created: a request that was refused may be sent again with its key."""
    now = clock.now()
    for key, answer in answers:
        if key is not None and isinstance(answer, Created):
            session.add(
                IdempotencyKey(
                    scope=key.scope,
                    key=key.key,
                    fingerprint=key.fingerprint,
                    status=answer.status,
                    body=answer.body,
                    location=answer.location,
                    created_at=now,
                )
            )
    await session.flush()


async def _forget_expired(session: AsyncSession) -> None:
    expired = delete(IdempotencyKey).where(IdempotencyKey.created_at < clock.now() - _KEPT)
    await session.execute(expired, execution_options={"synchronize_session": False})


class _TakenError(Exception):
    """Another request wrote the same key while we worked."""


async def _try(database: Database, key: Key, create: Callable[[AsyncSession], Awaitable[Created]]) -> Created:
    async with database.writing() as session:
        now = clock.now()
        await _forget_expired(session)
        earlier = await session.get(IdempotencyKey, (key.scope, key.key))
        if earlier is not None:
            if earlier.fingerprint != key.fingerprint:
                raise reused()
            return Created(earlier.body, earlier.location, earlier.status)
        kept = IdempotencyKey(
            scope=key.scope, key=key.key, fingerprint=key.fingerprint, status=0, body="", location=None, created_at=now
        )
        session.add(kept)
        try:
            await session.flush()
        except IntegrityError as error:
            raise _TakenError from error
        created = await create(session)
        kept.status, kept.body, kept.location = created.status, created.body, created.location
        return created
