"""Lay out recycled row widgets around one anchored row.

Whatever is inserted, removed or grows elsewhere, the anchored row stays where
it is on screen. Rows are laid out once for each turn of the event loop in which
something changed; the cost is that of the rows in view.
"""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from microblog_desktop.ui.list.accessible import ListViewport
from microblog_desktop.ui.list.live_rows import LiveRows
from microblog_desktop.ui.list.model_changes import ModelChanges, nearest_first
from microblog_desktop.ui.list.overlay_bar import OverlayBar
from microblog_desktop.ui.list.reading_place import WHOLE_ROW, ReadingPlace, cut_line, row_top
from microblog_desktop.ui.list.row import RowFactory, RowWidget
from microblog_desktop.ui.list.scroll_range import ScrollRange
from microblog_desktop.ui.list.strip import Anchor, Direction, Placed, Strip
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.roles import KeyedList

_MARGIN_PX = 160
_NEAR_ROWS = 12
_FAR_OFF = -100_000
LINE_PX = 34


class RowView(QAbstractScrollArea):
    """Rows of a list model in view, without any way to move them; see `VirtualList`."""

    nearTop = Signal()
    nearBottom = Signal()
    placeChanged = Signal()

    def __init__(
        self,
        theme: Theme,
        model: KeyedList,
        factory: RowFactory,
        *,
        direction: Direction = Direction.FROM_TOP,
        max_row_width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """Rows wider than `max_row_width` (0: no bound) are centred in the room there is."""
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._direction = direction
        self._max_row_width = max_row_width
        self._heights: dict[Hashable, int] = {}
        self._range = ScrollRange()
        self.anchor = Anchor(0, 0)
        self._placed: list[Placed] = []
        self._keys: list[Hashable] = []
        self._is_dirty = True
        self._is_moving_bar = False
        self._last_place: ReadingPlace | None = None
        self._line: ReadingPlace | None = None
        self._is_line_due = False
        self._is_anchor_free = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewport(ListViewport())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = OverlayBar(theme, self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.live = LiveRows(self.viewport(), factory, self._row_grew, self._row_goes)
        self._changes = ModelChanges(self, model)
        if direction is Direction.FROM_BOTTOM:
            self.hold_end()
        theme.changed.connect(self._restyle)
        self._restyle()

    # What others ask.

    @property
    def model(self) -> KeyedList:
        return self._model

    @property
    def count(self) -> int:
        return self._model.rowCount()

    def key_at(self, index: int) -> Hashable:
        return self._model.key_at(index)

    def index_of(self, key: Hashable) -> int | None:
        return self._model.index_of(key)

    def placed(self) -> list[Placed]:
        """The rows laid out now, those just beyond the edges included."""
        self._lay_out_if_dirty()
        return self._placed

    def place(self) -> ReadingPlace | None:
        """Where the reader is, to be restored later; nothing while the list is empty."""
        self._lay_out_if_dirty()
        key = self._anchored_key()
        if key is None:
            return None
        return self._line if self._line is not None and self._line.key == key else ReadingPlace(key, self.anchor.place)

    def restore(self, place: ReadingPlace) -> bool:
        """Go back to a place; tells whether its row is in the list."""
        index = self.index_of(place.key)
        if index is None:
            return False
        self._stand_at(Anchor(index, place.offset))
        if place.character != WHOLE_ROW:
            self._line, self._is_line_due = place, True
        return True

    def is_at_top(self) -> bool:
        rows = self.placed()
        return not rows or (rows[0].index == 0 and rows[0].top >= 0)

    def is_at_end(self) -> bool:
        rows = self.placed()
        return not rows or (rows[-1].index == self.count - 1 and rows[-1].bottom <= self.viewport().height())

    def first_visible(self) -> int | None:
        return next((row.index for row in self.placed() if row.bottom > 0), None)

    # For the class that moves the rows.

    def _rows_shown(self, before: list[Hashable]) -> None:
        """After each layout; `before` are the keys of the rows that were laid out last."""

    def _row_goes(self, widget: RowWidget) -> None:
        """A widget is about to be hidden and to be bound to another row."""

    def _stand_at(self, anchor: Anchor) -> None:
        """Hold a row at a place from the next layout on, wherever the reader was."""
        self.anchor = anchor
        self._line, self._is_line_due, self._is_anchor_free = None, False, False
        self.mark_dirty()

    # Laying out.

    def _row_width(self) -> int:
        width = self.viewport().width()
        bound = self._theme.scaled(self._max_row_width)
        return min(width, bound) if bound else width

    def _strip(self) -> Strip:
        return Strip(self.count, self.viewport().height(), _MARGIN_PX, self._direction, self._height_of)

    def _height_of(self, index: int) -> int:
        key = self.key_at(index)
        height = self._heights.get(key)
        if height is None:
            height = self.live.obtain(key, self._model, index).height_for(self._row_width())
            self._heights[key] = height
            self._range.learn(height)
        return height

    def mark_dirty(self) -> None:
        if not self._is_dirty:
            self._is_dirty = True
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def _lay_out_if_dirty(self) -> None:
        if self._is_dirty:
            self._lay_out()

    def _lay_out(self) -> None:
        self._is_dirty = False
        if self.viewport().height() <= 0 or self.viewport().width() <= 0:
            return
        before, known = self._keys, self.known_rows()
        if self.count == 0:
            self._placed, self._keys = [], []
        else:
            rows = self._rows_around_anchor(known)
            low, high = -_MARGIN_PX, self.viewport().height() + _MARGIN_PX
            self._placed = [row for row in rows if row.bottom > low and row.top < high]
            self._keys = [self.key_at(row.index) for row in self._placed]
        self._show_rows(before)
        self._note_line()
        self._show_bar()
        self._tell()

    def _rows_around_anchor(self, known: list[tuple[Hashable, Placed]]) -> list[Placed]:
        strip = self._strip()
        self._follow_line()
        rows = strip.place(self.anchor)
        if not self._is_anchor_free and self._shrank_out_of_sight(rows, known):
            rows = strip.place(self.anchor)
        if self.isVisible():
            # Before anybody sees it, the size says nothing: the place that is wished for stays.
            held = strip.anchor_of(rows) if self._is_anchor_free else strip.held(self.anchor, rows)
            self._is_anchor_free = False
            if held != self.anchor:
                self.anchor, self._line = held, None
        return rows

    def _follow_line(self) -> None:
        """After heights have changed, put the cut line of text back where it stood."""
        line, self._is_line_due = self._line if self._is_line_due else None, False
        index = None if line is None else self.index_of(line.key)
        if line is None or index is None:
            return
        widget = self.live.obtain(line.key, self._model, index)
        height = widget.height_for(self._row_width())
        top = row_top(line, widget, self.viewport().height(), self._direction)
        if top is not None:
            self.anchor = self.anchor_at(index, Placed(index, top, height))

    def _shrank_out_of_sight(self, rows: list[Placed], known: list[tuple[Hashable, Placed]]) -> bool:
        """Whether the anchored row, cut by the edge, got so low that it is gone; its neighbour is held instead."""
        strip = self._strip()
        key = self._anchored_key()
        was = next((row for known_key, row in known if known_key == key), None)
        now = next((row for row in rows if row.index == self.anchor.index), None)
        if was is None or now is None or not strip.is_in_sight(was) or strip.is_in_sight(now):
            return False
        for other, row in nearest_first(known, key, {key}):
            index = self.index_of(other)
            if index is not None and strip.is_in_sight(row):
                self.anchor, self._line = self.anchor_at(index, row), None
                return True
        return False

    def _note_line(self) -> None:
        """Remember which line of text the edge cuts, if it cuts the anchored row."""
        key = self._anchored_key()
        widget = None if key is None else self.live.find(key)
        if self._line is not None and self._line.key == key:
            return
        self._line = None
        for row, known in zip(self._placed, self._keys, strict=True):
            if known == key and widget is not None:
                self._line = cut_line(known, row, widget, self.viewport().height(), self._direction)

    def _anchored_key(self) -> Hashable | None:
        return self.key_at(min(max(self.anchor.index, 0), self.count - 1)) if self.count else None

    def _show_rows(self, before: list[Hashable]) -> None:
        width, left = self._row_width(), (self.viewport().width() - self._row_width()) // 2
        wanted = set(self._keys)
        for key in self.live.keys_except(wanted):
            self._let_go(key)
        for row, key in zip(self._placed, self._keys, strict=True):
            widget = self.live.find(key)
            if widget is None or widget.width() != width or widget.height() != row.height:
                widget = self.live.obtain(key, self._model, row.index)
                widget.height_for(width)
                widget.setGeometry(left, row.top, width, row.height)
            else:
                widget.move(left, row.top)
            if widget.isHidden():
                widget.show()
        self._rows_shown(before)

    def _let_go(self, key: Hashable) -> None:
        widget = self.live.find(key)
        if widget is not None and widget.is_pinned and self.index_of(key) is not None:
            widget.move(widget.x(), _FAR_OFF)
            return
        self.live.release(key)

    def _show_bar(self) -> None:
        self._is_moving_bar = True
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(height)
        bar.setSingleStep(LINE_PX)
        if self._placed:
            fits = self.is_at_top() and self.is_at_end()
            most = 0 if fits else max(2, self._range.maximum(self.count, height))
            bar.setRange(0, most)
            bar.setValue(min(most, self._range.value(self._placed, self.count, height)))
        else:
            bar.setRange(0, 0)
        self._is_moving_bar = False

    def _tell(self) -> None:
        place = self.place()
        if place != self._last_place:
            self._last_place = place
            self.placeChanged.emit()
        if not self._placed:
            return
        if self._placed[0].index < _NEAR_ROWS:
            self.nearTop.emit()
        if self._placed[-1].index >= self.count - _NEAR_ROWS:
            self.nearBottom.emit()

    # The model's changes, through ModelChanges.

    def known_rows(self) -> list[tuple[Hashable, Placed]]:
        return list(zip(self._keys, self._placed, strict=True))

    def anchor_at(self, index: int, row: Placed) -> Anchor:
        is_from_top = self._direction is Direction.FROM_TOP
        return Anchor(index, row.top if is_from_top else row.bottom - self.viewport().height())

    def sticks_to_end(self) -> bool:
        """Whether what comes at the end is to be shown at once: only where the end is what is read."""
        is_held = self.anchor.index >= self.count - 1 and self.anchor.place == 0
        return self._direction is Direction.FROM_BOTTOM and is_held

    def hold_end(self) -> None:
        self.anchor = Anchor(max(0, self.count - 1), 0)

    def refresh_row(self, key: Hashable, index: int) -> None:
        """Show a row that has changed."""
        widget = self.live.find(key)
        if widget is not None and widget.is_pinned:
            self._hold_instead(key)
            self._note_line()
        self.forget_height(key)
        self.live.rebind(key, self._model, index)

    def forget_height(self, key: Hashable) -> None:
        self._heights.pop(key, None)
        if self._line is not None and self._line.key == key:
            self._is_line_due = True

    def refresh_all_rows(self) -> None:
        """Show every row anew; none may be what it was."""
        for key in self.live.all_keys():
            index = self.index_of(key)
            if index is not None:
                self.refresh_row(key, index)
        self._heights.clear()
        self.mark_dirty()

    def _row_grew(self, widget: RowWidget) -> None:
        if widget.row_key is not None:
            self._hold_instead(widget.row_key)
            self.forget_height(widget.row_key)
            self.mark_dirty()

    def _hold_instead(self, key: Hashable) -> None:
        """A row that grows under the reader's hands does so away from the edge where reading begins."""
        index = self.index_of(key)
        row = next((row for known, row in self.known_rows() if known == key), None)
        is_from_top = self._direction is Direction.FROM_TOP
        if index is None or row is None or not self._strip().is_in_sight(row):
            return
        if index < self.anchor.index if is_from_top else index > self.anchor.index:
            self.anchor, self._line = self.anchor_at(index, row), None

    def _restyle(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self._theme.color(self._theme.colors.surface))
        self.setPalette(palette)
        self._forget_heights()

    def _forget_heights(self) -> None:
        self._heights.clear()
        self._is_line_due = True
        self._range.forget()
        self.mark_dirty()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._lay_out_if_dirty()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self._forget_heights()
        self._bar.stand_at_the_edge()
        self.mark_dirty()
        if self.isVisible():
            self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out_if_dirty()
