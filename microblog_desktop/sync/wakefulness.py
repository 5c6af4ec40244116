"""Notice that the computer slept: the clock on the wall went on, ours did not, or the timer came late."""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.domain.clock import Clock
from microblog_desktop.sync.timing import Bell, CallLater

_LOOK_EVERY_S = 5.0
_SLEPT_S = 30.0


async def watch_for_sleep(on_wake: Callable[[], None], clock: Clock, call_later: CallLater) -> None:
    """Call back after each gap; a worker, runs until it is cancelled."""
    bell = Bell(call_later)
    while True:
        before = clock()
        await bell.wait(_LOOK_EVERY_S)
        if (clock() - before).total_seconds() > _LOOK_EVERY_S + _SLEPT_S:
            on_wake()
