"""Online or not, as requests learn it; and a look now and then while we are not."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable

from microblog_desktop.api.errors import ApiError, NotOffered, NotSent
from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.status import NetworkState, StatusBoard
from microblog_desktop.sync.timing import Bell, CallLater, back_off_s

_LONGEST_PROBE_S = 60.0
# What a person can put right; anything else that keeps requests from leaving is "offline".
_TOLD = {ProblemKind.PROXY, ProblemKind.PROXY_SIGN_IN}


class Connectivity:
    """The line to one server: the transport asks whether it is open and tells what became of each request."""

    def __init__(self, status: StatusBoard, clock: Clock, dice: random.Random, call_later: CallLater) -> None:
        self._status = status
        self._clock = clock
        self._dice = dice
        self._bell = Bell(call_later)
        self._on_return: list[Callable[[], None]] = []

    @property
    def is_open(self) -> bool:
        """Whether requests may leave at all."""
        return not self._status.network.works_offline_by_choice

    @property
    def is_online(self) -> bool:
        """Whether it is worth sending: requests may leave, and the last one arrived."""
        return self._status.network.is_usable

    def on_return(self, callback: Callable[[], None]) -> None:
        """Call back each time that `is_online` becomes true."""
        self._on_return.append(callback)

    def worked(self) -> None:
        self._change(is_online=True, by_choice=self._status.network.works_offline_by_choice)

    def failed(self, error: ApiError) -> None:
        """Only a request that could not even leave says that the network is gone."""
        if self.is_open and isinstance(error, NotSent) and not isinstance(error, NotOffered):
            self._change(
                is_online=False, by_choice=False, reason=error.problem if error.problem.kind in _TOLD else None
            )

    def go_offline(self) -> None:
        """Let no request leave, by the person's choice."""
        self._change(is_online=self._status.network.is_online, by_choice=True)

    def go_online(self) -> None:
        """Let requests leave again, and find out at once whether they arrive."""
        self._change(is_online=self._status.network.is_online, by_choice=False)
        self.hint()

    def hint(self) -> None:
        """Something happened that may have brought the network back: look now."""
        self._bell.ring()

    async def probe(self, ping: Callable[[], Awaitable[None]]) -> None:
        """Ask again and again while offline; a worker, runs until it is cancelled."""
        tries = 0
        while True:
            if not self._is_worth_a_look():
                tries = 0
                await self._bell.wait()
                continue
            await self._bell.wait(min(back_off_s(tries, self._dice), _LONGEST_PROBE_S))
            tries += 1
            if self._is_worth_a_look():
                await _ask(ping)

    def _is_worth_a_look(self) -> bool:
        network = self._status.network
        return not network.is_online and not network.works_offline_by_choice

    def _change(self, *, is_online: bool, by_choice: bool, reason: Problem | None = None) -> None:
        before, was_online = self._status.network, self.is_online
        if (before.is_online, before.works_offline_by_choice, before.reason) == (is_online, by_choice, reason):
            return
        is_as_before = (before.is_online, before.works_offline_by_choice) == (is_online, by_choice)
        since = before.since if is_as_before else self._clock()
        self._status.set_network(NetworkState(is_online, by_choice, since, reason))
        if is_as_before:
            return
        self._bell.ring()
        if self.is_online and not was_online:
            for callback in self._on_return:
                callback()


async def _ask(ping: Callable[[], Awaitable[None]]) -> None:
    try:
        await ping()
    except ApiError:
        # The transport has told the line already; there is nothing to add.
        return
