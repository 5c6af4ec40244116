"""Wishes that wait for whoever grants them.

The first window is there a third of a second before httpx and asyncio are.
Wishes of that time are kept in order, and told as soon as there is somebody
to tell. Nothing of sync is imported here: that is what the window waits for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

P = TypeVar("P")


class Wishes(Generic[P]):
    """Ask `P` now, or as soon as it is there."""

    def __init__(self) -> None:
        self._port: P | None = None
        self._waiting: list[Callable[[P], None]] = []

    def attach(self, port: P) -> None:
        """Tell `port` what was asked so far, and everything from now on."""
        self._port = port
        waiting, self._waiting = self._waiting, []
        for wish in waiting:
            wish(port)

    def _ask(self, wish: Callable[[P], None]) -> None:
        if self._port is None:
            self._waiting.append(wish)
        else:
            wish(self._port)
