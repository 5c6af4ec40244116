"""A setting as a row: what it is at the side where one begins to read, its control at the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.settings.setting import Setting

PADDING = 14
LEAST_ROOM_FOR_WORDS = 190


class SettingRow(QWidget):
    """Title, second line and control; the control goes below the words where there is no room beside them."""

    def __init__(self, theme: Theme, control: QWidget | None = None) -> None:
        super().__init__()
        self._theme = theme
        self.control = control
        self.named = ""
        self.title = TextLabel(theme, weight=QFont.Weight.DemiBold)
        self.about = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._wrong = TextLabel(theme, size=TextSize.SMALL, color="danger")
        self._wrong.hide()
        words = QVBoxLayout()
        words.setSpacing(Space.XXS // 2)
        for label in (self.title, self.about, self._wrong):
            words.addWidget(label)
        self.line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.line.setContentsMargins(0, PADDING, 0, PADDING)
        self.line.setSpacing(Space.M)
        self.line.addLayout(words, 1)
        if control is not None:
            self.line.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        if control is not None and control.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            self.title.setBuddy(control)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        # It folds before it is cut: what it would like to have is no bound.
        self.setMinimumWidth(1)
        theme.changed.connect(self._fold)

    def show_setting(self, setting: Setting) -> None:
        """Say it as it is now."""
        self.named = setting.title
        # Beside what it names, a sign "&" would be taken for a mark of a key.
        self.title.setText(setting.title.replace("&", "&&") if self.title.buddy() is not None else setting.title)
        self.about.setText(setting.about)
        self.title.setVisible(bool(setting.title))
        self.about.setVisible(bool(setting.about))
        self._show(setting)
        self._fold()

    def complain(self, words: str) -> None:
        """Say what is wrong with what was entered; nothing, if it is not."""
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))

    @property
    def complaint(self) -> str:
        return self._wrong.text()

    def _show(self, setting: Setting) -> None:
        """For a row with a control: show the state there."""

    def _is_narrow(self, control: QWidget) -> bool:
        room = self.width() - control.sizeHint().width() - Space.M
        return room < self._theme.scaled(LEAST_ROOM_FOR_WORDS)

    def _fold(self) -> None:
        control = self.control
        if control is None or not self.title.text():
            return
        direction = QBoxLayout.Direction.TopToBottom if self._is_narrow(control) else QBoxLayout.Direction.LeftToRight
        if direction is not self.line.direction():
            is_below = direction is QBoxLayout.Direction.TopToBottom
            self.line.setDirection(direction)
            self.line.setSpacing(Space.XS if is_below else Space.M)
            edge = Qt.AlignmentFlag.AlignLeft if is_below else Qt.AlignmentFlag.AlignVCenter
            self.line.setAlignment(control, edge)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = self._theme.color(self._theme.colors.line)
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, line)
