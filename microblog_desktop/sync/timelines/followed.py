"""Follow a timeline: bring it up to date by itself, older and whole when asked; one request at a time."""

from __future__ import annotations

from collections.abc import Awaitable

from microblog_desktop.api.errors import ApiError
from microblog_desktop.api.server import Server
from microblog_desktop.domain.ids import EntryKey, TimelineKey
from microblog_desktop.domain.posts.timeline import GapSide
from microblog_desktop.domain.problem import Problem
from microblog_desktop.domain.rules.merge import Edge
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.errors import StoreError
from microblog_desktop.sync.link import Link
from microblog_desktop.sync.live.pace import Looks, Pace
from microblog_desktop.sync.timelines.pages import TimelinePages


class TimelineSync:
    """One timeline of one account."""

    def __init__(self, timeline: TimelineKey, link: Link, store: AccountStore, pace: Pace) -> None:
        self._timeline = timeline
        self._link = link
        self._store = store
        self._pages = TimelinePages(store)
        self._bell = link.bell()
        self._looks = Looks(link, pace)
        self._is_asked = False
        self._is_rung = False
        self._again: list[tuple[int, Edge | None]] = []
        self._wants_older = False
        self._gaps: dict[EntryKey, GapSide] = {}

    def refresh(self) -> None:
        """Ask for the newest page now."""
        self._is_asked = True
        self._bell.ring()

    def refresh_when_possible(self) -> None:
        """Like `refresh`, but being offline is no failure: it waits for the network."""
        self._looks.soon()
        self._bell.ring()

    def load_newer(self) -> None:
        """Something is newer than all that we have: ask for that."""
        self._is_rung = True
        self._bell.ring()

    def read_again(self, pages: int) -> None:
        """What we have may be wrong anywhere: read so many pages from the top again, at most to the next gap."""
        self._again[:] = [(pages, None)]
        self._bell.ring()

    def load_older(self) -> None:
        """Ask for one page older than the oldest we have."""
        self._wants_older = True
        self._bell.ring()

    def fill_gap(self, gap: EntryKey, side: GapSide) -> None:
        """Ask for one page of what is missing in a gap."""
        self._gaps[gap] = side
        self._bell.ring()

    async def run(self) -> None:
        """A worker, runs until it is cancelled."""
        while True:
            server = self._link.server
            if server is None:
                self._decline(self._link.why_not())
                await self._bell.wait()
            elif self._is_asked or self._looks.is_due:
                await self._refresh(server)
            elif self._wants_older:
                await self._load_older(server)
            elif self._gaps:
                await self._fill_gap(server, *self._gaps.popitem())
            elif self._is_rung:
                await self._load_newer(server)
            elif self._again:
                await self._read_again(server, *self._again.pop())
            else:
                await self._bell.wait(self._looks.wait_s)

    async def _refresh(self, server: Server) -> None:
        self._is_asked = self._is_rung = False
        problem = await self._do(f"timeline:{self._timeline}", self._pages.newest(self._timeline, server))
        if problem is None:
            self._looks.done()
        else:
            self._looks.failed(problem)

    async def _load_newer(self, server: Server) -> None:
        self._is_rung = False
        problem = await self._do(f"timeline:{self._timeline}", self._pages.newer(self._timeline, server))
        if problem is not None:
            self._looks.failed(problem)

    async def _read_again(self, server: Server, pages: int, below: Edge | None) -> None:
        """One page, so that whatever the reader wants comes between."""
        try:
            below = await self._pages.again(self._timeline, below, server)
        except (ApiError, StoreError) as error:
            self._looks.failed(self._fail(f"timeline:{self._timeline}", error))
        else:
            if below is not None and pages > 1 and not self._again:
                self._again.append((pages - 1, below))

    async def _load_older(self, server: Server) -> None:
        self._wants_older = False
        await self._do(f"older:{self._timeline}", self._pages.older(self._timeline, server))

    async def _fill_gap(self, server: Server, gap: EntryKey, side: GapSide) -> None:
        await self._do(f"gap:{gap}", self._pages.missing(self._timeline, gap, side, server))

    async def _do(self, name: str, request: Awaitable[None]) -> Problem | None:
        self._store.status.begin(name)
        try:
            await request
        except (ApiError, StoreError) as error:
            return self._fail(name, error)
        self._store.status.succeed(name)
        return None

    def _decline(self, problem: Problem | None) -> None:
        """What somebody asked for cannot be had now: say so. The newest page comes by itself later."""
        if problem is None:
            return
        names = [f"gap:{gap}" for gap in self._gaps]
        if self._is_asked:
            names.append(f"timeline:{self._timeline}")
            self._looks.soon()
        if self._wants_older:
            names.append(f"older:{self._timeline}")
        self._is_asked = self._wants_older = False
        self._gaps.clear()
        for name in names:
            self._store.status.fail(name, problem)

    def _fail(self, name: str, error: ApiError | StoreError) -> Problem:
        problem = self._link.note(error)
        self._store.status.fail(name, problem)
        return problem
