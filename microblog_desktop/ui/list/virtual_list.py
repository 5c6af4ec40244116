"""A list that costs what is visible: the wheel, the bar and the keyboard move its rows.

Relative moves are exact to the pixel; only far drags of the bar go by the mean
height of rows.
"""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from microblog_desktop.ui.list.current_row import CurrentRow
from microblog_desktop.ui.list.row import RowFactory, RowWidget
from microblog_desktop.ui.list.row_view import LINE_PX, RowView
from microblog_desktop.ui.list.strip import Anchor, Direction
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.viewmodels.roles import KeyedList

_SETTLE_MS = 90


class VirtualList(RowView):
    """Show a list model whose rows have keys, by widgets of a `RowFactory`."""

    currentChanged = Signal()
    topWanted = Signal()  # by the Home key: the model may know rows above its first one

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
        super().__init__(theme, model, factory, direction=direction, max_row_width=max_row_width, parent=parent)
        self._wheel_rest = 0.0
        self._order: list[RowWidget] = []
        self.current = CurrentRow(self, self.ensure_visible)
        self.current.changed.connect(self.currentChanged)
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._put_in_order)

    def announce(self, text: str) -> None:
        """Say something to who listens to a screen reader, when it has said what it is saying."""
        if text and QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self.viewport(), text)
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
            QAccessible.updateAccessibility(event)

    def scroll_to_top(self) -> None:
        self._anchor_top(0, 0)

    def scroll_to_end(self) -> None:
        self._anchor_bottom(max(0, self.count - 1), 0)

    def scroll_by(self, pixels: int) -> None:
        """Move on by exactly so many pixels (down, or up if negative), as far as there are rows."""
        self._lay_out_if_dirty()
        self._move_anchor(Anchor(self.anchor.index, self.anchor.place - pixels))
        self._lay_out()

    def ensure_visible(self, index: int) -> None:
        """Bring a row fully into view by the shortest way; its top if it is higher than the viewport."""
        height = self.viewport().height()
        row = next((row for row in self.placed() if row.index == index), None)
        if row is None:
            is_above = not self._placed or index < self._placed[0].index
            self._anchor_top(index, 0) if is_above else self._anchor_bottom(index, 0)
            row = next((row for row in self.placed() if row.index == index), None)
        if row is not None and (row.top < 0 or row.bottom > height):
            self.scroll_by(row.top if row.top < 0 or row.height > height else row.bottom - height)

    # How it is done.

    def _anchor_top(self, index: int, top: int) -> None:
        place = top
        if self._direction is Direction.FROM_BOTTOM and self.count:
            place = top + self._height_of(index) - self.viewport().height()
        self._move_anchor(Anchor(index, place))

    def _anchor_bottom(self, index: int, from_bottom: int) -> None:
        place = from_bottom
        if self._direction is Direction.FROM_TOP and self.count:
            place = self.viewport().height() + from_bottom - self._height_of(index)
        self._move_anchor(Anchor(index, place))

    def _move_anchor(self, anchor: Anchor) -> None:
        self._held.move_to(anchor)
        self.mark_dirty()

    def _put_in_order(self) -> None:
        """Children in the order of the eye, for screen readers and the Tab key."""
        rows = [(self.index_of(key), self.live.find(key)) for key in self.live.all_keys()]
        there = sorted((index, widget) for index, widget in rows if index is not None and widget is not None)
        order = [widget for _, widget in there]
        if order != self._order:
            self._order = order
            before: QWidget = self
            for widget in order:
                widget.raise_()
                QWidget.setTabOrder(before, widget)
                before = widget
                for stop in widget.tab_stops():
                    # What stays on the Tab key's way although its row is not the current one.
                    if stop.focusPolicy() & Qt.FocusPolicy.TabFocus:
                        QWidget.setTabOrder(before, stop)
                        before = stop
        self.current.rows_settled()

    def _rows_shown(self, before: list[Hashable]) -> None:
        self.current.rows_changed(before)
        if self._keys != before:
            self._settle.start()

    def _row_goes(self, widget: RowWidget) -> None:
        if widget.has_focus_inside() and widget.row_key is not None:
            self.current.row_goes(widget.row_key)

    # Qt tells.

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        """The person moved the bar: near moves are exact, far ones go by the mean."""
        if self._is_moving_bar or not self._placed:
            return
        bar = self.verticalScrollBar()
        if bar.value() == bar.minimum():
            self.scroll_to_top()
        elif bar.value() == bar.maximum():
            self.scroll_to_end()
        elif abs(dy) <= 2 * self.viewport().height():
            self.scroll_by(-dy)
        else:
            index, share = self._range.row_at(bar.value(), self.count)
            self._anchor_top(index, -round(share * self._height_of(index)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        if not event.pixelDelta().isNull():
            moved = float(-event.pixelDelta().y())
        else:
            lines = event.angleDelta().y() / 120 * QApplication.wheelScrollLines()
            moved = -lines * LINE_PX
        self._wheel_rest += moved
        whole = int(self._wheel_rest)
        self._wheel_rest -= whole
        if whole:
            self.scroll_by(whole)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._moved_by_key(Qt.Key(event.key()), event.modifiers()):
            event.ignore()

    def _moved_by_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        is_shifted = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        # The first key comes after the first paint.
        from microblog_desktop.ui.keys.pressed import COMMANDS

        if modifiers & COMMANDS:
            return False
        page = max(LINE_PX, self.viewport().height() - 2 * LINE_PX)
        match key:
            case Qt.Key.Key_Down:
                self.current.step(1)
            case Qt.Key.Key_Up:
                self.current.step(-1)
            case Qt.Key.Key_PageDown:
                self.scroll_by(page)
            case Qt.Key.Key_PageUp:
                self.scroll_by(-page)
            case Qt.Key.Key_Space:
                self.scroll_by(-page if is_shifted else page)
            case Qt.Key.Key_Home:
                self.scroll_to_top()
                self.topWanted.emit()
            case Qt.Key.Key_End:
                self.scroll_to_end()
            case _:
                return False
        return True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            # Also a row that is the same in every language may have buttons that are not.
            self.refresh_all_rows()
