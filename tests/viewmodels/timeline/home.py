"""A timeline model over a real store, for the tests beside it."""

from __future__ import annotations

from microblog_desktop.domain.ids import HOME, EntryKey
from microblog_desktop.viewmodels.lists.list_state import ListPhase
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.timeline.rows import GapRow, Offers, PostRow
from tests.fakes.timeline_sync import FakeTimelineSync
from tests.store.world import World

ALL = Offers(can_write=True, can_follow=True, can_message=True)


class Home:
    """The model with what is around it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sync = FakeTimelineSync()
        self.model = TimelineModel(world.store, HOME, self.sync, ALL)

    def texts(self) -> list[str]:
        return [row.body.text if isinstance(row, PostRow) else "…" for row in self.model.rows]

    def phase(self) -> ListPhase:
        return self.model.state.phase

    def post(self, text: str) -> PostRow:
        return next(row for row in self.model.rows if isinstance(row, PostRow) and row.body.text == text)

    def gap(self) -> GapRow:
        return next(row for row in self.model.rows if isinstance(row, GapRow))

    def read_at(self, text: str, offset: int = 0) -> EntryKey:
        row = self.post(text)
        position = self.model.position(row.key, offset)
        assert position is not None
        self.model.reading_at(position)
        self.model.saw(row.key, is_at_top=self.model.rows[0].key == row.key)
        return row.key
