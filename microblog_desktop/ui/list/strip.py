"""Where rows stand: pure arithmetic from one anchored row, its neighbours' heights and a viewport.

Direction.FROM_TOP     the list begins at the top; a short list leaves room below
Direction.FROM_BOTTOM  the list ends at the bottom, as conversations do
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from microblog_desktop.domain.values import dataclass


class Direction(Enum):
    FROM_TOP = auto()
    FROM_BOTTOM = auto()


@dataclass(frozen=True, slots=True)
class Placed:
    """One row and where it stands in the viewport."""

    index: int
    top: int
    height: int

    @property
    def bottom(self) -> int:
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Anchor:
    """The row that must not move: its index and the place of its top edge.

    `FROM_BOTTOM` lists measure the place of the bottom edge, from the
    viewport's bottom, so that a change of height or of the window keeps what
    was said last in its place.
    """

    index: int
    place: int


@dataclass(frozen=True, slots=True)
class Strip:
    """Lay out rows around an anchor so that they fill the viewport.

    `margin` is how far beyond the viewport's edges rows are kept ready. `lead` is a
    row that may stand at the top although less than a view full stands below it.
    """

    count: int
    viewport: int
    margin: int
    direction: Direction
    height_of: Callable[[int], int]
    lead: int | None = None

    def place(self, anchor: Anchor) -> list[Placed]:
        """Neighbouring rows from above the viewport to below it; nothing beyond either end of the list."""
        index = min(max(anchor.index, 0), self.count - 1)
        rows = [self.standing(Anchor(index, anchor.place))]
        self._extend_down(rows)
        self._extend_up(rows)
        self._close_ends(rows)
        return rows

    def held(self, anchor: Anchor, rows: list[Placed]) -> Anchor:
        """The same row, where it stands now; another one only if it is out of sight.

        Choosing anew at each layout would let the place drift: a row that
        shrinks brings others into view, which would take over.
        """
        for row in rows:
            if row.index == anchor.index and self.is_in_sight(row):
                return self.anchored(row.index, row)
        return self.anchor_of(rows)

    def anchored(self, index: int, row: Placed) -> Anchor:
        """The anchor that holds the row at `index` where `row` stands."""
        is_from_top = self.direction is Direction.FROM_TOP
        return Anchor(index, row.top if is_from_top else row.bottom - self.viewport)

    def standing(self, anchor: Anchor) -> Placed:
        """The anchored row, where its anchor says."""
        height = self.height_of(anchor.index)
        if self.direction is Direction.FROM_BOTTOM:
            return Placed(anchor.index, self.viewport + anchor.place - height, height)
        return Placed(anchor.index, anchor.place, height)

    def is_in_sight(self, row: Placed) -> bool:
        return row.bottom > 0 and row.top < self.viewport

    def anchor_of(self, rows: list[Placed]) -> Anchor:
        """The row to hold: the first that begins in the upper half, or the last that ends in the lower half.

        A long row may fill the rest; then it is the one that is read, and is held itself.
        """
        half = self.viewport // 2
        if self.direction is Direction.FROM_BOTTOM:
            ends = (row for row in reversed(rows) if self.viewport - half <= row.bottom <= self.viewport)
            cut = (row for row in reversed(rows) if row.top < self.viewport)
            row = next(ends, None) or next(cut, rows[-1])
            return Anchor(row.index, row.bottom - self.viewport)
        begins = (row for row in rows if 0 <= row.top <= half)
        cut = (row for row in rows if row.bottom > 0)
        row = next(begins, None) or next(cut, rows[-1])
        return Anchor(row.index, row.top)

    def _extend_down(self, rows: list[Placed]) -> None:
        while rows[-1].bottom < self.viewport + self.margin and rows[-1].index + 1 < self.count:
            index = rows[-1].index + 1
            rows.append(Placed(index, rows[-1].bottom, self.height_of(index)))

    def _extend_up(self, rows: list[Placed], beyond: int = 0) -> None:
        above: list[Placed] = []
        top, index = rows[0].top, rows[0].index
        while top > -max(self.margin, beyond) and index > 0:
            index -= 1
            height = self.height_of(index)
            top -= height
            above.append(Placed(index, top, height))
        rows[:0] = reversed(above)

    def _close_ends(self, rows: list[Placed]) -> None:
        """Leave no room beyond the first or the last row that rows could fill."""
        if self.direction is Direction.FROM_TOP:
            self._close_bottom(rows)
            self._close_top(rows)
        else:
            self._close_top(rows)
            self._close_bottom(rows)

    def _close_top(self, rows: list[Placed]) -> None:
        if rows[0].index == 0 and rows[0].top > 0:
            _shift(rows, -rows[0].top)
            self._extend_down(rows)

    def _close_bottom(self, rows: list[Placed]) -> None:
        if rows[-1].index == self.count - 1 and rows[-1].bottom < self.viewport:
            free = self.viewport - rows[-1].bottom
            if self.lead is not None:
                self._extend_up(rows, free)
                free = min([free, *(max(0, -row.top) for row in rows if row.index == self.lead)])
            _shift(rows, free)
            self._extend_up(rows)


def _shift(rows: list[Placed], by: int) -> None:
    rows[:] = [Placed(row.index, row.top + by, row.height) for row in rows]
