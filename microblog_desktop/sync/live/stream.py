"""Hold the server's stream of events, whatever becomes of connections."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import aclosing
from datetime import datetime, timedelta

from microblog_desktop.api.errors import ApiError, Refused, SignedOut
from microblog_desktop.api.server import Server
from microblog_desktop.domain.event import LiveEvent, LiveEventKind
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.sync.link import Link
from microblog_desktop.sync.live.pace import LivePace

log = logging.getLogger(__name__)

ACTIVITY = "stream"
"""Busy as long as the stream is up."""

_RETRY_S = 3.0
_SHORTEST_RETRY_S = 1.0
_LONGEST_RETRY_S = 300.0
# A stream that lasted so long was none of those that end as soon as they begin.
_PROVEN_AFTER_S = 30.0


class LiveSync:
    """The stream of one account. It reads nothing itself: it tells `on_event`, and others read."""

    def __init__(
        self,
        link: Link,
        store: AccountStore,
        pace: LivePace,
        on_event: Callable[[LiveEvent], None],
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        """`is_wanted` tells whether to hold one at all; call `drop` when it says otherwise than before."""
        self._is_wanted = is_wanted
        self._link = link
        self._store = store
        self._pace = pace
        self._on_event = on_event
        self._bell = link.bell()
        self._held: Server | None = None
        self._grip: asyncio.Timeout | None = None
        self._last_id: str | None = None
        self._retry_s = _RETRY_S
        self._tries = 0
        self._opened_at: datetime | None = None
        self._next_try: datetime = link.now()
        self._not_before: datetime = link.now()

    def drop(self) -> None:
        """Begin anew at once, however well the connection looks: it may be dead (sleep, another network)."""
        if self._grip is not None and not self._grip.expired():
            self._grip.reschedule(asyncio.get_running_loop().time())
        self._next_try = self._link.now()
        self._bell.ring()

    async def run(self) -> None:
        """A worker, runs until it is cancelled."""
        unsubscribe = self._store.feed.subscribe(self._on_change)
        try:
            while True:
                server = self._link.server
                if server is None or not self._is_wanted():
                    await self._bell.wait()
                    continue
                wait_s = (max(self._next_try, self._not_before) - self._link.now()).total_seconds()
                if wait_s > 0:
                    await self._bell.wait(wait_s)
                else:
                    await self._hold(server)
        finally:
            unsubscribe()

    async def _hold(self, server: Server) -> None:
        """Until the stream ends, for whatever reason; says when to try again."""
        problem: Problem | None = None
        self._held = server
        try:
            async with asyncio.timeout(None) as self._grip, aclosing(server.events(self._last_id)) as events:
                async for event in events:
                    self._take(event)
        except TimeoutError:
            log.info("the stream of account %s was let go", self._link.account.id)
        except ApiError as error:
            problem = self._note(error)
            self._plan(problem)
        else:
            self._plan(None)
        finally:
            self._held = self._grip = None
            self._end(problem)

    def _take(self, event: LiveEvent) -> None:
        if event.kind is LiveEventKind.OPENED:
            self._opened_at = self._link.now()
            self._store.status.begin(ACTIVITY)
            self._pace.stream_opened()
        self._last_id = event.id or None
        if event.retry_s is not None:
            self._retry_s = min(max(event.retry_s, _SHORTEST_RETRY_S), _LONGEST_RETRY_S)
        if event.kind is not LiveEventKind.PLACE:
            self._on_event(event)

    def _note(self, error: ApiError) -> Problem:
        log.info("the stream of account %s: %s", self._link.account.id, error)
        if isinstance(error, Refused) and not isinstance(error, SignedOut):
            # Perhaps it is only the place that the server cannot make anything of.
            self._last_id = None
        return self._link.note(error)

    def _plan(self, problem: Problem | None) -> None:
        now = self._link.now()
        if self._opened_at is not None and (now - self._opened_at).total_seconds() >= _PROVEN_AFTER_S:
            self._tries = 0
        wait_s = self._link.spread_s(self._retry_s)
        if self._tries:
            wait_s = max(wait_s, self._link.back_off_s(self._tries - 1))
        self._tries += 1
        self._next_try = now + timedelta(seconds=wait_s)
        if problem is not None and problem.retry_after_s is not None:
            self._not_before = now + timedelta(seconds=problem.retry_after_s)

    def _end(self, problem: Problem | None) -> None:
        self._opened_at = None
        self._pace.stream_ended()
        self._store.status.fail(ACTIVITY, problem or Problem(ProblemKind.UNREACHABLE, may_retry=True))

    def _on_change(self, changes: ChangeSet) -> None:
        """Gone offline, signed out, or signed in anew: this is not the stream any more."""
        if changes.status & {"network", "session"} and self._link.server is not self._held:
            self.drop()
