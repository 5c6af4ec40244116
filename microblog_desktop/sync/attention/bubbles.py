"""Carry bubbles to the system, one after the other; a system that shows none, or is slow, holds up nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from microblog_desktop.domain.attention import Bubble
from microblog_desktop.domain.problem import Problem
from microblog_desktop.sync.attention.desktop_bubbles import BubbleError
from microblog_desktop.sync.timing import Bell, CallLater, loop_call_later

log = logging.getLogger(__name__)

_MOST_WAITING = 50


class ShowsBubbles(Protocol):
    """`DesktopBubbles`."""

    async def show(self, bubble: Bubble) -> None: ...

    async def withdraw(self, key: str) -> None: ...

    async def close(self) -> None: ...


class BubbleSync:
    """What is asked for while the system is at something else waits; of one bubble only the last word counts."""

    def __init__(
        self,
        screen: ShowsBubbles,
        tell: Callable[[Problem | None], None],
        call_later: CallLater = loop_call_later,
    ) -> None:
        """`tell` hears how each showing ended."""
        self._screen = screen
        self._tell = tell
        self._waiting: dict[str, Bubble | None] = {}
        self._bell = Bell(call_later)
        self._has_failed = False

    def show(self, bubble: Bubble) -> None:
        self._put(bubble.key, bubble)

    def withdraw(self, key: str) -> None:
        self._put(key, None)

    async def run(self) -> None:
        """A worker, runs until it is cancelled."""
        while True:
            await self._bell.wait()
            while self._waiting:
                key = next(iter(self._waiting))
                await self._do(key, self._waiting.pop(key))

    async def close(self) -> None:
        """Take back what is shown; the worker must have ended."""
        self._waiting.clear()
        await self._screen.close()

    def _put(self, key: str, bubble: Bubble | None) -> None:
        self._waiting.pop(key, None)
        self._waiting[key] = bubble
        # The system does not answer, and what is old by then is of no use to anybody.
        while len(self._waiting) > _MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        self._bell.ring()

    async def _do(self, key: str, bubble: Bubble | None) -> None:
        try:
            if bubble is None:
                await self._screen.withdraw(key)
                return
            await self._screen.show(bubble)
        except BubbleError as error:
            # Once is enough: on some systems it is never different.
            log.log(logging.DEBUG if self._has_failed else logging.INFO, "no bubble: %s", error)
            self._has_failed = True
            self._tell(error.problem)
        else:
            self._has_failed = False
            self._tell(None)
