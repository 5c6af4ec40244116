"""Asks once more before what cannot be taken back."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import DangerButton, SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel

_WIDTH = 380


class Confirmation(QDialog):
    """Show it with `open()`; `accepted` if one means it. Escape and Enter change nothing."""

    def __init__(self, theme: Theme, title: str, about: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.cancel = SecondaryButton(theme, _("Cancel"))
        self.go = DangerButton(theme, words.replace("&", "&&"))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.XS)
        column.addWidget(TextLabel(theme, title, size=TextSize.HEADING, weight=QFont.Weight.Bold))
        if about:
            column.addWidget(TextLabel(theme, about, color="muted"))
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.XS + 2)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        column.addSpacing(Space.XS)
        column.addLayout(buttons)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.setFixedWidth(theme.scaled(_WIDTH))
        self.cancel.setFocus()
