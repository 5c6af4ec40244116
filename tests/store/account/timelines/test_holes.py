"""Whatever pages come in whatever order: what is missing stands in a hole, and filled holes leave nothing missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from microblog_desktop.domain.ids import HOME, EntryKey
from microblog_desktop.domain.posts.timeline import GapSide, RemoteEntry, TimelinePage
from tests.store.world import SUSAN, World, entry

PAGE = 3
STEPS = ("post", "repost", "delete", "refresh", "older", "fill", "fill", "restart")


@dataclass
class Server:
    """The truth: entries by their place, and pages as the wire gives them."""

    entries: dict[int, RemoteEntry] = field(default_factory=dict)
    last: int = 0

    def post(self) -> None:
        self.last += 1
        self.entries[self.last] = entry(self.last)

    def repost(self, choice: int) -> None:
        """Somebody reposts a post that may be anywhere, or be known here."""
        originals = sorted(place for place, one in self.entries.items() if one.reposted_by is None)
        if originals:
            self.last += 1
            of = self.entries[originals[choice % len(originals)]].post
            self.entries[self.last] = entry(int(of.id), place=self.last, reposted_by=SUSAN, of=of)

    def delete(self, choice: int) -> str | None:
        if not self.entries:
            return None
        place = sorted(self.entries)[choice % len(self.entries)]
        return self.entries.pop(place).entry_id

    def newest(self) -> TimelinePage:
        return self.before(self.last + 1)

    def before(self, place: int) -> TimelinePage:
        older = sorted((one for one in self.entries if one < place), reverse=True)
        return TimelinePage(tuple(self.entries[one] for one in older[:PAGE]), len(older) > PAGE)

    def after(self, place: int) -> TimelinePage:
        newer = sorted(one for one in self.entries if one > place)
        return TimelinePage(tuple(self.entries[one] for one in newer[:PAGE][::-1]), len(newer) > PAGE)

    def ids(self) -> list[str]:
        return [self.entries[place].entry_id for place in sorted(self.entries, reverse=True)]


def place_of(cursor: str) -> int:
    return int(cursor.removeprefix("cursor-"))


class Reader:
    """A cache that asks the server, as sync does."""

    def __init__(self, file: Path, server: Server) -> None:
        self.server = server
        self.world = World(file)
        self.vanished: set[str] = set()  # deleted where we had been told of them already

    def do(self, step: str, choice: int) -> None:
        match step:
            case "post":
                for _ in range(1 + choice % (6 * PAGE)):
                    self.server.post()
            case "repost":
                self.server.repost(choice)
            case "delete":
                gone = self.server.delete(choice)
                if gone in self.ids():
                    self.vanished.add(gone or "")
            case "refresh":
                self.world.refresh(*(page := self.server.newest()).entries, has_more=page.has_more)
            case "older":
                self.older()
            case "fill":
                gaps = self.gaps()
                if gaps:
                    self.fill(gaps[choice % len(gaps)], GapSide.TOP if choice % 2 else GapSide.BOTTOM)
            case "restart":
                self.world.store.close()
                self.world.open()

    def older(self) -> bool:
        edge = self.world.store.timelines.oldest_edge(HOME)
        if edge is not None:
            page = self.server.before(place_of(edge.cursor))
            with self.world.store.transaction():
                self.world.store.timelines.merge_before(HOME, page, edge)
        return edge is not None

    def fill(self, gap: EntryKey, side: GapSide) -> None:
        timelines = self.world.store.timelines
        edges = timelines.gap_edges(gap)
        assert edges is not None
        with self.world.store.transaction():
            if side is GapSide.TOP:
                timelines.merge_before(HOME, self.server.before(place_of(edges.top.cursor)), edges.top)
            else:
                timelines.merge_after(HOME, self.server.after(place_of(edges.bottom.cursor)), edges.bottom)

    def gaps(self) -> list[EntryKey]:
        rows = self.world.store.timelines.entry_rows(self.world.keys())
        return [row.key for row in rows if row.gap is not None]

    def ids(self) -> list[str]:
        sql = "SELECT remote_id FROM entry WHERE rank = 1 ORDER BY sort DESC"
        return [str(row[0]) for row in self.world.store.db.rows(sql)]

    def check(self) -> None:
        """No entry twice, and each that is missing is known to be missing."""
        ids, timelines = self.ids(), self.world.store.timelines
        assert len(ids) == len(set(ids))
        newest, oldest = timelines.newest_edge(HOME), timelines.oldest_edge(HOME)
        holes = [edges for gap in self.gaps() if (edges := timelines.gap_edges(gap)) is not None]
        known = set(ids)
        for one in self.server.entries.values():
            is_above = newest is None or one.order > newest.order
            is_below = oldest is not None and one.order < oldest.order
            is_in_hole = any(hole.bottom.order < one.order < hole.top.order for hole in holes)
            assert (one.entry_id in known) != (is_above or is_below or is_in_hole)

    def become_whole(self) -> None:
        self.do("refresh", 0)
        turn = 0
        while self.older() or self.gaps():
            turn += 1
            assert turn < 1000
            self.check()
            for gap in self.gaps()[:1]:
                self.fill(gap, GapSide.TOP if turn % 2 else GapSide.BOTTOM)
        self.check()


@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 1000)), max_size=60))
@settings(max_examples=40, deadline=None)
def test_what_is_missing_stands_in_a_hole_until_it_is_filled(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        reader = Reader(Path(folder) / "account.db", Server())
        for _ in range(3 * PAGE):
            reader.server.post()
        for step, choice in steps:
            reader.do(step, choice)
            reader.check()
        reader.become_whole()
        assert [one for one in reader.ids() if one not in reader.vanished] == reader.server.ids()
        reader.world.store.close()
