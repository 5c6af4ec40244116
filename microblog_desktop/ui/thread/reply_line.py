"""One quiet line at the bottom of a thread: pressing it opens what one answers in."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Radius, Space, TextSize
from microblog_desktop.ui.widgets.buttons import PaintedButton
from microblog_desktop.ui.widgets.painting import fill_rounded, focus_ring, leading


class ReplyLine(PaintedButton):
    """Looks like the box that it opens, before one writes in it."""

    size_of_text = TextSize.BODY
    weight = QFont.Weight.Normal
    height_px = 42

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        return QSize(0, self._theme.scaled(self.height_px) + 2 * Space.S)

    def ink(self) -> str:
        return self._theme.colors.muted_on_sunken

    def fill(self) -> QColor | None:
        return None

    def _paint_content(self, painter: QPainter) -> None:
        field = QRectF(self.rect()).adjusted(Space.L, Space.S, -Space.L, -Space.S)
        fill_rounded(painter, field, Radius.M, self.tinted(self._theme.colors.sunken))
        metrics = self._theme.metrics(self.size_of_text, self.weight)
        room = field.adjusted(Space.S, 0, -Space.S, 0)
        painter.setFont(self._theme.font(self.size_of_text, self.weight))
        painter.setPen(self._theme.color(self.ink()))
        shown = metrics.elidedText(self._shown_text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, leading(self) | int(Qt.AlignmentFlag.AlignVCenter), shown)
        if self._shows_ring and self.hasFocus():
            focus_ring(painter, field, Radius.M, self._theme.color(self._theme.colors.accent))
