"""Lay out recycled row widgets around one anchored row.

Whatever is inserted, removed or grows elsewhere, the anchored row stays where it is on screen. Rows are laid out
once for each turn of the event loop in which something changed; the cost is that of the rows in view.
"""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from microblog_desktop.ui.list.accessible import ListViewport
from microblog_desktop.ui.list.held_row import HeldRow, nearest_first
from microblog_desktop.ui.list.live_rows import LiveRows
from microblog_desktop.ui.list.model_changes import ModelChanges
from microblog_desktop.ui.list.overlay_bar import OverlayBar
from microblog_desktop.ui.list.reading_place import ReadingPlace
from microblog_desktop.ui.list.row import RowFactory, RowWidget
from microblog_desktop.ui.list.scroll_range import ScrollRange
from microblog_desktop.ui.list.strip import Anchor, Direction, Placed, Strip
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.roles import KeyedList

_MARGIN_PX = 160
_NEAR_ROWS = 12
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
        self.lead: Hashable | None = None  # a row that may stand at the top whatever little stands below it
        self._placed: list[Placed] = []
        self._placed_height = 0
        self._keys: list[Hashable] = []
        self._is_dirty = True
        self._is_moving_bar = False
        self._last_place: ReadingPlace | None = None
        self._held = HeldRow(self, direction)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewport(ListViewport())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = OverlayBar(theme, self)
        self.verticalScrollBar().setSingleStep(LINE_PX)
        # In this order: a viewport passes on to its scroll area what it is told.
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.live = LiveRows(self.viewport(), factory, self._row_grew, self._row_goes)
        self._changes = ModelChanges(self, self._held, model, parent=self)
        if direction is Direction.FROM_BOTTOM:
            self._held.hold_end()
        theme.changed.connect(self._restyle)
        self._restyle()

    # What others ask.

    @property
    def model(self) -> KeyedList:
        return self._model

    @property
    def direction(self) -> Direction:
        return self._direction

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
        return self._held.place()

    def restore(self, place: ReadingPlace) -> bool:
        """Go back to a place; tells whether its row is in the list."""
        index = self.index_of(place.key)
        if index is not None:
            self._held.restore(place, index)
            self.mark_dirty()
        return index is not None

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

    # Laying out.

    def _row_width(self) -> int:
        width = self.viewport().width()
        bound = self._theme.scaled(self._max_row_width)
        return min(width, bound) if bound else width

    def _strip(self) -> Strip:
        lead = None if self.lead is None else self.index_of(self.lead)
        return Strip(self.count, self.viewport().height(), _MARGIN_PX, self._direction, self._height_of, lead)

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
        height = self.viewport().height()
        if height <= 0 or self.viewport().width() <= 0:
            return
        before, known = self._keys, self.known_rows()
        if self.count == 0:
            self._placed, self._keys = [], []
        else:
            strip = self._strip()
            rows = self._held.rows(strip, known)
            if self.isVisible():
                # Before anybody sees it, the size says nothing: the place that is wished for stays.
                self._held.settle(strip, rows)
            self._placed = [row for row in rows if row.bottom > -_MARGIN_PX and row.top < height + _MARGIN_PX]
            self._keys = [self.key_at(row.index) for row in self._placed]
        self._placed_height = height
        self._show_rows(before)
        self._held.note_line(self.known_rows(), height)
        self._show_bar()
        self._tell()

    def _show_rows(self, before: list[Hashable]) -> None:
        width, left = self._row_width(), (self.viewport().width() - self._row_width()) // 2
        self.live.keep_only(set(self._keys), lambda key: self.index_of(key) is not None)
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

    def _show_bar(self) -> None:
        self._is_moving_bar = True
        rows = [] if self.is_at_top() and self.is_at_end() else self._placed
        self._range.show_on(self.verticalScrollBar(), rows, self.count, self.viewport().height())
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
        """The rows laid out last, where they stand in the view of now if they do not move."""
        by = self.viewport().height() - self._placed_height if self._direction is Direction.FROM_BOTTOM else 0
        rows = [Placed(row.index, row.top + by, row.height) for row in self._placed]
        return list(zip(self._keys, rows, strict=True))

    def heirs(self, held: Hashable, removed: set[Hashable]) -> list[tuple[Hashable, Placed]]:
        return nearest_first(self.known_rows(), held, removed, self._strip())

    @property
    def anchor(self) -> Anchor:
        return self._held.anchor

    def anchor_at(self, index: int, row: Placed) -> Anchor:
        return self._strip().anchored(index, row)

    def laid_out(self, index: int) -> RowWidget:
        widget = self.live.obtain(self.key_at(index), self._model, index)
        widget.height_for(self._row_width())
        return widget

    def refresh_row(self, key: Hashable, index: int) -> None:
        """Show a row that has changed."""
        widget, known = self.live.find(key), self.known_rows()
        if widget is not None and widget.is_pinned and self._held.hold_instead(key, known, self._strip()):
            self._held.note_line(known, self.viewport().height())
        self.forget_height(key)
        self.live.rebind(key, self._model, index)

    def forget_height(self, key: Hashable) -> None:
        self._heights.pop(key, None)
        self._held.height_changes(key)

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
            self._held.hold_instead(widget.row_key, self.known_rows(), self._strip())
            self.forget_height(widget.row_key)
            self.mark_dirty()

    def _restyle(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self._theme.color(self._theme.colors.surface))
        self.setPalette(palette)
        self._forget_heights()

    def _forget_heights(self) -> None:
        self._heights.clear()
        self._held.heights_change()
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
