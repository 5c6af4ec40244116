"""Blocking calls in threads that the end of the program does not wait for."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")


async def in_daemon_thread(call: Callable[[], T]) -> T:
    """Run a blocking call elsewhere; what it raises is raised here.

    `asyncio.to_thread` uses threads that are joined at exit: a keyring that
    waits for a password nobody types would keep the program from ending.
    """
    return await begin_in_daemon_thread(call)


def begin_in_daemon_thread(call: Callable[[], T]) -> asyncio.Future[T]:
    """The same for somebody who may stop waiting, and come back to what became of it."""
    outcome = _Outcome[T](asyncio.get_running_loop())
    threading.Thread(target=functools.partial(outcome.run, call), name="blocking call", daemon=True).start()
    return outcome.future


class _Outcome(Generic[T]):
    """Carries the end of a call, a result or what it raised, from its thread to the loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._results: list[T] = []
        self._error: BaseException | None = None
        self.future: asyncio.Future[T] = loop.create_future()

    def run(self, call: Callable[[], T]) -> None:
        with self:
            self._results.append(call())
        # The loop may be closed by now: then nobody waits any more.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._end)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Keep what was raised: it is raised again where somebody waits for it."""
        self._error = error
        return True

    def _end(self) -> None:
        if self.future.done():
            return
        if self._error is not None:
            self.future.set_exception(self._error)
        else:
            self.future.set_result(self._results[0])
