"""Ask for one page of a timeline and put it where it belongs; raises `ApiError` or `StoreError`."""

from __future__ import annotations

from microblog_desktop.api.server import Server
from microblog_desktop.domain.ids import EntryKey, TimelineKey
from microblog_desktop.domain.posts.timeline import GapSide
from microblog_desktop.domain.rules.merge import Edge
from microblog_desktop.store.account_store import AccountStore


class TimelinePages:
    """The ways to ask."""

    def __init__(self, store: AccountStore) -> None:
        self._store = store

    async def newest(self, timeline: TimelineKey, server: Server) -> None:
        page = await server.timeline(timeline)
        with self._store.transaction():
            self._store.timelines.merge_newest(timeline, page)

    async def newer(self, timeline: TimelineKey, server: Server) -> None:
        """One page upwards; if that is not all, the newest as well, and what lies between is a gap."""
        edge = self._store.timelines.newest_edge(timeline)
        if edge is None:
            await self.newest(timeline, server)
            return
        page = await server.timeline(timeline, after=edge.cursor)
        with self._store.transaction():
            self._store.timelines.merge_newer(timeline, page, edge)
        if page.has_more:
            await self.newest(timeline, server)

    async def again(self, timeline: TimelineKey, below: Edge | None, server: Server) -> Edge | None:
        """One page of what we have already, from the top or below a place; where to go on, if we have more."""
        page = await server.timeline(timeline, before=None if below is None else below.cursor)
        with self._store.transaction():
            if below is None:
                self._store.timelines.merge_newest(timeline, page)
            else:
                self._store.timelines.merge_before(timeline, page, below)
        if not page.entries or not page.has_more:
            return None
        last = Edge(page.entries[-1].order, page.entries[-1].cursor)
        return last if self._store.timelines.is_known_below(timeline, last) else None

    async def older(self, timeline: TimelineKey, server: Server) -> None:
        """One page below the oldest that we have, if there may be one."""
        edge = self._store.timelines.oldest_edge(timeline)
        if edge is not None:
            page = await server.timeline(timeline, before=edge.cursor)
            with self._store.transaction():
                self._store.timelines.merge_before(timeline, page, edge)

    async def missing(self, timeline: TimelineKey, gap: EntryKey, side: GapSide, server: Server) -> None:
        """One page of what is missing in a gap, if it is still there."""
        edges = self._store.timelines.gap_edges(gap)
        if edges is None:
            return
        if side is GapSide.TOP:
            page = await server.timeline(timeline, before=edges.top.cursor)
        else:
            page = await server.timeline(timeline, after=edges.bottom.cursor)
        with self._store.transaction():
            if side is GapSide.TOP:
                self._store.timelines.merge_before(timeline, page, edges.top)
            else:
                self._store.timelines.merge_after(timeline, page, edges.bottom)
