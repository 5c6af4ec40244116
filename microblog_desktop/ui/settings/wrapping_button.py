"""A button whose words go on in the next line where it has no room for them beside each other."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.buttons import SecondaryButton

_TALL = 10_000
_PADDING_ABOVE = 6
_SPARE = 3  # spaces that are thin are measured as too thin
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


class WrappingButton(SecondaryButton):
    """`trailing_px` is kept free after the words, for what a subclass paints there."""

    trailing_px = 0

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def trailing(self) -> int:
        return self._theme.scaled(self.trailing_px)

    def _around(self) -> int:
        return 2 * self.padding + self.trailing + _SPARE

    def _words_within(self, room: int) -> QRect:
        metrics = self._theme.metrics(self.size_of_text, self.weight)
        return metrics.boundingRect(QRect(0, 0, max(room, 1), _TALL), _WRAPPED, self._shown_text())

    # Measures.

    def sizeHint(self) -> QSize:
        metrics = self._theme.metrics(self.size_of_text, self.weight)
        width = metrics.horizontalAdvance(self._shown_text()) + self._around()
        least = self._theme.scaled(self.height_px)
        return QSize(max(width, least), least)

    def minimumSizeHint(self) -> QSize:
        metrics = self._theme.metrics(self.size_of_text, self.weight)
        longest = max((metrics.horizontalAdvance(word) for word in self._shown_text().split()), default=0)
        return QSize(longest + self._around(), self._theme.scaled(self.height_px))

    def heightForWidth(self, width: int) -> int:
        words = self._words_within(width - self._around() + _SPARE)
        return max(self._theme.scaled(self.height_px), words.height() + 2 * _PADDING_ABOVE)

    # Looks.

    def _paint_content(self, painter: QPainter) -> None:
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        room = self.width() - 2 * self.padding - self.trailing
        left = self.padding + self.trailing if is_mirrored else self.padding
        flags = self._side() | int(Qt.AlignmentFlag.AlignVCenter) | _WRAPPED
        painter.setFont(self._theme.font(self.size_of_text, self.weight))
        painter.setPen(self._theme.color(self.ink()))
        painter.drawText(QRectF(left, 0, room, self.height()), flags, self._shown_text())

    def _side(self) -> int:
        return int(Qt.AlignmentFlag.AlignHCenter)


class WrappingDanger(WrappingButton):
    """Something that cannot be taken back."""

    def ink(self) -> str:
        return self._theme.colors.danger

    def outline(self) -> str:
        return self._theme.colors.danger
