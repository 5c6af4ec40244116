"""Uploaded pictures in the database, so that every worker has them and a backup too."""

from __future__ import annotations

import hashlib

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Person
from microblog_server.db.work_tables import Picture

_AS_IT_IS = {"synchronize_session": False}


async def put(session: AsyncSession, person_id: int, image: bytes) -> str:
    """Keep it instead of what was there; the version is another one for another picture."""
    version = hashlib.sha256(image).hexdigest()[:16]
    await session.merge(Picture(person_id=person_id, version=version, image=image))
    await _note(session, person_id, version)
    return version


async def remove(session: AsyncSession, person_id: int) -> None:
    await session.execute(delete(Picture).where(Picture.person_id == person_id), execution_options=_AS_IT_IS)
    await _note(session, person_id, None)


async def get(session: AsyncSession, person_id: int) -> Picture | None:
    return (await session.scalars(select(Picture).where(Picture.person_id == person_id))).one_or_none()


async def _note(session: AsyncSession, person_id: int, version: str | None) -> None:
    statement = update(Person).where(Person.id == person_id).values(avatar_version=version)
    await session.execute(statement, execution_options=_AS_IT_IS)
