"""Create once, however often the request comes.

The answer is kept in the transaction that creates: either both are there or
neither, whatever happens to the connection. Of two requests at once the
database lets one write the key; the other waits and then finds it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import IdempotencyKey
from microblog_server.db.session import Database
from microblog_server.errors import KeyReusedError
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


class _TakenError(Exception):
    """Another request wrote the same key while we worked."""


async def _try(database: Database, key: Key, create: Callable[[AsyncSession], Awaitable[Created]]) -> Created:
    async with database.writing() as session:
        now = clock.now()
        expired = delete(IdempotencyKey).where(IdempotencyKey.created_at < now - _KEPT)
        await session.execute(expired, execution_options={"synchronize_session": False})
        earlier = await session.get(IdempotencyKey, (key.scope, key.key))
        if earlier is not None:
            if earlier.fingerprint != key.fingerprint:
                sentence = "was used for another request before"
                raise KeyReusedError("This Idempotency-Key " + sentence + ".", fields={"Idempotency-Key": sentence})
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
