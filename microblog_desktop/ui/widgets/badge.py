"""A small round number: how much waits to be read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.painting import fill_rounded

_HEIGHT = 20
_MOST = 99


class Badge(QWidget):
    """A number on the accent colour; invisible at zero. What it is the number of is told by what it stands on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._count = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self._restyle)
        self.hide()

    @property
    def count(self) -> int:
        return self._count

    def set_count(self, count: int) -> None:
        self._count = count
        self.setVisible(count > 0)
        self._restyle()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _shown(self) -> str:
        return f"{_MOST}+" if self._count > _MOST else str(self._count)

    def sizeHint(self) -> QSize:
        height = self._theme.scaled(_HEIGHT)
        text = self._theme.metrics(TextSize.SMALL, QFont.Weight.Bold).horizontalAdvance(self._shown())
        return QSize(max(height, text + int(Space.S)), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        fill_rounded(painter, rect, rect.height() / 2, self._theme.color(self._theme.colors.accent))
        painter.setFont(self._theme.font(TextSize.SMALL, QFont.Weight.Bold))
        painter.setPen(self._theme.color(self._theme.colors.on_accent))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._shown())
