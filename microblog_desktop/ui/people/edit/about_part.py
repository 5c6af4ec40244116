"""What one says about oneself: several lines, with the room that is left."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microblog_desktop.ui.composer.counter import Counter
from microblog_desktop.ui.composer.writing_box import WritingBox
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.people.edit.field import EditedField


class AboutPart(QWidget):
    """Label, box and line; a bad line is spoken with the box."""

    def __init__(self, theme: Theme, field: EditedField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = WritingBox(theme, field, lines=3, most_lines=8)
        self._label = TextLabel(theme, size=TextSize.SMALL, weight=QFont.Weight.DemiBold)
        self._label.setBuddy(self.box)
        self._wrong = TextLabel(theme, size=TextSize.SMALL, color="danger")
        self._wrong.hide()
        self.counter = Counter(theme, field)
        top = QHBoxLayout()
        top.addWidget(self._label, 1)
        top.addWidget(self.counter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        column.addLayout(top)
        column.addWidget(self.box)
        column.addWidget(self._wrong)
        self.setFocusProxy(self.box)

    def set_label(self, text: str) -> None:
        self._label.setText(text)
        self.box.setAccessibleName(text)

    def complain(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        self.box.setAccessibleDescription(text)

    def said(self) -> str:
        return self._wrong.text()
