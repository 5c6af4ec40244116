"""How much room is left: a ring that fills, and a number once it matters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from microblog_desktop.i18n.formats import number
from microblog_desktop.i18n.translate import ngettext
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.viewmodels.writing.drafted_text import DraftedText

_RING = 20
_PEN = 2.5


class Counter(QWidget):
    """Invisible while nothing is written."""

    def __init__(self, theme: Theme, model: DraftedText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        model.changed.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.setVisible(not self._model.is_empty)
        self.setAccessibleName(self._words())
        self.setToolTip(self._words())
        self.updateGeometry()
        self.update()

    def shown_number(self) -> str:
        """The number beside the ring; empty while there is plenty of room."""
        return number(self._model.remaining) if self._model.is_near_limit else ""

    def sizeHint(self) -> QSize:
        text = self._theme.metrics(TextSize.SMALL, QFont.Weight.DemiBold).horizontalAdvance(self.shown_number())
        side = self._theme.scaled(_RING)
        return QSize(side + (text + int(Space.XS) if text else 0), side)

    def _words(self) -> str:
        left = self._model.remaining
        if left >= 0:
            return ngettext("{count} character left", "{count} characters left", left).format(count=number(left))
        return ngettext("{count} character too many", "{count} characters too many", -left).format(count=number(-left))

    def _ink(self) -> str:
        colors = self._theme.colors
        if self._model.remaining < 0:
            return colors.danger
        return colors.warn if self._model.is_near_limit else colors.accent

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._theme.scaled(_RING)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        ring = QRectF(0 if is_mirrored else self.width() - side, 0, side, side).adjusted(2, 2, -2, -2)
        painter.setPen(QPen(self._theme.color(self._theme.colors.line), _PEN))
        painter.drawEllipse(ring)
        share = min(1.0, self._model.used / max(1, self._model.limit))
        pen = QPen(self._theme.color(self._ink()), _PEN)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(ring, 90 * 16, round(-share * 360 * 16))
        if self.shown_number():
            painter.setFont(self._theme.font(TextSize.SMALL, QFont.Weight.DemiBold))
            rest = QRectF(side if is_mirrored else 0, 0, self.width() - side, self.height())
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(rest.adjusted(int(Space.XS) if is_mirrored else 0, 0, 0, 0), align, self.shown_number())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.refresh()
