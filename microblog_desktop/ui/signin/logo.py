"""The sign of the program beside the title of a card."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.painting import fill_rounded

_SIDE = 40


class Logo(QWidget):
    """An "m" on the accent colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, side: int = _SIDE) -> None:
        super().__init__(parent)
        self._theme = theme
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        fill_rounded(painter, rect, self._side / 4, self._theme.color(self._theme.colors.accent))
        font = QFont(self._theme.font(TextSize.TITLE, QFont.Weight.Bold))
        font.setPixelSize(round(self._side * 0.56))
        painter.setFont(font)
        painter.setPen(self._theme.color(self._theme.colors.on_accent))
        painter.drawText(rect.adjusted(0, -self._side / 20, 0, -self._side / 20), Qt.AlignmentFlag.AlignCenter, "m")


class CardTitle(QWidget):
    """The sign, a title and what it means."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = TextLabel(theme, size=TextSize.HEADING, weight=QFont.Weight.Bold)
        self._detail = TextLabel(theme, size=TextSize.SMALL, color="muted")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(Logo(theme), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def say(self, title: str, detail: str) -> None:
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
