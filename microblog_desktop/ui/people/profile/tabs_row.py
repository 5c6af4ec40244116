"""The tabs of a profile: one of them is open, and the arrow keys move between them."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.page.tabs import TabButton
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.painting import mirrored
from microblog_desktop.viewmodels.people.profile.rows import TabsRow
from microblog_desktop.viewmodels.people.profile.tabs import ProfileTab

_GAP = 24
_SMALLEST_GAP = 6
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class _ProfileTabButton(TabButton):
    """The page moves between the tabs, from wherever one is on it; up and down move through the list."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setAutoExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class TabsRowWidget(RowWidget):
    """Bound to a `TabsRow`. The open tab is always on the Tab key's way, whichever row is the current one."""

    chosen = Signal(object)  # ProfileTab

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row: TabsRow | None = None
        self._buttons: dict[ProfileTab, _ProfileTabButton] = {}

    def bind(self, row: object) -> None:
        assert isinstance(row, TabsRow)
        self._row = row
        for tab in row.tabs:
            button = self._buttons.get(tab) or self._new_button(tab)
            button.say(tab.words)
            button.setChecked(tab is row.chosen)
            is_open = tab is row.chosen
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_open else Qt.FocusPolicy.ClickFocus)
        self.update()

    def height_for(self, width: int) -> int:
        if self._row is None or not self._row.tabs:
            return 1
        sizes = [self._buttons[tab].sizeHint() for tab in self._row.tabs]
        room = width - 2 * int(Space.L) + 2 * int(TabButton.padding)
        between = (room - sum(size.width() for size in sizes)) // max(1, len(sizes) - 1)
        gap = max(_SMALLEST_GAP, min(self._theme.scaled(_GAP), between))
        left = int(Space.L)
        x, y = left, 0
        for tab, size in zip(self._row.tabs, sizes, strict=True):
            if x > left and x + size.width() > width - Space.XS:
                x, y = left, y + size.height()
            place = QRect(x, y, size.width(), size.height())
            self._buttons[tab].setGeometry(mirrored(place, self, width))
            x += size.width() + gap
        return y + sizes[0].height() + 1

    def tab_stops(self) -> list[QWidget]:
        chosen = None if self._row is None else self._row.chosen
        return [] if chosen is None else [self._buttons[chosen]]

    def has_tab_focus(self) -> bool:
        return any(button.hasFocus() for button in self._buttons.values())

    def focus_open_tab(self) -> None:
        """After the arrow keys have moved to another tab."""
        if self._row is not None and self._row.chosen is not None:
            self._buttons[self._row.chosen].setFocus(Qt.FocusReason.TabFocusReason)

    def leave_current(self) -> None:
        super().leave_current()
        if self._row is not None:
            self.bind(self._row)

    def _new_button(self, tab: ProfileTab) -> _ProfileTabButton:
        button = _ProfileTabButton(self._theme, self)
        button.clicked.connect(lambda: self.chosen.emit(tab))
        button.show()
        self._buttons[tab] = button
        return button

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = self._theme.color(self._theme.colors.line)
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, line)
