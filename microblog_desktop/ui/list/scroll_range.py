"""What the scroll bar shows: heights that were never measured are taken to be as high as the mean.

The bar is an estimate and never moves the rows by itself; it is exact at both
ends of the list.
"""

from __future__ import annotations

from PySide6.QtWidgets import QScrollBar

from microblog_desktop.ui.list.strip import Placed

_FIRST_GUESS = 120.0
_WEIGHT_OF_OLD = 200


class ScrollRange:
    """Between pixels of the bar and rows of the list, by a running mean of heights."""

    def __init__(self) -> None:
        self._sum = _FIRST_GUESS
        self._measured = 1

    @property
    def mean(self) -> float:
        return self._sum / self._measured

    def learn(self, height: int) -> None:
        """Take one more measured height into the mean."""
        if self._measured >= _WEIGHT_OF_OLD:
            self._sum *= 0.5
            self._measured //= 2
        self._sum += height
        self._measured += 1

    def forget(self) -> None:
        """Begin anew at the mean of now: the width or the type has changed."""
        self._sum, self._measured = self.mean, 1

    def maximum(self, count: int, viewport: int) -> int:
        return max(0, round(self.mean * count) - viewport)

    def value(self, rows: list[Placed], count: int, viewport: int) -> int:
        """Where the bar stands for these rows."""
        most = self.maximum(count, viewport)
        first, last = rows[0], rows[-1]
        if first.index == 0 and first.top >= 0:
            return 0
        if last.index == count - 1 and last.bottom <= viewport:
            return most
        crossing = next((row for row in rows if row.bottom > 0), last)
        hidden = -crossing.top / crossing.height if crossing.height else 0.0
        return min(max(1, round((crossing.index + hidden) * self.mean)), max(1, most - 1))

    def show_on(self, bar: QScrollBar, rows: list[Placed], count: int, viewport: int) -> None:
        """Set the bar for these rows; without rows there is nothing to scroll."""
        most = max(2, self.maximum(count, viewport)) if rows else 0
        bar.setPageStep(viewport)
        bar.setRange(0, most)
        bar.setValue(min(most, self.value(rows, count, viewport)) if rows else 0)

    def row_at(self, value: int, count: int) -> tuple[int, float]:
        """The row at the top of the viewport for a place of the bar, and how much of it is above."""
        place = value / self.mean
        index = min(max(0, int(place)), count - 1)
        return index, min(max(0.0, place - index), 1.0)
