from __future__ import annotations

import asyncio

import pytest

from microblog_desktop.sync.supervisor import Supervisor


async def no_pause(seconds: float) -> None:
    await asyncio.sleep(0)


@pytest.mark.expects_log("reader failed")
async def test_a_worker_with_a_bug_starts_again_and_is_reported_once() -> None:
    bugs: list[Exception] = []
    starts: list[int] = []

    async def reader() -> None:
        starts.append(1)
        if len(starts) < 4:
            raise ValueError("the same bug")

    async with Supervisor(bugs.append, sleep=no_pause) as supervisor:
        supervisor.keep_running("reader", reader)
        while supervisor.workers:
            await asyncio.sleep(0)
    assert len(starts) == 4
    assert len(bugs) == 1


@pytest.mark.expects_log("errand failed")
async def test_an_errand_with_a_bug_is_not_repeated() -> None:
    bugs: list[Exception] = []

    async def errand() -> None:
        raise ValueError("bug")

    async with Supervisor(bugs.append, sleep=no_pause) as supervisor:
        supervisor.run_once("errand", errand)
        while supervisor.workers:
            await asyncio.sleep(0)
    assert len(bugs) == 1


async def test_everything_ends_when_it_is_left() -> None:
    ended: list[str] = []

    async def forever() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("one")

    async with Supervisor(lambda bug: None) as supervisor:
        supervisor.keep_running("one", forever)
        supervisor.keep_running("another", forever)
        await asyncio.sleep(0)
    assert ended == ["one", "one"]
    assert supervisor.workers == frozenset()


async def test_one_worker_can_be_stopped_alone() -> None:
    async def forever() -> None:
        await asyncio.Event().wait()

    async with Supervisor(lambda bug: None) as supervisor:
        one = supervisor.keep_running("one", forever)
        supervisor.keep_running("another", forever)
        await one.stop()
        await one.stop()
        assert supervisor.workers == {"another"}


async def test_a_worker_stopped_before_it_began_leaves_nothing() -> None:
    async def never() -> None:
        raise AssertionError("it ran")

    async with Supervisor(lambda bug: None) as supervisor:
        await supervisor.run_once("never", never).stop()
        assert supervisor.workers == frozenset()
