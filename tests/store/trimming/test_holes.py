"""However pages, deletions, reading and trimming follow on each other, what is missing stands in a hole."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from microblog_desktop.domain.ids import HOME
from microblog_desktop.store.trimming import planning
from microblog_desktop.store.trimming.limits import Limits
from microblog_desktop.store.trimming.trimming import Trimming
from tests.store.account.timelines.test_holes import PAGE, STEPS, Reader, Server, place_of
from tests.store.world import NOON

NEAR = 2
MORE_STEPS = (*STEPS, "all", "read", "read", "trim", "trim", "trim and a late page")


class TidyReader(Reader):
    """Reads here and there, and lets go what is old."""

    def do(self, step: str, choice: int) -> None:
        match step:
            case "read":
                keys = self.world.keys()
                store = self.world.store
                position = store.timelines.reading.position_at(keys[choice % len(keys)], 0, -1) if keys else None
                if position is not None:
                    with store.transaction():
                        store.timelines.reading.save_position(HOME, position)
            case "all":
                self.become_whole()
            case "trim":
                self.trim(choice)
            case "trim and a late page":
                self.trim_while_a_page_is_under_way(choice)
            case _:
                super().do(step, choice)

    def trim(self, choice: int) -> None:
        trimming = Trimming(self.world.store)
        oldest = NOON + timedelta(seconds=choice % (self.server.last + 1))
        limits = Limits(oldest=oldest, bytes=None, unopened=NOON)
        place = self.world.store.timelines.reading.position(HOME)
        for cut in trimming.ask(lambda planner: planner.timelines(limits)):
            while trimming.leaving.cut("entry", cut, 1 + choice % 3):
                self.check()
            self.check()
        trimming.leaving.drop_posts(trimming.ask(lambda planner: planner.loose_posts(limits)))
        assert self.world.store.timelines.reading.position(HOME) == place
        assert None not in self.world.store.timelines.entry_rows(self.world.keys())

    def trim_while_a_page_is_under_way(self, choice: int) -> None:
        timelines = self.world.store.timelines
        edge = timelines.oldest_edge(HOME)
        page = None if edge is None else self.server.before(place_of(edge.cursor))
        self.trim(choice)
        if edge is not None and page is not None:
            with self.world.store.transaction():
                timelines.merge_before(HOME, page, edge)


@given(st.lists(st.tuples(st.sampled_from(MORE_STEPS), st.integers(0, 1000)), max_size=60))
@settings(max_examples=40, deadline=None)
def test_trimming_hides_no_hole_and_all_comes_back(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder, patch.object(planning, "NEAR", NEAR):
        reader = TidyReader(Path(folder) / "account.db", Server())
        for _ in range(3 * PAGE):
            reader.server.post()
        for step, choice in steps:
            reader.do(step, choice)
            reader.check()
        reader.become_whole()
        assert [one for one in reader.ids() if one not in reader.vanished] == reader.server.ids()
        reader.world.store.close()
