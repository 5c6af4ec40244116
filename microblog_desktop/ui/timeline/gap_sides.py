"""From which side a hole is filled, and that what stands on that side does not move meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject

from microblog_desktop.domain.ids import EntryKey
from microblog_desktop.domain.posts.timeline import GapSide
from microblog_desktop.store.rows import ReadingPosition
from microblog_desktop.ui.list.reading_place import ReadingPlace
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.timeline.rows import GapRow

_OTHER = {GapSide.TOP: GapSide.BOTTOM, GapSide.BOTTOM: GapSide.TOP}


class GapSides(QObject):
    """Follows where the person comes from."""

    def __init__(self, view: VirtualList, model: TimelineModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._last: ReadingPosition | None = None
        self._goes_up = False
        self._asked: dict[EntryKey, GapSide] = {}
        model.rowsAboutToBeInserted.connect(self._will_insert)
        model.rowsAboutToBeRemoved.connect(self._will_remove)

    def moved_to(self, position: ReadingPosition) -> None:
        before, self._last = self._last, position
        if before is None:
            return
        if position.order != before.order:
            self._goes_up = position.order > before.order
        elif position.character == before.character:
            self._goes_up = position.offset_px < before.offset_px

    def jumped(self) -> None:
        """To a place from which one reads on downwards."""
        self._last, self._goes_up = None, False

    def side(self, gap: EntryKey) -> GapSide:
        """The side the person comes from."""
        index, first = self._view.index_of(gap), self._view.first_visible()
        if index is None or first is None:
            return GapSide.TOP
        last = max(
            (row.index for row in self._view.placed() if row.top < self._view.viewport().height()), default=first
        )
        is_above = index <= first or (index <= last and self._goes_up)
        return GapSide.BOTTOM if is_above else GapSide.TOP

    def other_side(self, gap: EntryKey) -> GapSide:
        return _OTHER[self.side(gap)]

    def asked(self, gap: EntryKey, side: GapSide) -> None:
        """A hole is being filled from this side."""
        self._asked[gap] = side

    # The model tells.

    def _will_insert(self, _parent: QModelIndex, first: int, _last: int) -> None:
        rows = self._model.rows
        if first < len(rows) and isinstance(rows[first], GapRow):
            self._hold(first - 1)
        elif first > 0 and isinstance(rows[first - 1], GapRow):
            self._hold(first)

    def _will_remove(self, _parent: QModelIndex, first: int, last: int) -> None:
        for index in range(first, last + 1):
            row = self._model.rows[index]
            side = self._asked.pop(row.key, None) if isinstance(row, GapRow) else None
            if side is not None:
                self._hold(first - 1 if side is GapSide.TOP else last + 1)

    def _hold(self, index: int) -> None:
        """Keep a row where it is, if it is in sight."""
        if not 0 <= index < len(self._model.rows):
            return
        wanted, height = self._model.key_at(index), self._view.viewport().height()
        for key, row in self._view.known_rows():
            if key == wanted and row.bottom > 0 and row.top < height:
                self._view.restore(ReadingPlace(key, row.top))
