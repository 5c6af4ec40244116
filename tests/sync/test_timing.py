from __future__ import annotations

import asyncio
import random

import pytest

from microblog_desktop.sync.timing import Bell, back_off_s, spread_s
from tests.fakes.clock import FakeClock


async def test_a_ring_before_the_wait_is_not_lost_and_several_are_one(clock: FakeClock) -> None:
    bell = Bell(clock.call_later)
    bell.ring()
    bell.ring()
    await bell.wait()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await bell.wait()


async def test_a_wait_ends_at_its_time_and_leaves_no_timer(clock: FakeClock) -> None:
    bell = Bell(clock.call_later)
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(bell.wait(10))
        await asyncio.sleep(0)
        clock.advance(seconds=9)
        await asyncio.sleep(0)
        assert not waiting.done()
        clock.advance(seconds=1)
    assert clock.next_timer_s is None
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(bell.wait(10))
        await asyncio.sleep(0)
        bell.ring()
    assert clock.next_timer_s is None


def test_back_off_doubles_with_jitter_up_to_five_minutes() -> None:
    dice = random.Random(1)
    for tries in range(60):
        ceiling = min(2.0 * 2**tries, 300.0)
        assert ceiling / 2 <= back_off_s(tries, dice) <= ceiling


def test_what_the_server_asks_for_is_obeyed_within_reason() -> None:
    dice = random.Random(1)
    assert back_off_s(0, dice, 40.0) == 40.0
    assert back_off_s(10, dice, 1.0) >= 150.0
    assert back_off_s(0, dice, 1e9) == 3600.0


def test_a_wait_for_everybody_is_never_shorter_and_not_the_same_for_all() -> None:
    dice = random.Random(1)
    waits = [spread_s(4.0, dice) for _ in range(100)]
    assert 4.0 <= min(waits) < 4.1
    assert 5.9 < max(waits) <= 6.0
