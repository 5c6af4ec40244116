"""A turning arc that appears only when waiting lasts: a flash would be noise. It stands where nothing may move."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from microblog_desktop.ui.theme.theme import Theme

_DELAY_MS = 1000
_TURN_MS = 80
_DEGREES_A_TURN = 30


class Spinner(QWidget):
    """`start()` shows the arc after a second, `stop()` hides it at once."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, size: int = 24) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._angle = 0
        self._is_shown = False
        self._delay = QTimer(self, interval=_DELAY_MS, singleShot=True)
        self._delay.timeout.connect(self._appear)
        self._turns = QTimer(self, interval=_TURN_MS)
        self._turns.timeout.connect(self._turn)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    @property
    def is_started(self) -> bool:
        """Whether it turns, or will in a moment."""
        return self._is_shown or self._delay.isActive()

    def start(self) -> None:
        if not self.is_started:
            self._delay.start()

    def stop(self) -> None:
        self._delay.stop()
        self._turns.stop()
        self._is_shown = False
        self.update()

    def turn_while(self, *, is_waiting: bool) -> None:
        """Called with each change of what it stands for."""
        if is_waiting:
            self.start()
        else:
            self.stop()

    def _appear(self) -> None:
        self._is_shown = True
        if self._theme.moves:
            self._turns.start()
        self.update()

    def _restyle(self) -> None:
        if self._is_shown and not self._theme.moves:
            self._turns.stop()
        elif self._is_shown:
            self._turns.start()
        self.update()

    def _turn(self) -> None:
        self._angle = (self._angle + _DEGREES_A_TURN) % 360
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._is_shown:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.color(self._theme.colors.accent), 2.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(QRectF(self.rect()).adjusted(3, 3, -3, -3), -self._angle * 16, 270 * 16)
