"""asyncio on Qt's event loop, with timers that keep time.

WORKAROUND(qasync: coarse timers): qasync starts one coarse Qt timer for each
call, so `sleep(1)` returns after 0.95 s, and a cancelled call keeps its timer
until it expires. Here one precise timer serves a queue of ready calls and a
heap of later ones; cancelled calls leave the heap.

WORKAROUND(qasync: asynchronous generators): qasync leaves those that nobody
reads to their end to the collector, which cannot wait for their clean-up; an
answer that was too long then never gave its connection back. asyncio's own
hooks are set here.
"""

from __future__ import annotations

import asyncio
import heapq
import sys
import time
from collections import deque
from collections.abc import Callable
from contextvars import Context
from typing import Any

import qasync
from PySide6.QtCore import QObject, Qt, QTimerEvent
from PySide6.QtWidgets import QApplication

_LONGEST_TIMER_MS = 24 * 60 * 60 * 1000


class ClientEventLoop(qasync.QEventLoop):  # type: ignore[misc]
    """The loop that the client and its tests run on."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._calls = _Calls(self.is_running)

    def run_forever(self) -> None:
        self._calls.resume()
        before = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(firstiter=self._asyncgen_firstiter_hook, finalizer=self._asyncgen_finalizer_hook)
        try:
            super().run_forever()
        finally:
            sys.set_asyncgen_hooks(*before)

    def call_soon(
        self, callback: Callable[..., object], *args: object, context: Context | None = None
    ) -> asyncio.Handle:
        self._check_closed()
        handle = asyncio.Handle(callback, args, self, context)
        self._calls.add_ready(handle)
        return handle

    def call_later(
        self, delay: float, callback: Callable[..., object], *args: object, context: Context | None = None
    ) -> asyncio.TimerHandle:
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[..., object], *args: object, context: Context | None = None
    ) -> asyncio.TimerHandle:
        self._check_closed()
        handle = asyncio.TimerHandle(when, callback, args, self, context)
        self._calls.add_later(handle)
        return handle

    def close(self) -> None:
        super().close()
        self._calls.stop()

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        """asyncio calls this when a `TimerHandle` of ours is cancelled."""
        self._calls.drop_cancelled()

    def _add_callback(self, handle: asyncio.Handle, delay: float = 0) -> asyncio.Handle:
        """qasync's readers and signals end up here."""
        self._calls.add_ready(handle)
        return handle


class _Calls(QObject):
    """Calls that are ready, calls that are due later, and the one timer for both."""

    def __init__(self, is_running: Callable[[], bool]) -> None:
        super().__init__()
        self._is_running = is_running
        self._ready: deque[asyncio.Handle] = deque()
        self._later: list[tuple[float, int, asyncio.TimerHandle]] = []
        self._count = 0
        self._cancelled = 0
        self._timer_id = 0
        self._timer_due = 0.0

    def add_ready(self, handle: asyncio.Handle) -> None:
        self._ready.append(handle)
        self._arm(0.0)

    def add_later(self, handle: asyncio.TimerHandle) -> None:
        self._count += 1
        heapq.heappush(self._later, (handle.when(), self._count, handle))
        self._arm(self._later[0][0])

    def drop_cancelled(self) -> None:
        """Forget cancelled calls once they are more than half of the heap."""
        self._cancelled += 1
        if self._cancelled * 2 > len(self._later):
            self._later = [entry for entry in self._later if not entry[2].cancelled()]
            heapq.heapify(self._later)
            self._cancelled = 0

    def resume(self) -> None:
        """The loop is about to run: what was held back comes first."""
        if self._ready or self._later:
            self._arm(0.0)

    def stop(self) -> None:
        self._disarm()
        self._ready.clear()
        self._later.clear()

    def _arm(self, due: float) -> None:
        """Wake up at `due`, a time of `time.monotonic`, unless something wakes us before."""
        if self._timer_id and self._timer_due <= due:
            return
        self._disarm()
        # Round up: a call never comes before its time.
        wait_ms = 0 if due == 0.0 else max(0, int((due - time.monotonic()) * 1000) + 1)
        self._timer_due = due
        self._timer_id = self.startTimer(min(wait_ms, _LONGEST_TIMER_MS), Qt.TimerType.PreciseTimer)

    def _disarm(self) -> None:
        if self._timer_id:
            self.killTimer(self._timer_id)
            self._timer_id = 0

    def timerEvent(self, event: QTimerEvent) -> None:
        self._disarm()
        if not self._is_running():
            # Somebody else turns Qt's events (before the loop runs, or after): no task may take a step there.
            return
        now = time.monotonic()
        while self._later and self._later[0][0] <= now:
            self._ready.append(heapq.heappop(self._later)[2])
        # Only what is ready now: a call made by a call waits for the next turn, so Qt's events get theirs.
        for _ in range(len(self._ready)):
            handle: Any = self._ready.popleft()
            if not handle.cancelled():
                handle._run()
        if self._ready:
            self._arm(0.0)
        elif self._later:
            self._arm(self._later[0][0])
