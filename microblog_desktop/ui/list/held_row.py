"""The row that must not move, and the line of its text by which it is held if the edge of the view cuts it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

from microblog_desktop.ui.list.live_rows import LiveRows
from microblog_desktop.ui.list.reading_place import WHOLE_ROW, ReadingPlace, cut_line, row_top
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.list.strip import Anchor, Direction, Placed, Strip

Known = list[tuple[Hashable, Placed]]


class RowsOfView(Protocol):
    """The part of the list that is asked about its rows."""

    @property
    def count(self) -> int: ...

    def key_at(self, index: int) -> Hashable: ...

    def index_of(self, key: Hashable) -> int | None: ...

    def laid_out(self, index: int) -> RowWidget:
        """The widget of a row, laid out for the width of now."""
        ...

    @property
    def live(self) -> LiveRows: ...


class HeldRow:
    """Follows one row through all changes of the list, until the reader moves on."""

    def __init__(self, view: RowsOfView, direction: Direction) -> None:
        self.anchor = Anchor(0, 0)
        self._view = view
        self._direction = direction
        self._line: ReadingPlace | None = None
        self._is_line_due = False
        self._is_free = False
        self._is_settled = False

    def key(self) -> Hashable | None:
        count = self._view.count
        return self._view.key_at(min(max(self.anchor.index, 0), count - 1)) if count else None

    def place(self) -> ReadingPlace | None:
        key = self.key()
        if key is None:
            return None
        return self._line if self._line is not None and self._line.key == key else ReadingPlace(key, self.anchor.place)

    # What moves the reader.

    def stand_at(self, anchor: Anchor) -> None:
        """Hold this row at this place from the next layout on."""
        self.anchor = anchor
        self._line, self._is_line_due, self._is_free, self._is_settled = None, False, False, False

    def move_to(self, anchor: Anchor) -> None:
        """As `stand_at`, and choose anew what to hold when it is seen what is there."""
        self.stand_at(anchor)
        self._is_free = True

    def restore(self, place: ReadingPlace, index: int) -> None:
        self.stand_at(Anchor(index, place.offset))
        if place.character != WHOLE_ROW:
            self._line, self._is_line_due = place, True

    def hold_end(self) -> None:
        self.anchor = Anchor(max(0, self._view.count - 1), 0)

    def sticks_to_end(self) -> bool:
        """Whether what comes at the end is to be shown at once: only where the end is what is read."""
        is_held = self.anchor.index >= self._view.count - 1 and self.anchor.place == 0
        return self._direction is Direction.FROM_BOTTOM and is_held

    # What changes the rows.

    def height_changes(self, key: Hashable) -> None:
        """Hear of a row that may be higher or lower from now on."""
        if self._line is not None and self._line.key == key:
            self._is_line_due = True

    def heights_change(self) -> None:
        self._is_line_due = True

    def hold_instead(self, key: Hashable, known: Known, strip: Strip) -> bool:
        """Hold a row that changes under the reader's hands: it grows away from the edge where reading begins."""
        index = self._view.index_of(key)
        row = next((row for known_key, row in known if known_key == key), None)
        if index is None or row is None or not strip.is_in_sight(row):
            return False
        is_from_top = self._direction is Direction.FROM_TOP
        if not (index < self.anchor.index if is_from_top else index > self.anchor.index):
            return False
        self.anchor, self._line = strip.anchored(index, row), None
        return True

    # Laying out.

    def rows(self, strip: Strip, known: Known) -> list[Placed]:
        """Where the rows stand around the held one; `known` is where they stood before."""
        self._follow_line(strip)
        rows = strip.place(self.anchor)
        if self._is_settled and not any(row.index == self.anchor.index and strip.is_in_sight(row) for row in rows):
            self._hold_what_is_left(strip, known)
            rows = strip.place(self.anchor)
        return rows

    def settle(self, strip: Strip, rows: list[Placed]) -> None:
        """Hold on to what is seen."""
        held = strip.anchor_of(rows) if self._is_free else strip.held(self.anchor, rows)
        self._is_free, self._is_settled = False, True
        if held != self.anchor:
            self.anchor, self._line = held, None

    def note_line(self, known: Known, viewport: int) -> None:
        """Remember which line of text the edge cuts, if it cuts the held row."""
        key = self.key()
        if self._line is not None and self._line.key == key:
            return
        self._line = None
        row = next((row for known_key, row in known if known_key == key), None)
        widget = None if key is None else self._view.live.find(key)
        if row is not None and widget is not None:
            self._line = cut_line(key, row, widget, viewport, self._direction)

    def _follow_line(self, strip: Strip) -> None:
        """After heights have changed, put the cut line of text back where it stood."""
        line, self._is_line_due = self._line if self._is_line_due else None, False
        index = None if line is None else self._view.index_of(line.key)
        if line is None or index is None:
            return
        widget = self._view.laid_out(index)
        top = row_top(line, widget, strip.viewport, self._direction)
        if top is not None:
            self.anchor = strip.anchored(index, Placed(index, top, strip.height_of(index)))

    def _hold_what_is_left(self, strip: Strip, known: Known) -> None:
        """The held row got so low, or the view, that it would be gone: hold the nearest one that is not, or show it."""
        key = self.key()
        for other, row in nearest_first(known, key, {key}, strip):
            index = self._view.index_of(other)
            if index is None or not strip.is_in_sight(row):
                continue
            anchor = strip.anchored(index, row)
            if strip.is_in_sight(strip.standing(anchor)):
                self.anchor, self._line = anchor, None
                return
        if any(known_key == key and strip.is_in_sight(row) for known_key, row in known):
            self.anchor, self._line = Anchor(self.anchor.index, 0), None


def nearest_first(known: Known, held: Hashable, removed: set[Hashable], strip: Strip) -> Known:
    """The held row, those below it, then those above it, without the removed ones; those in sight before others."""
    start = next((number for number, (key, _) in enumerate(known) if key == held), 0)
    order = [(key, row) for key, row in known[start:] + known[:start][::-1] if key not in removed]
    return sorted(order, key=lambda one: not strip.is_in_sight(one[1]))
