"""Whatever happens on the server and in whatever order pages come, the store never lies about it.

A model server takes posts, reposts and deletions while pages of every kind are
asked for and merged. At every moment each of the server's entries is either
shown or lies in a stretch the store knows to be unknown; at the end, when all
gaps are filled and all is read once more, the store equals the server.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from microblog_desktop.domain.ids import HOME, EntryKey, PostKey
from microblog_desktop.domain.posts.post import Post
from microblog_desktop.domain.posts.timeline import RemoteEntry, TimelinePage
from microblog_desktop.domain.rules.merge import Edge
from tests.store.world import JOHN, NOON, SUSAN, World, post

LIMITS = st.integers(1, 4)


@dataclass
class Server:
    """A timeline, newest first; cursors are orders, pages are strict."""

    entries: list[RemoteEntry] = field(default_factory=list)
    made: int = 0

    def put(self, what: Post | None = None, *, reposted: bool = False) -> Post:
        """Add on top; every third entry has the time of the one before."""
        self.made += 1
        order = f"{self.made // 3:06}-{self.made:06}"
        what = what or post(self.made, created_at=NOON)
        self.entries.insert(0, RemoteEntry(f"e{self.made}", order, order, what, SUSAN if reposted else None))
        return what

    def newest(self, limit: int) -> TimelinePage:
        return TimelinePage(tuple(self.entries[:limit]), len(self.entries) > limit)

    def before(self, cursor: str, limit: int) -> TimelinePage:
        older = [entry for entry in self.entries if entry.order < cursor]
        return TimelinePage(tuple(older[:limit]), len(older) > limit)

    def after(self, cursor: str, limit: int) -> TimelinePage:
        newer = [entry for entry in self.entries if entry.order > cursor]
        return TimelinePage(tuple(newer[-limit:]), len(newer) > limit)


class Merging(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.server = Server()
        self.world = World()
        self.world.save_people(JOHN)
        self.timelines = self.world.store.timelines
        self.keys: dict[str, EntryKey] = {}
        self.sent: list[tuple[PostKey, Post]] = []
        self.late: list[tuple[TimelinePage, Edge, str]] = []

    def teardown(self) -> None:
        self.read_to_the_end()
        assert self.shown() == [entry.entry_id for entry in self.server.entries]
        assert self.gaps() == []
        assert self.timelines.has_reached_start(HOME)
        self.world.store.close()

    @rule(count=st.integers(1, 6))
    def people_post(self, count: int) -> None:
        for _ in range(count):
            self.server.put()

    @precondition(lambda self: self.server.entries)
    @rule(data=st.data())
    def somebody_reposts(self, data: st.DataObject) -> None:
        self.server.put(data.draw(st.sampled_from(self.server.entries)).post, reposted=True)

    @precondition(lambda self: self.server.entries)
    @rule(data=st.data())
    def somebody_deletes(self, data: st.DataObject) -> None:
        self.server.entries.remove(data.draw(st.sampled_from(self.server.entries)))

    @rule()
    def i_post(self) -> None:
        with self.world.store.transaction():
            key = self.world.store.posts.create_local("mine", NOON, None)
            self.timelines.add_local(HOME, key)
        self.sent.append((key, self.server.put(post(10_000 + key, SUSAN, "mine", NOON))))

    @precondition(lambda self: self.sent)
    @rule()
    def the_answer_comes(self) -> None:
        key, delivered = self.sent.pop(0)
        with self.world.store.transaction():
            self.world.store.posts.adopt(key, delivered)
        self.learn_keys()

    @rule(limit=LIMITS)
    def refresh(self, limit: int) -> None:
        with self.world.store.transaction():
            self.timelines.merge_newest(HOME, self.server.newest(limit))

    @rule(limit=LIMITS)
    def load_older(self, limit: int) -> None:
        edge = self.timelines.oldest_edge(HOME)
        if edge is not None:
            self.merge(self.server.before(edge.cursor, limit), edge, "before")

    @precondition(lambda self: self.gaps())
    @rule(data=st.data(), limit=LIMITS, side=st.sampled_from(["before", "after"]), is_late=st.booleans())
    def fill_a_gap(self, data: st.DataObject, limit: int, side: str, is_late: bool) -> None:
        edges = self.timelines.gap_edges(data.draw(st.sampled_from(self.gaps())))
        assert edges is not None
        if side == "before":
            answer = (self.server.before(edges.top.cursor, limit), edges.top, side)
        else:
            answer = (self.server.after(edges.bottom.cursor, limit), edges.bottom, side)
        if is_late:
            self.late.append(answer)
        else:
            self.merge(*answer)

    @precondition(lambda self: self.late)
    @rule()
    def a_late_answer_comes(self) -> None:
        page, edge, side = self.late.pop(0)
        here = [entry for entry in page.entries if entry in self.server.entries]
        if len(here) == len(page.entries):
            self.merge(page, edge, side)

    @invariant()
    def rows_stand_in_the_servers_order_and_once(self) -> None:
        shown = self.shown()
        assert len(set(shown)) == len(shown)
        orders = [row.order for row in self.timelines.entry_rows(self.all_keys()) if row.gap is None]
        assert orders == sorted(orders, reverse=True)

    @invariant()
    def a_post_that_nobody_reposted_stands_once(self) -> None:
        twice = "SELECT post FROM entry WHERE rank = 1 AND reposted_by IS NULL GROUP BY post HAVING count(*) > 1"
        assert self.world.store.db.rows(twice) == []

    @invariant()
    def no_entry_is_missing_without_a_gap(self) -> None:
        shown = set(self.shown())
        newest, oldest = self.timelines.newest_edge(HOME), self.timelines.oldest_edge(HOME)
        holes = [edges for gap in self.gaps() if (edges := self.timelines.gap_edges(gap))]
        for entry in self.server.entries:
            is_newer = newest is None or entry.order > newest.order
            is_older = oldest is not None and entry.order < oldest.order
            is_in_a_gap = any(edges.bottom.order < entry.order < edges.top.order for edges in holes)
            assert entry.entry_id in shown or is_newer or is_older or is_in_a_gap, entry.entry_id

    @invariant()
    def rows_keep_their_keys(self) -> None:
        known = dict(self.keys)
        self.learn_keys()
        for entry, key in self.keys.items():
            assert known.get(entry, key) == key

    def learn_keys(self) -> None:
        """Which row stands for which entry; an answer may put our older row in the place of a page's."""
        rows = self.world.store.db.rows("SELECT remote_id, key FROM entry WHERE remote_id IS NOT NULL")
        self.keys = {str(row[0]): EntryKey(int(str(row[1]))) for row in rows}

    def merge(self, page: TimelinePage, edge: Edge, side: str) -> None:
        with self.world.store.transaction():
            if side == "before":
                self.timelines.merge_before(HOME, page, edge)
            else:
                self.timelines.merge_after(HOME, page, edge)

    def read_to_the_end(self) -> None:
        while self.sent:
            self.the_answer_comes()
        for _ in range(200):
            if not self.gaps():
                break
            edges = self.timelines.gap_edges(self.gaps()[0])
            assert edges is not None
            self.merge(self.server.before(edges.top.cursor, 3), edges.top, "before")
        page = self.server.newest(3)
        with self.world.store.transaction():
            self.timelines.merge_newest(HOME, page)
        while page.has_more:
            edge = Edge(page.entries[-1].order, page.entries[-1].cursor)
            page = self.server.before(edge.cursor, 3)
            self.merge(page, edge, "before")
        # Delivered posts that were deleted before any page held them go with the next refresh past them.
        self.server.put(post(99_999, created_at=self.world.later(3600)))
        self.refresh(3)

    def all_keys(self) -> list[EntryKey]:
        return self.timelines.newest(HOME, 1000)

    def shown(self) -> list[str]:
        keys = self.all_keys()
        rows = self.world.store.db.rows("SELECT key, remote_id FROM entry WHERE remote_id IS NOT NULL")
        names = {int(str(row[0])): str(row[1]) for row in rows}
        return [names[key] for key in keys if key in names]

    def gaps(self) -> list[EntryKey]:
        return [row.key for row in self.timelines.entry_rows(self.all_keys()) if row.gap]


TestMerging = Merging.TestCase
TestMerging.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
