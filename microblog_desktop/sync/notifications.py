"""What happened to the person: brought up to date, and what was seen is told to the server."""

from __future__ import annotations

from collections.abc import Awaitable

from microblog_desktop.api.errors import ApiError, Refused, SignedOut
from microblog_desktop.api.server import Server
from microblog_desktop.domain.ids import NotificationKey
from microblog_desktop.domain.problem import Problem
from microblog_desktop.store.account.unread import NOTIFICATIONS
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.errors import StoreError
from microblog_desktop.sync.link import Link
from microblog_desktop.sync.live.pace import Looks, Pace

OLDER = f"older-{NOTIFICATIONS}"


class NotificationSync:
    """One request at a time. The newest page and the count are one transaction, so that they agree on screen."""

    def __init__(self, link: Link, store: AccountStore, pace: Pace) -> None:
        self._link = link
        self._store = store
        self._bell = link.bell()
        self._looks = Looks(link, pace)
        self._is_asked = False
        self._is_rung = False
        self._wants_older = False
        self._gaps: dict[NotificationKey, None] = {}
        self._has_mark = True

    def refresh(self) -> None:
        """Ask for the newest now; the activity `notifications` tells how it ends."""
        self._is_asked = True
        self._bell.ring()

    def refresh_when_possible(self) -> None:
        """Like `refresh`, but being offline is no failure: it waits for the network."""
        self._looks.soon()
        self._bell.ring()

    def look(self) -> None:
        """Something has changed."""
        self._is_rung = True
        self._bell.ring()

    def load_older(self) -> None:
        """Ask for one page older than the oldest we have: the activity `older-notifications`."""
        self._wants_older = True
        self._bell.ring()

    def fill_gap(self, gap: NotificationKey) -> None:
        """Ask for what is missing next to the newer ones: the activity `notification-gap:<key>`."""
        self._gaps[gap] = None
        self._bell.ring()

    async def run(self) -> None:
        """A worker, runs until it is cancelled."""
        unsubscribe = self._store.feed.subscribe(self._on_change)
        try:
            while True:
                await self._step()
        finally:
            unsubscribe()

    def _on_change(self, changes: ChangeSet) -> None:
        if NOTIFICATIONS in changes.counts and self._store.notifications.unsent_mark() is not None:
            self._has_mark = True
            self._bell.ring()

    async def _step(self) -> None:
        server = self._link.server
        if server is None:
            self._decline(self._link.why_not())
            await self._bell.wait()
        elif self._has_mark:
            self._has_mark = False
            await self._tell_what_was_read(server)
        elif self._is_asked or self._is_rung or self._looks.is_due:
            await self._load_newest(server)
        elif self._wants_older:
            self._wants_older = False
            await self._do(OLDER, self._ask_for_older(server))
        elif self._gaps:
            gap = next(iter(self._gaps))
            del self._gaps[gap]
            await self._do(f"notification-gap:{gap}", self._ask_for_missing(server, gap))
        else:
            await self._bell.wait(self._looks.wait_s)

    async def _load_newest(self, server: Server) -> None:
        # A mark that could not be told before is told after this look.
        self._has_mark = self._looks.is_due and self._store.notifications.unsent_mark() is not None
        self._is_asked = self._is_rung = False
        problem = await self._do(NOTIFICATIONS, self._ask_for_newest(server))
        if problem is None:
            self._looks.done()
        else:
            self._looks.failed(problem)

    async def _ask_for_newest(self, server: Server) -> None:
        page = await server.notifications()
        counts = await server.counts()
        with self._store.transaction():
            self._store.notifications.merge_newest(page)
            self._store.notifications.set_server_count(counts.notifications)

    async def _ask_for_older(self, server: Server) -> None:
        edge = self._store.notifications.oldest_edge()
        if edge is not None:
            page = await server.notifications(before=edge.cursor)
            with self._store.transaction():
                self._store.notifications.merge_before(page, edge)

    async def _ask_for_missing(self, server: Server, gap: NotificationKey) -> None:
        edges = self._store.notifications.gap_edges(gap)
        if edges is not None:
            page = await server.notifications(before=edges.top.cursor)
            with self._store.transaction():
                self._store.notifications.merge_before(page, edges.top)

    async def _tell_what_was_read(self, server: Server) -> None:
        mark = self._store.notifications.unsent_mark()
        if mark is None:
            return
        try:
            await server.mark_notifications_read(mark)
        except Refused as error:
            if isinstance(error, SignedOut):
                self._link.note(error)
                return
            # It is gone; those before it are told with the next one that is seen.
        except ApiError as error:
            self._looks.failed(self._link.note(error))
            return
        try:
            with self._store.transaction():
                self._store.notifications.mark_sent(mark)
        except StoreError as error:
            # It is told again with the next look, which does no harm.
            self._store.status.notice(error.problem)
            self._looks.failed(error.problem)

    async def _do(self, name: str, request: Awaitable[None]) -> Problem | None:
        self._store.status.begin(name)
        try:
            await request
        except (ApiError, StoreError) as error:
            problem = self._link.note(error)
            self._store.status.fail(name, problem)
            return problem
        self._store.status.succeed(name)
        return None

    def _decline(self, problem: Problem | None) -> None:
        """What somebody asked for cannot be had now: say so. The newest come by themselves later."""
        if problem is None:
            return
        names = [f"notification-gap:{gap}" for gap in self._gaps]
        names += [NOTIFICATIONS] if self._is_asked else []
        names += [OLDER] if self._wants_older else []
        if self._is_asked or self._is_rung:
            self._looks.soon()
        self._is_asked = self._is_rung = self._wants_older = False
        self._gaps.clear()
        for name in names:
            self._store.status.fail(name, problem)
