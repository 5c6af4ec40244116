"""Where one types the beginning of a name, above the people of a profile."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.people.name_field import NameField
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.painting import mirrored, row_ring
from microblog_desktop.viewmodels.people.profile.rows import SearchRow


class SearchRowWidget(RowWidget):
    """Bound to a `SearchRow`; `typed` tells each change."""

    typed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._field = NameField(theme, self)
        self._field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._field.typed.connect(self.typed)

    def bind(self, row: object) -> None:
        assert isinstance(row, SearchRow)
        self._field.ask(row.words)
        if self._field.seen_text != row.typed:
            self._field.setText(row.typed)

    def height_for(self, width: int) -> int:
        height = self._field.minimumHeight()
        place = QRect(int(Space.L), int(Space.S), width - 2 * int(Space.L), height)
        self._field.setGeometry(mirrored(place, self, width))
        return height + 2 * int(Space.S)

    def tab_stops(self) -> list[QWidget]:
        return [self._field]

    def leave_current(self) -> None:
        """It stays on the Tab key's way: it is how one finds somebody in a long list."""
        super().leave_current()
        self._field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.shows_ring:
            row_ring(self, self._theme.color(self._theme.colors.accent))
