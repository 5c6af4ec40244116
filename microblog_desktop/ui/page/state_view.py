"""What stands instead of rows: loading, empty, offline, failed; each says what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.spinner import Spinner
from microblog_desktop.viewmodels.lists.instead import Instead, instead_of_rows
from microblog_desktop.viewmodels.lists.list_state import ListState, ListWords

_ICON = 40
_WIDTH = 420


class StateView(QWidget):
    """An icon, a headline, a sentence, and perhaps a button; or a spinner."""

    acted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = ""
        self._icon = QLabel(self)
        self._spinner = Spinner(theme, self, size=32)
        self._title = TextLabel(theme, parent=self, size=TextSize.HEADING, weight=QFont.Weight.DemiBold)
        self._words = TextLabel(theme, parent=self, color="muted")
        self._button = SecondaryButton(theme, "", self)
        self._button.clicked.connect(self.acted)
        inside = QWidget(self)
        self._inside = inside
        column = QVBoxLayout(inside)
        column.setContentsMargins(Space.L, Space.XL, Space.L, Space.XL)
        column.setSpacing(Space.S)
        column.addStretch(2)
        for label in (self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._spinner, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inside, 100_000)
        row.addStretch(1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, state: ListState, words: ListWords) -> None:
        """Say why a list has no rows."""
        self.show_instead(instead_of_rows(state, words))

    def show_instead(self, instead: Instead) -> None:
        self.setAccessibleName(instead.spoken)
        if instead.title:
            self._say(instead)
        else:
            self._wait()

    def _wait(self) -> None:
        self._icon_name = ""
        self._keep_focus()
        for widget in (self._icon, self._title, self._words, self._button):
            widget.hide()
        self._spinner.show()
        self._spinner.start()

    def _say(self, instead: Instead) -> None:
        self._spinner.stop()
        self._spinner.hide()
        self._icon_name = instead.icon
        if not instead.action:
            self._keep_focus()
        self._title.setText(instead.title)
        self._words.setText(instead.words)
        self._button.setText(instead.action)
        self._icon.show()
        self._title.show()
        self._words.setVisible(bool(instead.words))
        self._button.setVisible(bool(instead.action))
        self._restyle()

    def _keep_focus(self) -> None:
        """The button goes; its focus would go to whatever stands next in the window."""
        if self._button.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        self._inside.setMaximumWidth(self._theme.scaled(_WIDTH))
        if self._icon_name:
            color = self._theme.colors.faint
            self._icon.setPixmap(self._theme.icon(self._icon_name, color, _ICON, self.devicePixelRatioF()))
