"""Bubbles on their way to the system (sync/attention/bubbles.py)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from microblog_desktop.domain.attention import Bubble, Opens, Target
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.sync.attention.bubbles import BubbleSync
from microblog_desktop.sync.attention.desktop_bubbles import BubbleError
from tests.sync.conftest import until


class Screen:
    """The system: it shows, refuses, or takes its time."""

    def __init__(self) -> None:
        self.standing: dict[str, str] = {}
        self.fails = False
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()
        self.did: list[str] = []

    async def show(self, bubble: Bubble) -> None:
        self.did.append(f"show {bubble.key}")
        await self.may_go_on.wait()
        if self.fails:
            raise BubbleError("no daemon")
        self.standing[bubble.key] = bubble.body

    async def withdraw(self, key: str) -> None:
        self.did.append(f"withdraw {key}")
        self.standing.pop(key, None)

    async def close(self) -> None:
        self.standing.clear()


def bubble(key: str, body: str = "") -> Bubble:
    return Bubble(key, "John", body, Target(Opens.MESSAGES))


@asynccontextmanager
async def running(sync: BubbleSync) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as group:
        worker = group.create_task(sync.run())
        yield
        worker.cancel()


async def test_while_the_system_is_slow_only_the_last_word_counts() -> None:
    screen, told = Screen(), list[Problem | None]()
    sync = BubbleSync(screen, told.append)
    screen.may_go_on.clear()
    async with running(sync):
        sync.show(bubble("1", "one"))
        await until(lambda: screen.did == ["show 1"])
        for text in ("two", "three"):
            sync.show(bubble("1", text))
        sync.show(bubble("2", "gone"))
        sync.withdraw("2")
        screen.may_go_on.set()
        await until(lambda: screen.did[-1] == "withdraw 2")
    assert screen.did == ["show 1", "show 1", "withdraw 2"]
    assert screen.standing == {"1": "three"}
    assert told == [None, None]


async def test_a_flood_of_what_nobody_shows_does_not_grow() -> None:
    screen = Screen()
    sync = BubbleSync(screen, lambda _problem: None)
    for number in range(500):
        sync.show(bubble(str(number)))
    async with running(sync):
        await until(lambda: "499" in screen.standing)
    assert len(screen.did) == 50


async def test_a_desktop_that_shows_none_is_logged_once_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "microblog_desktop")
    screen, told = Screen(), list[Problem | None]()
    sync = BubbleSync(screen, told.append)
    screen.fails = True
    async with running(sync):
        for number in ("1", "2", "3"):
            sync.show(bubble(number))
        await until(lambda: len(told) == 3)
        screen.fails = False
        sync.show(bubble("4"))
        await until(lambda: len(told) == 4)
    assert [problem and problem.kind for problem in told] == [ProblemKind.NO_BUBBLES] * 3 + [None]
    assert [record.message for record in caplog.records if record.levelno >= logging.INFO] == ["no bubble: no daemon"]


async def test_at_the_end_nothing_stands_there() -> None:
    screen = Screen()
    sync = BubbleSync(screen, lambda _problem: None)
    async with running(sync):
        sync.show(bubble("1"))
        await until(lambda: screen.standing)
    await sync.close()
    assert screen.standing == {}
