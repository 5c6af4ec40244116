"""How many posts somebody wrote, whom they follow and who follows them: the number stands out, some open a list."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import TextSize
from microblog_desktop.ui.widgets.buttons import PaintedButton

# A number stands before its word, or behind it, as the sentence says: never as the window is mirrored.
_LINE = int(
    Qt.AlignmentFlag.AlignLeft
    | Qt.AlignmentFlag.AlignAbsolute
    | Qt.AlignmentFlag.AlignVCenter
    | Qt.TextFlag.TextSingleLine
)


class CountButton(PaintedButton):
    """A number with its word; one that opens nothing is only text."""

    size_of_text = TextSize.NORMAL
    padding = 0
    height_px = 26
    radius = 4.0

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "", parent)
        self._parts: tuple[str, str, str] = ("", "", "")

    def say(self, words: str, number: str, *, opens: bool) -> None:
        before, found, after = words.partition(number)
        self._parts = (before, found, after)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if opens else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not opens)
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 2, self._theme.scaled(self.height_px))

    def _weights(self) -> tuple[QFont.Weight, QFont.Weight, QFont.Weight]:
        return QFont.Weight.Normal, QFont.Weight.Bold, QFont.Weight.Normal

    def _widths(self) -> list[int]:
        measured = zip(self._parts, self._weights(), strict=True)
        return [self._theme.metrics(self.size_of_text, weight).horizontalAdvance(part) for part, weight in measured]

    def _paint_content(self, painter: QPainter) -> None:
        colors, x = self._theme.colors, 0
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        quiet = colors.text if self._is_hovered else colors.muted
        for part, weight, width in zip(self._parts, self._weights(), self._widths(), strict=True):
            painter.setFont(self._theme.font(self.size_of_text, weight))
            painter.setPen(self._theme.color(colors.text if weight is QFont.Weight.Bold else quiet))
            # A blank at the edge of a part is part of its width.
            painter.drawText(QRect(x, 0, width + 1, self.height()), _LINE, part)
            x += width
