"""The loop keeps time, forgets cancelled calls and lets Qt work in between."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from microblog_desktop.system.event_loop import ClientEventLoop


def run(qapp: QApplication, main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    qapp.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: ClientEventLoop(qapp)) as runner:
        runner.run(main())


@pytest.mark.parametrize("delay_s", [0.0, 0.001, 0.05, 0.2])
def test_sleep_never_returns_early(qapp: QApplication, delay_s: float) -> None:
    async def main() -> None:
        begun = time.monotonic()
        await asyncio.sleep(delay_s)
        assert time.monotonic() - begun >= delay_s

    run(qapp, main)


def test_calls_run_in_order(qapp: QApplication) -> None:
    async def main() -> None:
        seen: list[int] = []
        loop = asyncio.get_running_loop()
        for number in range(100):
            loop.call_soon(seen.append, number)
        await asyncio.sleep(0.01)
        assert seen == list(range(100))

    run(qapp, main)


def test_later_calls_run_by_their_time(qapp: QApplication) -> None:
    async def main() -> None:
        seen: list[str] = []
        loop = asyncio.get_running_loop()
        loop.call_later(0.03, seen.append, "last")
        loop.call_later(0.01, seen.append, "first")
        await asyncio.sleep(0.06)
        assert seen == ["first", "last"]

    run(qapp, main)


def test_cancelled_calls_are_forgotten(qapp: QApplication) -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, ClientEventLoop)
        for _ in range(10_000):
            loop.call_later(3600, print).cancel()
        assert len(loop._calls._later) < 10

    run(qapp, main)


def test_qt_events_run_between_calls_that_never_end(qapp: QApplication) -> None:
    async def main() -> None:
        fired = asyncio.Event()
        QTimer.singleShot(5, fired.set)
        async with asyncio.timeout(5):
            while not fired.is_set():
                await asyncio.sleep(0)

    run(qapp, main)


def test_threads_and_sockets_come_back_to_the_loop(qapp: QApplication) -> None:
    async def main() -> None:
        assert await asyncio.to_thread(lambda: 42) == 42
        server = await asyncio.start_server(lambda r, w: w.close(), "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
        assert await reader.read() == b""
        writer.close()
        await writer.wait_closed()
        server.close()
        await server.wait_closed()

    run(qapp, main)


def test_a_failing_call_does_not_stop_the_loop(qapp: QApplication) -> None:
    async def main() -> None:
        reported: list[object] = []
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: reported.append(context["exception"]))
        loop.call_soon(lambda: 1 / 0)
        await asyncio.sleep(0.01)
        assert [type(error) for error in reported] == [ZeroDivisionError]

    run(qapp, main)


def test_no_task_takes_a_step_while_the_loop_does_not_run(qapp: QApplication) -> None:
    qapp.setQuitOnLastWindowClosed(False)
    steps: list[bool] = []

    async def walk() -> None:
        while True:
            steps.append(asyncio.get_running_loop().is_running())
            await asyncio.sleep(0)

    async def begin() -> None:
        tasks.append(asyncio.get_running_loop().create_task(walk()))
        await asyncio.sleep(0.01)

    tasks: list[asyncio.Task[None]] = []
    with asyncio.Runner(loop_factory=lambda: ClientEventLoop(qapp)) as runner:
        runner.run(begin())
        before = len(steps)
        for _ in range(10):
            qapp.processEvents()
        assert len(steps) == before
        runner.run(asyncio.sleep(0.01))
        assert len(steps) > before


def test_a_generator_that_nobody_reads_to_its_end_cleans_up(qapp: QApplication) -> None:
    ended: list[bool] = []

    async def numbers() -> AsyncIterator[int]:
        try:
            yield 1
            yield 2
        finally:
            await asyncio.sleep(0)
            ended.append(True)

    async def main() -> None:
        async for _ in numbers():
            break
        await asyncio.sleep(0.05)
        assert ended == [True]

    run(qapp, main)
