"""Long work on the window's thread, in slices that no frame notices."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

# A frame of the window has 16 ms: a slice aims at a fourth of it, since now and then one takes three times as long.
SLICE_S = 0.004
PAUSE_S = 0.01
_FIRST, _MOST = 10, 200


class Slices:
    """Takes as many rows at once as fit: fewer where it took too long, more one step at a time."""

    def __init__(
        self, sleep: Callable[[float], Awaitable[None]], stopwatch: Callable[[], float] = time.perf_counter
    ) -> None:
        self._sleep = sleep
        self._stopwatch = stopwatch
        self.longest_s = 0.0

    async def run(self, step: Callable[[int], bool]) -> None:
        """Call `step` with how many rows it may take until it has no more."""
        rows, has_more = _FIRST, True
        while has_more:
            began = self._stopwatch()
            has_more = step(rows)
            took_s = self._stopwatch() - began
            self.longest_s = max(self.longest_s, took_s)
            if took_s > SLICE_S:
                rows = max(1, int(rows * SLICE_S / took_s))
            elif took_s < SLICE_S / 2:
                rows = min(_MOST, rows + 1 + rows // 8)
            await self._sleep(PAUSE_S)
