"""Waiting: for a ring, for a moment, for a better time to try again."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import Protocol

LONGEST_BACK_OFF_S = 300.0
_LONGEST_OBEYED_S = 3600.0
_FIRST_BACK_OFF_S = 2.0


class Cancelable(Protocol):
    def cancel(self) -> None: ...


CallLater = Callable[[float, Callable[[], None]], Cancelable]


def loop_call_later(delay_s: float, callback: Callable[[], None]) -> Cancelable:
    """Call back on the running loop after a while."""
    return asyncio.get_running_loop().call_later(delay_s, callback)


class Bell:
    """Wakes one worker. A ring while nobody waits is kept for the next wait; several are one."""

    def __init__(self, call_later: CallLater = loop_call_later) -> None:
        self._call_later = call_later
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    async def wait(self, timeout_s: float | None = None) -> None:
        """Return when it is rung or time is up; timers may be early, so look at the clock again."""
        timer = None if timeout_s is None else self._call_later(max(timeout_s, 0.0), self._rung.set)
        try:
            await self._rung.wait()
        finally:
            if timer is not None:
                timer.cancel()
        self._rung.clear()


def back_off_s(tries: int, dice: random.Random, asked_s: float | None = None) -> float:
    """How long to wait after `tries` failures: doubling, with jitter, at least what the server asked for."""
    ceiling = min(_FIRST_BACK_OFF_S * float(1 << min(tries, 20)), LONGEST_BACK_OFF_S)
    own = ceiling * (0.5 + dice.random() / 2)
    return max(own, min(asked_s, _LONGEST_OBEYED_S)) if asked_s is not None else own


def spread_s(wait_s: float, dice: random.Random) -> float:
    """A wait that a server named for everybody: never shorter, up to half as long again."""
    return wait_s * (1 + dice.random() / 2)
