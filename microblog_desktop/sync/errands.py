"""What somebody asked for: each thing once, one after the other; the status board tells how it went."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from microblog_desktop.api.errors import ApiError
from microblog_desktop.api.server import Server
from microblog_desktop.domain.problem import Problem
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.status import StatusBoard
from microblog_desktop.sync.link import Link

Errand = Callable[[Server], Awaitable[None]]
"""Asks the server and writes down what it answers; raises `ApiError` or `StoreError`."""


class Errands:
    """A worker for wishes of one kind. Asked for again while it waits, a thing is still done once."""

    def __init__(self, link: Link, status: StatusBoard) -> None:
        self._link = link
        self._status = status
        self._bell = link.bell()
        self._waiting: dict[str, Errand] = {}

    def ask(self, name: str, errand: Errand) -> None:
        """Do it as soon as may be; the activity `name` tells how it ends. Without a network it fails at once."""
        self._waiting[name] = errand
        self._status.begin(name)
        self._bell.ring()

    async def run(self) -> None:
        """A worker, runs until it is cancelled."""
        while True:
            server = self._link.server
            if server is None:
                self._decline(self._link.why_not())
                await self._bell.wait()
            elif self._waiting:
                name = next(iter(self._waiting))
                await self._do(name, self._waiting.pop(name), server)
            else:
                await self._bell.wait()

    def _decline(self, problem: Problem | None) -> None:
        """Nobody waits for what cannot be had; what cannot be known yet waits."""
        if problem is None:
            return
        waiting, self._waiting = self._waiting, {}
        for name in waiting:
            self._status.fail(name, problem)

    async def _do(self, name: str, errand: Errand, server: Server) -> None:
        try:
            await errand(server)
        except (ApiError, StoreError) as error:
            self._status.fail(name, self._link.note(error))
        else:
            self._status.succeed(name)
