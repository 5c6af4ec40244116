"""The row that the keyboard acts on: it has the focus, and it alone is on the Tab key's way."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.list.row_view import RowView


class CurrentRow(QObject):
    """Follow the focus among the rows of one list, and move it by rows."""

    changed = Signal()

    def __init__(self, view: RowView, ensure_visible: Callable[[int], None]) -> None:
        super().__init__(view)
        self._view = view
        self._ensure_visible = ensure_visible
        self._key: Hashable | None = None
        self._lost: Hashable | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

    @property
    def key(self) -> Hashable | None:
        return self._key

    def index(self) -> int | None:
        return None if self._key is None else self._view.index_of(self._key)

    def widget(self) -> RowWidget | None:
        return None if self._key is None else self._view.live.find(self._key)

    def step(self, rows: int) -> None:
        """Move on by `rows`; without the focus in the list, show first where one is; out of sight, begin in view."""
        view = self._view
        if not view.count:
            return
        index = self.index()
        widget = self.widget()
        if index is None or not self.is_in_sight():
            target = view.first_visible() or 0
        elif widget is None or not widget.has_focus_inside():
            target = index
        else:
            target = min(max(index + rows, 0), view.count - 1)
        step = -1 if rows < 0 else 1
        while 0 <= target < view.count and view.model.is_passed_over(target):
            target += step
        if 0 <= target < view.count:
            self.go_to(target)

    def go_to(self, index: int) -> None:
        """Make a row the current one: in view and with the focus."""
        self._ensure_visible(index)
        self._choose(self._view.key_at(index))
        widget = self.widget()
        if widget is not None:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_in_sight(self) -> bool:
        """Whether any part of the current row can be seen."""
        index, height = self.index(), self._view.viewport().height()
        rows = self._view.placed()
        return index is not None and any(row.index == index and row.bottom > 0 and row.top < height for row in rows)

    def follow_reader(self) -> None:
        """After a jump: a focus that is out of sight goes to the first row in view."""
        widget = self.widget()
        if widget is None or not widget.has_focus_inside() or self.is_in_sight():
            return
        first = self._view.first_visible()
        heir = None if first is None else self._view.live.find(self._view.key_at(first))
        if heir is not None:
            heir.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # The list tells.

    def row_goes(self, key: Hashable) -> None:
        """The row with the focus loses its widget: it was removed, or is of another kind now."""
        self._lost = key
        # Qt would pass the focus on to whatever comes next in the window.
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def rows_changed(self, before: list[Hashable]) -> None:
        """After a layout: lost focus goes to the nearest row, and someone must be on the Tab key's way."""
        if self._lost is not None:
            self._pass_on_focus(self._lost, before)
        widget = self.widget()
        if widget is not None and not widget.is_current:
            widget.become_current()

    def rows_settled(self) -> None:
        widget = self.widget()
        if widget is None or not widget.has_focus_inside():
            first = self._view.first_visible()
            if first is not None:
                self._choose(self._view.key_at(first))
        else:
            widget.become_current()

    # Inside.

    def _pass_on_focus(self, lost: Hashable, before: list[Hashable]) -> None:
        if self._view.window().focusWidget() is not self._view:
            self._lost = None
            return
        heir = self._heir(lost, before)
        widget = None if heir is None else self._view.live.find(heir)
        if widget is not None:
            # Until there is a row, the list itself keeps the focus.
            self._lost = None
            self._choose(heir)
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _heir(self, lost: Hashable, before: list[Hashable]) -> Hashable | None:
        """The row itself in its new widget; else what stood below it, then above it; else the first in view."""
        view = self._view
        height = view.viewport().height()
        in_sight = [view.key_at(row.index) for row in view.placed() if row.bottom > 0 and row.top < height]
        at = before.index(lost) if lost in before else len(before)
        order = (key for key in before[at:] + before[:at][::-1] if key in in_sight)
        return next(order, in_sight[0] if in_sight else None)

    def _choose(self, key: Hashable) -> None:
        if key == self._key:
            return
        before = self.widget()
        if before is not None:
            before.leave_current()
        self._key = key
        widget = self.widget()
        if widget is not None:
            widget.become_current()
        self.changed.emit()

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self._view.viewport().isAncestorOf(new):
            return
        row: QWidget | None = new
        while row is not None and not isinstance(row, RowWidget):
            row = row.parentWidget()
        if row is None or row.row_key is None:
            return
        self._choose(row.row_key)
        is_out_of_sight = row.y() + row.height() <= 0 or row.y() >= self._view.viewport().height()
        index = self.index()
        if is_out_of_sight and index is not None:
            self._ensure_visible(index)
