"""Lay out recycled row widgets around one anchored row.

Whatever is inserted, removed or grows elsewhere, the anchored row stays where
it is on screen. Rows are laid out once for each turn of the event loop in which
something changed; the cost is that of the rows in view.
"""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from microblog_desktop.domain.values import dataclass
from microblog_desktop.ui.list.accessible import ListViewport
from microblog_desktop.ui.list.live_rows import LiveRows
from microblog_desktop.ui.list.model_changes import ModelChanges
from microblog_desktop.ui.list.overlay_bar import OverlayBar
from microblog_desktop.ui.list.row import RowFactory, RowWidget
from microblog_desktop.ui.list.scroll_range import ScrollRange
from microblog_desktop.ui.list.strip import Anchor, Direction, Placed, Strip
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.roles import ROW_ROLE, KeyedRow

_MARGIN_PX = 160
_NEAR_ROWS = 12
_FAR_OFF = -100_000
LINE_PX = 34


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """The first row that is visible, and how far its top is below the viewport's."""

    key: Hashable
    offset: int


class RowView(QAbstractScrollArea):
    """Rows of a list model in view, without any way to move them; see `VirtualList`."""

    nearTop = Signal()
    nearBottom = Signal()
    placeChanged = Signal()

    def __init__(
        self,
        theme: Theme,
        model: QAbstractItemModel,
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
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewport(ListViewport())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = OverlayBar(theme, self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.live = LiveRows(self.viewport(), factory, self._row_grew)
        self._changes = ModelChanges(self, model)
        if direction is Direction.FROM_BOTTOM:
            self.hold_end()
        theme.changed.connect(self._restyle)
        self._restyle()

    # What others ask.

    @property
    def model(self) -> QAbstractItemModel:
        return self._model

    @property
    def count(self) -> int:
        return self._model.rowCount()

    def key_at(self, index: int) -> Hashable:
        row: KeyedRow = self._model.data(self._model.index(index, 0), ROW_ROLE)
        return row.key

    def index_of(self, key: Hashable) -> int | None:
        return next((index for index in range(self.count) if self.key_at(index) == key), None)

    def placed(self) -> list[Placed]:
        """The rows laid out now, those just beyond the edges included."""
        self._lay_out_if_dirty()
        return self._placed

    def place(self) -> ReadingPlace | None:
        """Where the reader is, to be restored later; nothing while the list is empty."""
        for row, key in zip(self.placed(), self._keys, strict=True):
            if row.bottom > 0:
                return ReadingPlace(key, row.top)
        return None

    def is_at_top(self) -> bool:
        rows = self.placed()
        return not rows or (rows[0].index == 0 and rows[0].top >= 0)

    def is_at_end(self) -> bool:
        rows = self.placed()
        return not rows or (rows[-1].index == self.count - 1 and rows[-1].bottom <= self.viewport().height())

    def first_visible(self) -> int | None:
        return next((row.index for row in self.placed() if row.bottom > 0), None)

    # For the class that moves the rows.

    def _rows_shown(self) -> None:
        """After each layout."""

    def _lost_focused_row(self, key: Hashable) -> None:
        """The row with the focus is no longer in the model."""

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
        if self.count == 0:
            self._placed, self._keys = [], []
        else:
            strip = self._strip()
            rows = strip.place(self.anchor)
            self.anchor = strip.held(self.anchor, rows)
            low, high = -_MARGIN_PX, self.viewport().height() + _MARGIN_PX
            self._placed = [row for row in rows if row.bottom > low and row.top < high]
            self._keys = [self.key_at(row.index) for row in self._placed]
        self._show_rows()
        self._show_bar()
        self._tell()

    def _show_rows(self) -> None:
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
        self._rows_shown()

    def _let_go(self, key: Hashable) -> None:
        widget = self.live.find(key)
        if widget is not None and widget.is_pinned and self.index_of(key) is not None:
            widget.move(widget.x(), _FAR_OFF)
            return
        had_focus = widget is not None and widget.is_pinned
        self.live.release(key)
        if had_focus:
            self._lost_focused_row(key)

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
        self._heights.pop(key, None)
        self.live.rebind(key, self._model, index)

    def _row_grew(self, widget: RowWidget) -> None:
        if widget.row_key is not None:
            self._heights.pop(widget.row_key, None)
            self.mark_dirty()

    def _restyle(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self._theme.color(self._theme.colors.surface))
        self.setPalette(palette)
        self._forget_heights()

    def _forget_heights(self) -> None:
        self._heights.clear()
        self._range.forget()
        self.mark_dirty()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._lay_out_if_dirty()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self._forget_heights()
        self._bar.stand_at_the_edge()
        self._lay_out()
