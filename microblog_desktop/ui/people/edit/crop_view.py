"""The picture under a round hole: moved by the pointer or the arrow keys, zoomed by the wheel, + and −."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Radius, Space
from microblog_desktop.ui.widgets.painting import focus_ring
from microblog_desktop.viewmodels.people.edit.crop import Crop, middle_of

_SIDE = 300
_LEAST_SIDE = 140
_STEP = 1.15
_PIXELS_PER_KEY = 4
_PIXELS_PER_KEY_WITH_SHIFT = 24
_SHADE = QColor(0, 0, 0, 140)
_WHEEL_NOTCH = 120
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CropView(QWidget):
    """`crop_changed` with every move; the hole stays in the middle, the picture moves under it."""

    crop_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()
        self._pixmap = QPixmap()
        self.crop = middle_of(1, 1)
        self._grabbed_at: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.update)

    @property
    def image(self) -> QImage:
        return self._image

    def show_image(self, image: QImage) -> None:
        self._image = image
        self._pixmap = QPixmap.fromImage(image)
        self.set_crop(middle_of(image.width(), image.height()))

    def set_crop(self, crop: Crop) -> None:
        if crop != self.crop:
            self.crop = crop
            self.update()
            self.crop_changed.emit()

    def zoom_by(self, steps: float) -> None:
        self.set_crop(self.crop.zoomed(self.crop.zoom * _STEP**steps))

    def retranslate(self) -> None:
        self.setAccessibleName(_("Part of the picture"))
        self.setAccessibleDescription(_("Arrow keys move the picture, plus and minus change its size."))

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_SIDE, _LEAST_SIDE)

    def _hole(self) -> QRectF:
        side = min(self.width(), self.height()) - 2 * int(Space.M)
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def _pixels_per_point(self) -> float:
        """How many of the picture's pixels are under one of the screen's."""
        return self.crop.side / self._hole().width()

    def _slide(self, right: float, down: float) -> None:
        """Move the picture so many pixels of the screen: what is cut moves the other way."""
        scale = self._pixels_per_point()
        self.set_crop(self.crop.moved(-right * scale, -down * scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        whole, hole = QRectF(self.rect()), self._hole()
        frame = QPainterPath()
        frame.addRoundedRect(whole, Radius.S, Radius.S)
        painter.setClipPath(frame)
        painter.fillRect(whole, self._theme.color(self._theme.colors.sunken))
        scale = 1 / self._pixels_per_point()
        crop = self.crop
        shown = QRectF(hole.x() - crop.x * scale, hole.y() - crop.y * scale, crop.width * scale, crop.height * scale)
        painter.drawPixmap(shown, self._pixmap, QRectF(self._pixmap.rect()))
        around = QPainterPath()
        around.addRect(whole)
        around.addEllipse(hole)
        painter.fillPath(around, _SHADE)
        painter.setPen(QColor("#ffffff"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(hole)
        if self.hasFocus():
            # On two colours one is seen, whatever the picture is like.
            focus_ring(painter, whole, Radius.S, self._theme.color(self._theme.colors.accent))
            inner = whole.adjusted(2, 2, -2, -2)
            focus_ring(painter, inner, Radius.S - 2, self._theme.color(self._theme.colors.on_accent))

    # By the pointer.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._grabbed_at = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed_at is not None:
            way = event.position() - self._grabbed_at
            self._grabbed_at = event.position()
            self._slide(way.x(), way.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grabbed_at = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(event.angleDelta().y() / _WHEEL_NOTCH)
        event.accept()

    # By the keyboard.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            is_far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            step = _PIXELS_PER_KEY_WITH_SHIFT if is_far else _PIXELS_PER_KEY
            self._slide(_ARROWS[key][0] * step, _ARROWS[key][1] * step)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom_by(-1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
