"""Says something over a window, and may offer one way on."""

from __future__ import annotations

from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel

_WIDTH = 400


class Question(QDialog):
    """Show it with `open()`; `accepted` if one takes the way that is offered. Escape leaves it."""

    def __init__(self, theme: Theme, title: str, about: str, way: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(title)
        self.words = TextLabel(theme, about)
        self.leave = SecondaryButton(theme, _("Cancel") if way else _("Close"))
        self.go = PrimaryButton(theme, way.replace("&", "&&"))
        self.go.setVisible(bool(way))
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.XS)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(TextLabel(theme, title, size=TextSize.HEADING, weight=QFont.Weight.Bold))
        column.addWidget(self.words)
        column.addLayout(buttons)
        self.leave.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.setFixedWidth(theme.scaled(_WIDTH))
        self.leave.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(self._theme.colors.surface))
