"""A switch: a pill with a knob at the side that is on."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.buttons import PaintedButton
from microblog_desktop.ui.widgets.painting import fill_rounded, mix

_PILL = QSize(36, 20)
_ROOM_FOR_RING = 4
_EDGE = 2
_OFF_SHARE = 0.5  # of the way from a line to the faintest ink


class Switch(PaintedButton):
    """Shows what `show_state` says; a press only tells `wanted`, and whoever hears it shows what came of it."""

    wanted = Signal()
    radius = 14.0

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._is_on = False
        # To a screen reader it is a check box.
        self.setCheckable(True)
        self.clicked.connect(self.wanted)
        self.toggled.connect(self._toggled)

    def show_state(self, *, is_on: bool) -> None:
        self._is_on = is_on
        self.setChecked(is_on)
        self.update()

    def nextCheckState(self) -> None:
        """Stay as it is until the state is another one."""

    def _toggled(self) -> None:
        if self.isChecked() is not self._is_on:
            # A screen reader may turn it without a press.
            self.setChecked(self._is_on)
            self.click()

    # Looks.

    def fill(self) -> QColor | None:
        return None

    def sizeHint(self) -> QSize:
        room = 2 * _ROOM_FOR_RING
        return QSize(self._theme.scaled(_PILL.width()) + room, self._theme.scaled(_PILL.height()) + room)

    def _paint_content(self, painter: QPainter) -> None:
        colors = self._theme.colors
        pill = QRectF(self.rect()).adjusted(_ROOM_FOR_RING, _ROOM_FOR_RING, -_ROOM_FOR_RING, -_ROOM_FOR_RING)
        radius = pill.height() / 2
        off = mix(self._theme.color(colors.line), self._theme.color(colors.faint), _OFF_SHARE)
        fill_rounded(painter, pill, radius, self.tinted(colors.accent) if self._is_on else self.tinted(off.name()))
        is_at_right = self._is_on is not (self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        middle = QPointF(pill.right() - radius if is_at_right else pill.left() + radius, pill.center().y())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(colors.on_accent if self._is_on else colors.surface))
        painter.drawEllipse(middle, radius - _EDGE, radius - _EDGE)

    def _restyle(self) -> None:
        self.radius = self.sizeHint().height() / 2
        super()._restyle()
