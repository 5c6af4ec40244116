"""The field in which one types the beginning of a name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.fields import LineField

_LONGEST = 100


class NameField(LineField):
    """Esc takes back what was typed; in an empty field it is the page's."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setMaxLength(_LONGEST)

    def ask(self, words: str) -> None:
        """What is to be typed here."""
        self.setPlaceholderText(words)
        self.setAccessibleName(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Up):
            # Down goes on into the list.
            event.ignore()
        else:
            super().keyPressEvent(event)
