"""The line across a timeline: "New since you left at 09:41"."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.painting import mix
from microblog_desktop.viewmodels.timeline.reading.mark_row import MarkRow

_HEIGHT = 36
_SHORTEST_LINE = 24
_SHARE_OF_ACCENT = 0.4
_FLAGS = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


class MarkRowWidget(RowWidget):
    """Bound to a `MarkRow`."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._text_rect = QRect()

    def bind(self, row: object) -> None:
        assert isinstance(row, MarkRow)
        self._text = row.text
        self.update()

    def height_for(self, width: int) -> int:
        metrics = self._theme.metrics(TextSize.SMALL, QFont.Weight.DemiBold)
        most = max(1, width - 2 * (Space.L + Space.S + _SHORTEST_LINE))
        size = metrics.boundingRect(QRect(0, 0, most, 400), _FLAGS, self._text).size()
        height = max(self._theme.scaled(_HEIGHT), size.height() + 2 * Space.S)
        self._text_rect = QRect((width - size.width()) // 2, 0, size.width(), height)
        return height

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        accent, surface = (
            self._theme.color(color) for color in (self._theme.colors.accent, self._theme.colors.surface)
        )
        painter.setPen(accent)
        painter.setFont(self._theme.font(TextSize.SMALL, QFont.Weight.DemiBold))
        painter.drawText(self._text_rect.adjusted(-1, 0, 1, 0), _FLAGS, self._text)
        line, middle = mix(surface, accent, _SHARE_OF_ACCENT), self.height() // 2
        end = self._text_rect.left() - Space.S
        painter.fillRect(Space.L, middle, end - Space.L, 1, line)
        begin = self._text_rect.right() + 1 + Space.S
        painter.fillRect(begin, middle, self.width() - Space.L - begin, 1, line)
        if self.shows_ring:
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
