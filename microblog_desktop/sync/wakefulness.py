"""Notice that the computer slept, or that somebody set its clock: both make what we planned wrong."""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.domain.clock import Clock
from microblog_desktop.sync.timing import Bell, CallLater

_LOOK_EVERY_S = 5.0
_JUMP_S = 30.0


async def watch_for_sleep(on_wake: Callable[[], None], clock: Clock, call_later: CallLater) -> None:
    """Call back after each jump; a worker, runs until it is cancelled."""
    bell = Bell(call_later)
    while True:
        before = clock()
        await bell.wait(_LOOK_EVERY_S)
        # Asleep, either our timers stand still while the clock goes on, or this one comes late.
        if abs((clock() - before).total_seconds() - _LOOK_EVERY_S) > _JUMP_S:
            on_wake()
