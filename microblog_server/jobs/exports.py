"""Exports: asked for, made by a worker, kept for a week, and announced by mail."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Person
from microblog_server.db.session import Database
from microblog_server.db.work_tables import Export, MailedToken
from microblog_server.errors import NotFoundError
from microblog_server.jobs import archive, outbox
from microblog_server.jobs.bell import Bell
from microblog_server.jobs.kinds import EXPORT, EXPORT_MAIL, MAIL, Kind
from microblog_server.jobs.outbox import Claim
from microblog_server.jobs.progress import Progress, export_changed
from microblog_server.jobs.worker import TryLaterError
from microblog_server.security import token_hash
from microblog_server.services import clock
from microblog_server.settings import Settings

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"
KEPT = timedelta(days=7)
_BEGUN_S = 600
_HELD_AGAIN_S = 5.0

_AS_IT_IS = {"synchronize_session": False}


async def ask(session: AsyncSession, person_id: int) -> Export:
    """The one that is being made already, or a new one."""
    unfinished = select(Export).where(Export.person_id == person_id, Export.state.in_((WAITING, RUNNING)))
    export = (await session.scalars(unfinished.order_by(Export.id).limit(1))).one_or_none()
    if export is None:
        export = Export(person_id=person_id, state=WAITING, progress=0, created_at=clock.now())
        session.add(export)
        await session.flush()
        await outbox.add(session, EXPORT, {"export_id": export.id})
    return export


async def get(session: AsyncSession, person_id: int, id: int) -> Export:
    export = await session.get(Export, id)
    if export is None or export.person_id != person_id:
        raise NotFoundError("There is no such export. Files are kept for 7 days.")
    return export


async def by_mailed_key(session: AsyncSession, id: int, key: str) -> Export:
    """The export whose mail had this key in its link."""
    statement = (
        select(Export)
        .join(MailedToken, MailedToken.export_id == Export.id)
        .where(Export.id == id, MailedToken.token_hash == token_hash(key), MailedToken.expires_at > clock.now())
    )
    export = (await session.scalars(statement)).one_or_none()
    if export is None:
        raise NotFoundError("There is no such export. Files are kept for 7 days.")
    return export


async def is_any(session: AsyncSession) -> bool:
    return (await session.execute(select(Export.id).limit(1))).one_or_none() is not None


def folder_of(settings: Settings) -> Path:
    return settings.data_dir / "exports"


def file_of(folder: Path, export: Export) -> Path:
    if export.state != DONE or export.file is None:
        raise NotFoundError("The file is not ready.")
    path = folder / export.file
    if not path.is_file():
        raise NotFoundError("The file is not there any more.")
    return path


@dataclass(frozen=True, slots=True)
class ExportJob:
    """The job. Each try writes a file of its own, so one that was thought dead spoils nothing."""

    database: Database
    folder: Path
    progress: Progress
    bell: Bell
    go_on: Callable[[], None]
    is_mailed: bool
    kind: Kind = EXPORT

    async def do(self, claim: Claim) -> None:
        id = claim.payload["export_id"]
        assert isinstance(id, int)
        async with self.database.writing() as session:
            await outbox.hold(session, claim)
            export = await session.get(Export, id)
            if export is None:
                await outbox.finish(session, claim)
                return
            export.state, export.progress = RUNNING, 0
            person = await session.get_one(Person, export.person_id)
            total = await archive.count_rows(session, person)
        path = self.folder / f"{id}-{claim.fence}.zip"
        is_whole = False
        try:
            with await asyncio.to_thread(_create, path) as file:
                await archive.write(self.database, person, file, _Steps(self, claim, id, person.id, total).told)
                length = await asyncio.to_thread(_flush_to_disk, file)
            await self._finish(claim, id, path.name, length)
            is_whole = True
        except OSError as error:
            raise TryLaterError(f"the file cannot be written: {error.strerror}") from None
        finally:
            if not is_whole:
                with contextlib.suppress(OSError):
                    path.unlink()
        await self.progress.tell(export_changed(person.id, id))
        if self.is_mailed:
            await self.bell.ring(MAIL)

    async def give_up(self, session: AsyncSession, claim: Claim) -> None:
        id = claim.payload["export_id"]
        failed = update(Export).where(Export.id == id).values(state=FAILED, finished_at=clock.now())
        failed = failed.values(expires_at=clock.now() + KEPT)
        await session.execute(failed, execution_options=_AS_IT_IS)

    async def _finish(self, claim: Claim, id: int, name: str, length: int) -> None:
        now = clock.now()
        async with self.database.writing() as session:
            await outbox.finish(session, claim)
            export = await session.get_one(Export, id)
            export.state, export.progress, export.finished_at = DONE, 100, now
            export.expires_at = now + KEPT
            export.file, export.bytes = name, length
            # The new file has all that older ones have.
            older = delete(Export).where(Export.person_id == export.person_id, Export.id < id, Export.state == DONE)
            await session.execute(older, execution_options=_AS_IT_IS)
            if self.is_mailed:
                await outbox.add(session, EXPORT_MAIL, {"export_id": id})


@dataclass(slots=True)
class _Steps:
    """Counts rows; at each further percent says so, and prolongs the claim."""

    job: ExportJob
    claim: Claim
    export_id: int
    person_id: int
    total: int
    done: int = 0
    percent: int = 0
    held_s: float = field(default_factory=time.monotonic)

    async def told(self, rows: int) -> None:
        self.job.go_on()
        self.done += rows
        percent = min(99, self.done * 100 // max(self.total, 1))
        if percent == self.percent and time.monotonic() < self.held_s + _HELD_AGAIN_S:
            return
        is_new, self.percent, self.held_s = percent > self.percent, percent, time.monotonic()
        async with self.job.database.writing() as session:
            await outbox.hold(session, self.claim)
            step = update(Export).where(Export.id == self.export_id).values(progress=percent)
            await session.execute(step, execution_options=_AS_IT_IS)
        if is_new:
            await self.job.progress.tell(export_changed(self.person_id, self.export_id))


def _create(path: Path) -> BinaryIO:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b")


def _flush_to_disk(file: BinaryIO) -> int:
    file.flush()
    os.fsync(file.fileno())
    return file.tell()


async def remove_expired(database: Database, folder: Path) -> None:
    """Rows past their time, then the files that no row has and nobody is writing."""
    now = clock.now()
    async with database.writing() as session:
        await session.execute(delete(MailedToken).where(MailedToken.expires_at < now), execution_options=_AS_IT_IS)
        await session.execute(delete(Export).where(Export.expires_at < now), execution_options=_AS_IT_IS)
        await outbox.forget_failed(session, now - KEPT)
    async with database.reading() as session:
        kept = set((await session.scalars(select(Export.file).where(Export.file.is_not(None)))).all())
        running = set((await session.scalars(select(Export.id).where(Export.state == RUNNING))).all())
    await asyncio.to_thread(_remove_files, folder, kept, running)


def _remove_files(folder: Path, kept: set[str | None], running: set[int]) -> None:
    for path in folder.glob("*-*.zip"):
        with contextlib.suppress(FileNotFoundError):
            # One that was begun a moment ago may not be known to us yet.
            is_old = path.stat().st_mtime < time.time() - _BEGUN_S
            if is_old and path.name not in kept and int(path.name.partition("-")[0]) not in running:
                path.unlink()
