"""Bring a timeline up to date, older, and whole; one request at a time."""

from __future__ import annotations

from microblog_desktop.api.errors import ApiError
from microblog_desktop.api.server import Server
from microblog_desktop.domain.ids import EntryKey, TimelineKey
from microblog_desktop.domain.problem import Problem
from microblog_desktop.domain.timeline import GapSide
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.errors import StoreError
from microblog_desktop.sync.link import Link
from microblog_desktop.sync.live.pace import Looks, Pace


class TimelineSync:
    """One timeline of one account."""

    def __init__(self, timeline: TimelineKey, link: Link, store: AccountStore, pace: Pace) -> None:
        self._timeline = timeline
        self._link = link
        self._store = store
        self._bell = link.bell()
        self._looks = Looks(link, pace)
        self._is_asked = False
        self._is_rung = False
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
            else:
                await self._bell.wait(self._looks.wait_s)

    async def _refresh(self, server: Server) -> None:
        name = f"timeline:{self._timeline}"
        self._is_asked = self._is_rung = False
        self._store.status.begin(name)
        try:
            page = await server.timeline(self._timeline)
            with self._store.transaction():
                self._store.timelines.merge_newest(self._timeline, page)
        except (ApiError, StoreError) as error:
            self._looks.failed(self._fail(name, error))
        else:
            self._looks.done()
            self._store.status.succeed(name)

    async def _load_newer(self, server: Server) -> None:
        """One page upwards; if that is not all, the newest as well, and what lies between is a gap."""
        name = f"timeline:{self._timeline}"
        edge = self._store.timelines.newest_edge(self._timeline)
        if edge is None:
            await self._refresh(server)
            return
        self._is_rung = False
        self._store.status.begin(name)
        try:
            page = await server.timeline(self._timeline, after=edge.cursor)
            with self._store.transaction():
                self._store.timelines.merge_newer(self._timeline, page, edge)
        except (ApiError, StoreError) as error:
            self._looks.failed(self._fail(name, error))
        else:
            self._store.status.succeed(name)
            if page.has_more:
                await self._refresh(server)

    async def _load_older(self, server: Server) -> None:
        name = f"older:{self._timeline}"
        self._wants_older = False
        edge = self._store.timelines.oldest_edge(self._timeline)
        if edge is None:
            self._store.status.succeed(name)
            return
        self._store.status.begin(name)
        try:
            page = await server.timeline(self._timeline, before=edge.cursor)
            with self._store.transaction():
                self._store.timelines.merge_before(self._timeline, page, edge)
        except (ApiError, StoreError) as error:
            self._fail(name, error)
        else:
            self._store.status.succeed(name)

    async def _fill_gap(self, server: Server, gap: EntryKey, side: GapSide) -> None:
        name = f"gap:{gap}"
        edges = self._store.timelines.gap_edges(gap)
        if edges is None:
            return
        self._store.status.begin(name)
        timelines = self._store.timelines
        try:
            if side is GapSide.TOP:
                page = await server.timeline(self._timeline, before=edges.top.cursor)
            else:
                page = await server.timeline(self._timeline, after=edges.bottom.cursor)
            with self._store.transaction():
                if side is GapSide.TOP:
                    timelines.merge_before(self._timeline, page, edges.top)
                else:
                    timelines.merge_after(self._timeline, page, edges.bottom)
        except (ApiError, StoreError) as error:
            self._fail(name, error)
        else:
            self._store.status.succeed(name)

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
        problem = self._link.note(error) if isinstance(error, ApiError) else error.problem
        self._store.status.fail(name, problem)
        return problem
