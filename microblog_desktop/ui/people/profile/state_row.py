"""What stands in a profile instead of posts or people: the same panel that stands instead of a whole list."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.page.state_view import StateView
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.people.state_row import StateRow

_LEAST_HEIGHT = 220


class StateRowWidget(RowWidget):
    """Bound to a `StateRow`; `acted` when its button was pressed."""

    acted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = StateView(theme, self)
        self._view.acted.connect(self.acted)

    def bind(self, row: object) -> None:
        assert isinstance(row, StateRow)
        self._view.show_instead(row.instead)
        self._view.setAccessibleName("")  # the row says it

    def height_for(self, width: int) -> int:
        layout = self._view.layout()
        needed = layout.heightForWidth(width) if layout is not None else 0
        height = max(self._theme.scaled(_LEAST_HEIGHT), needed)
        self._view.setGeometry(QRect(0, 0, width, height))
        return height
