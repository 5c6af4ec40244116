"""Own every task of the client."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from types import TracebackType
from typing import Self

log = logging.getLogger(__name__)

Worker = Callable[[], Awaitable[None]]
RESTART_AFTER_S = 5.0


class Running:
    """A worker that was started."""

    def __init__(self, task: asyncio.Task[None]) -> None:
        self._task = task

    def cancel(self) -> None:
        self._task.cancel()

    async def stop(self) -> None:
        """Cancel, and return when the worker has ended."""
        self._task.cancel()
        await asyncio.wait({self._task})


class Supervisor:
    """Keep workers running until the client quits.

    A worker handles the failures of the world itself. Whatever else it raises
    is a bug: it is logged, reported the first time, and the worker starts again
    later.
    """

    def __init__(
        self,
        report: Callable[[Exception], None],
        restart_after_s: float = RESTART_AFTER_S,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._report = report
        self._restart_after_s = restart_after_s
        self._sleep = sleep
        self._group = asyncio.TaskGroup()
        self._tasks: set[asyncio.Task[None]] = set()
        self._reported: set[tuple[str, type[Exception], str]] = set()

    async def __aenter__(self) -> Self:
        await self._group.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in tuple(self._tasks):
            task.cancel()
        await self._group.__aexit__(kind, error, trace)

    @property
    def workers(self) -> frozenset[str]:
        """The names of those that run now."""
        return frozenset(task.get_name() for task in self._tasks)

    def keep_running(self, name: str, worker: Worker) -> Running:
        """Run until it returns; start it again after a bug."""
        return self._start(name, self._again_and_again(name, worker))

    def run_once(self, name: str, worker: Worker) -> Running:
        """Run to the end; after a bug, that was it."""
        return self._start(name, self._once(name, worker))

    def _start(self, name: str, run: Coroutine[None, None, None]) -> Running:
        task = self._group.create_task(run, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return Running(task)

    async def _again_and_again(self, name: str, worker: Worker) -> None:
        while not await self._came_to_its_end(name, worker):
            await self._sleep(self._restart_after_s)

    async def _once(self, name: str, worker: Worker) -> None:
        await self._came_to_its_end(name, worker)

    async def _came_to_its_end(self, name: str, worker: Worker) -> bool:
        """Run a worker; False after a bug."""
        try:
            await worker()
        except Exception as bug:
            log.exception("%s failed", name)
            known = (name, type(bug), str(bug))
            if known not in self._reported:
                self._reported.add(known)
                self._report(bug)
            return False
        return True
