"""Jobs as rows: written with what wants them, claimed for a while, gone when done.

A claim is a lease. Who loses the process loses the lease with it, and the job
is due again when it ends; `fence` tells the new holder from the old, so an old
one that wakes up late can change nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.types import microseconds
from microblog_server.db.work_tables import Job
from microblog_server.jobs.kinds import Kind
from microblog_server.services import clock

WAITING = "waiting"
FAILED = "failed"

_AS_IT_IS = {"synchronize_session": False}


class ClaimLostError(Exception):
    """The lease ended and somebody else may be at work: stop, and change nothing."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that is ours until the lease ends."""

    id: int
    kind: Kind
    payload: Mapping[str, object]
    attempts: int
    fence: int
    created_at: datetime
    give_up_at: datetime

    @property
    def name(self) -> str:
        """The same for each try, and no other job's: mails carry it."""
        return f"{self.kind.name}.{self.id}.{microseconds(self.created_at)}"

    @property
    def is_last_try(self) -> bool:
        return self.attempts >= self.kind.tries or clock.now() >= self.give_up_at


async def add(session: AsyncSession, kind: Kind, payload: Mapping[str, object]) -> int:
    """Ask for a job in the transaction that wants it; then ring the bell."""
    now = clock.now()
    job = Job(
        lane=kind.lane,
        kind=kind.name,
        payload=json.dumps(payload),
        state=WAITING,
        created_at=now,
        due_at=now,
        give_up_at=now + kind.given_up_after,
    )
    session.add(job)
    await session.flush()
    return job.id


async def claim(session: AsyncSession, lane: str, kinds: Mapping[str, Kind]) -> Claim | None:
    """The job that has been due longest, or None when nothing is."""
    now = clock.now()
    due = (
        select(Job)
        .where(Job.state == WAITING, Job.lane == lane, Job.due_at <= now, Job.kind.in_(kinds))
        .order_by(Job.due_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    job = (await session.scalars(due)).one_or_none()
    if job is None:
        return None
    kind = kinds[job.kind]
    job.fence += 1
    job.attempts += 1
    job.due_at = now + kind.lease
    await session.flush()
    payload: dict[str, object] = json.loads(job.payload)
    return Claim(job.id, kind, payload, job.attempts, job.fence, job.created_at, job.give_up_at)


async def hold(session: AsyncSession, claim: Claim) -> None:
    """Prolong the lease; whatever else this transaction writes is written only while the claim holds."""
    await _change(session, claim, due_at=clock.now() + claim.kind.lease)


async def finish(session: AsyncSession, claim: Claim) -> None:
    """Done, in the transaction that writes the result."""
    gone = delete(Job).where(Job.id == claim.id, Job.fence == claim.fence, Job.state == WAITING).returning(Job.id)
    if (await session.execute(gone)).one_or_none() is None:
        raise ClaimLostError


async def give_back(session: AsyncSession, claim: Claim) -> None:
    """We stop before it is done, through no fault of the job: it is due at once, and this try does not count."""
    await _change(session, claim, due_at=clock.now(), attempts=claim.attempts - 1)


async def try_later(session: AsyncSession, claim: Claim, error: str, delay: timedelta) -> None:
    await _change(session, claim, due_at=clock.now() + delay, error=error)


async def fail(session: AsyncSession, claim: Claim, error: str) -> None:
    """No further try; the row stays for a while, for whoever looks after the server, without what it was about."""
    await _change(session, claim, state=FAILED, error=error, payload="{}")


async def forget_failed(session: AsyncSession, before: datetime) -> None:
    await session.execute(delete(Job).where(Job.state == FAILED, Job.due_at < before), execution_options=_AS_IT_IS)


async def leases_end(session: AsyncSession) -> list[tuple[str, datetime]]:
    """Of each lane with jobs that are held or wait for their next try: when the last of them is due."""
    later = select(Job.lane, func.max(Job.due_at)).where(Job.state == WAITING, Job.due_at > clock.now())
    return [(lane, due_at) for lane, due_at in await session.execute(later.group_by(Job.lane))]


async def is_any(session: AsyncSession) -> bool:
    return (await session.execute(select(Job.id).where(Job.state == WAITING).limit(1))).one_or_none() is not None


async def _change(session: AsyncSession, claim: Claim, **values: object) -> None:
    ours = update(Job).where(Job.id == claim.id, Job.fence == claim.fence, Job.state == WAITING).values(**values)
    if (await session.execute(ours.returning(Job.id), execution_options=_AS_IT_IS)).one_or_none() is None:
        raise ClaimLostError
