"""Index what was here before there was an index: a little at a time, beside all that the window does."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable

from microblog_desktop.store.account.search.index import SearchIndex
from microblog_desktop.store.errors import StoreError

log = logging.getLogger(__name__)

# A frame of the window has 16 ms; a slice takes at most a third of it, and as long a pause follows.
_SLICE_S = 0.005
_PAUSE_S = 0.01
_FIRST, _FEWEST, _MOST = 10, 1, 400
_AFTER_FAILURE_S = 60.0


class IndexBuilding:
    """What is done stays done whenever the program ends: each slice is a transaction."""

    def __init__(
        self,
        index: SearchIndex,
        sleep: Callable[[float], Awaitable[None]],
        stopwatch: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._index = index
        self._sleep = sleep
        self._stopwatch = stopwatch
        self._rows = _FIRST

    async def run(self) -> None:
        """A worker; it ends when all is indexed."""
        while not self._index.is_whole:
            try:
                began = self._stopwatch()
                self._index.build(self._rows)
                self._fit(self._stopwatch() - began)
            except StoreError as error:
                log.info("the index of the search waits: %s", error)
                await self._sleep(_AFTER_FAILURE_S)
            else:
                await self._sleep(_PAUSE_S)

    def _fit(self, took_s: float) -> None:
        """Take as many rows as fit: fewer at once where it took too long, more one step at a time."""
        if took_s > _SLICE_S:
            self._rows = max(_FEWEST, int(self._rows * _SLICE_S / took_s))
        elif took_s < _SLICE_S / 2:
            self._rows = min(_MOST, self._rows + 1 + self._rows // 8)
