"""Leases, fences and retries (microblog_server/jobs/worker.py and outbox.py)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.session import Database
from microblog_server.db.work_tables import Job
from microblog_server.jobs import outbox
from microblog_server.jobs.bell import Bell
from microblog_server.jobs.kinds import MAIL, Kind
from microblog_server.jobs.outbox import Claim, ClaimLostError
from microblog_server.jobs.worker import CannotEverError, TryLaterError, Worker
from microblog_server.services import clock

_KIND = Kind("trial", MAIL, timedelta(minutes=1), tries=3, given_up_after=timedelta(hours=1))
_KINDS = {_KIND.name: _KIND}


@dataclass
class Trial:
    """Does what the test says, and notes it."""

    database: Database
    step: Callable[[Claim], Coroutine[None, None, None]]
    done: list[object] = field(default_factory=list)
    given_up: list[object] = field(default_factory=list)
    kind: Kind = _KIND

    async def do(self, claim: Claim) -> None:
        await self.step(claim)
        async with self.database.writing() as session:
            await outbox.finish(session, claim)
        self.done.append(claim.payload["n"])

    async def give_up(self, session: AsyncSession, claim: Claim) -> None:
        self.given_up.append(claim.payload["n"])


async def _nothing(claim: Claim) -> None:
    return


@pytest.fixture
def bell(tmp_path: Path) -> Bell:
    return Bell(tmp_path, "")


def _worker(database: Database, bell: Bell, trial: Trial) -> Worker:
    worker = Worker(database, bell)
    worker.learn(trial)
    return worker


async def _add(database: Database, *numbers: int) -> None:
    async with database.writing() as session:
        for n in numbers:
            await outbox.add(session, _KIND, {"n": n})


async def _claim(database: Database) -> Claim | None:
    async with database.writing() as session:
        return await outbox.claim(session, MAIL, _KINDS)


async def _change(database: Database, claim: Claim, change: str) -> None:
    changes = {"hold": outbox.hold, "finish": outbox.finish, "give_back": outbox.give_back}
    async with database.writing() as session:
        if change == "fail":
            await outbox.fail(session, claim, "")
        else:
            await changes[change](session, claim)


async def _row(database: Database) -> Job:
    async with database.reading() as session:
        return (await session.scalars(select(Job))).one()


async def _make_due(database: Database) -> None:
    async with database.writing() as session:
        await session.execute(update(Job).values(due_at=clock.now()))


async def test_a_job_of_a_transaction_that_failed_is_not_there(database: Database) -> None:
    async def wish_and_fail() -> None:
        async with database.writing() as session:
            await outbox.add(session, _KIND, {})
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        await wish_and_fail()
    assert await _claim(database) is None


async def test_jobs_are_done_in_order_and_gone_then(database: Database, bell: Bell) -> None:
    await _add(database, 1, 2, 3)
    trial = Trial(database, _nothing)
    await _worker(database, bell, trial).work(MAIL)
    assert trial.done == [1, 2, 3]
    assert await _claim(database) is None


async def test_two_workers_never_do_the_same_job(database: Database, bell: Bell) -> None:
    await _add(database, *range(30))

    async def pause(claim: Claim) -> None:
        await asyncio.sleep(0)

    one, other = Trial(database, pause), Trial(database, pause)
    await asyncio.gather(_worker(database, bell, one).work(MAIL), _worker(database, bell, other).work(MAIL))
    assert sorted(map(int, map(str, one.done + other.done))) == list(range(30))


async def test_a_claimed_job_is_nobody_elses_until_the_lease_ends(database: Database) -> None:
    await _add(database, 1)
    first = await _claim(database)
    assert first is not None
    assert await _claim(database) is None
    async with database.writing() as session:
        await session.execute(update(Job).values(due_at=clock.now() - timedelta(seconds=1)))
    second = await _claim(database)
    assert second is not None
    assert (second.id, second.attempts, second.fence) == (first.id, 2, first.fence + 1)
    assert second.name == first.name


@pytest.mark.parametrize("change", ["hold", "finish", "give_back", "fail"])
async def test_who_lost_the_lease_changes_nothing(database: Database, change: str) -> None:
    await _add(database, 1)
    late = await _claim(database)
    await _make_due(database)
    current = await _claim(database)
    assert late is not None
    assert current is not None
    with pytest.raises(ClaimLostError):
        await _change(database, late, change)
    async with database.writing() as session:
        await outbox.finish(session, current)


async def test_holding_prolongs_the_lease(database: Database) -> None:
    await _add(database, 1)
    claim = await _claim(database)
    assert claim is not None
    await _make_due(database)
    async with database.writing() as session:
        await outbox.hold(session, claim)
    assert await _claim(database) is None


@pytest.mark.expects_log("taken it over")
async def test_a_worker_that_wakes_up_late_leaves_the_job_to_the_other(database: Database, bell: Bell) -> None:
    await _add(database, 1)

    async def sleep_too_long(claim: Claim) -> None:
        await _make_due(database)
        await _claim(database)

    trial = Trial(database, sleep_too_long)
    await _worker(database, bell, trial).work(MAIL)
    assert trial.done == []
    assert (await _row(database)).attempts == 2


@pytest.mark.expects_log("try [12]: not now; again later")
@pytest.mark.expects_log("given up after try 3: not now")
async def test_each_try_waits_longer_until_the_last(database: Database, bell: Bell) -> None:
    await _add(database, 1)

    async def not_now(claim: Claim) -> None:
        raise TryLaterError("not now")

    trial = Trial(database, not_now)
    worker = _worker(database, bell, trial)
    for attempts, least_s, most_s in ((1, 4, 6), (2, 12, 18)):
        await worker.work(MAIL)
        row = await _row(database)
        assert (row.attempts, row.state) == (attempts, "waiting")
        assert timedelta(seconds=least_s - 1) < row.due_at - clock.now() <= timedelta(seconds=most_s)
        assert trial.given_up == []
        await _make_due(database)
    await worker.work(MAIL)
    row = await _row(database)
    assert (row.state, row.error, row.payload, trial.given_up) == ("failed", "not now", "{}", [1])
    await _make_due(database)
    assert await _claim(database) is None


@pytest.mark.expects_log("given up after try 1: never")
async def test_what_can_never_work_is_not_tried_again(database: Database, bell: Bell) -> None:
    await _add(database, 1)

    async def never(claim: Claim) -> None:
        raise CannotEverError("never")

    trial = Trial(database, never)
    await _worker(database, bell, trial).work(MAIL)
    assert trial.given_up == [1]


@pytest.mark.expects_log("given up after try 4: it ended the worker each time")
async def test_a_job_that_kills_each_worker_is_given_up(database: Database, bell: Bell) -> None:
    await _add(database, 1)
    for _ in range(_KIND.tries):
        assert await _claim(database) is not None
        await _make_due(database)
    trial = Trial(database, _nothing)
    await _worker(database, bell, trial).work(MAIL)
    assert (trial.done, trial.given_up) == ([], [1])


async def test_an_error_that_nobody_expected_keeps_the_job(database: Database, bell: Bell) -> None:
    await _add(database, 1)

    async def fail(claim: Claim) -> None:
        if claim.attempts == 1:
            raise ArithmeticError

    trial = Trial(database, fail)
    worker = _worker(database, bell, trial)
    with pytest.raises(ArithmeticError):
        await worker.work(MAIL)
    await _make_due(database)
    await worker.work(MAIL)
    assert trial.done == [1]


async def test_a_stopped_worker_gives_back_what_it_has_begun(database: Database, bell: Bell) -> None:
    await _add(database, 1, 2)
    worker = Worker(database, bell)

    async def stop(claim: Claim) -> None:
        worker.stop()
        worker.go_on()

    trial = Trial(database, stop)
    worker.learn(trial)
    await worker.work(MAIL)
    assert trial.done == []
    claim = await _claim(database)
    assert claim is not None
    assert claim.attempts == 1


async def test_a_ring_while_working_is_not_lost(database: Database, bell: Bell) -> None:
    await _add(database, 1)
    trial = Trial(database, _nothing)
    worker = _worker(database, bell, trial)
    asked_again = []

    async def ring(claim: Claim) -> None:
        if claim.payload["n"] == 1:
            await _add(database, 2)
            await worker.work(MAIL)
            asked_again.append(True)

    trial.step = ring
    await worker.work(MAIL)
    assert (trial.done, asked_again) == ([1, 2], [True])
