"""The square that was chosen, made anew: nothing of the file but its pixels leaves this computer."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, Qt
from PySide6.QtGui import QColorSpace, QImage, QPainter, QPainterPath, QPixmap

from microblog_desktop.viewmodels.people.edit.crop import Crop

SIDE = 512
_QUALITIES = (92, 85, 75, 60)


def cut(image: QImage, crop: Crop, side: int) -> QImage:
    """The chosen square, `side` pixels wide, in colours that every screen knows, without words of the file."""
    square = image.copy(_rect(crop))
    if square.colorSpace().isValid():
        square.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    has_alpha = square.hasAlphaChannel()
    format = QImage.Format.Format_ARGB32_Premultiplied if has_alpha else QImage.Format.Format_RGB32
    result = QImage(side, side, format)
    result.fill(Qt.GlobalColor.transparent)
    small = square.scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    painter = QPainter(result)
    painter.drawImage(0, 0, small)
    painter.end()
    return result


def encode(image: QImage, crop: Crop, most_bytes: int) -> bytes:
    """As sharp as it fits into `most_bytes`: PNG where one can look through it, JPEG otherwise."""
    side = max(1, min(SIDE, round(crop.side)))
    square = cut(image, crop, side)
    if square.hasAlphaChannel():
        data = _saved(square, "png", -1)
        if len(data) <= most_bytes:
            return data
    while True:
        for quality in _QUALITIES:
            data = _saved(_on_white(square), "jpeg", quality)
            if len(data) <= most_bytes:
                return data
        if square.width() == 1:
            return data
        square = cut(image, crop, max(1, square.width() // 2))


def round_pixmap(square: QImage, side: int, ratio: float) -> QPixmap:
    """A square picture, cut round, as an avatar of `side` shows it."""
    pixels = round(side * ratio)
    small = square.scaled(
        pixels, pixels, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    result = QPixmap(pixels, pixels)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    circle = QPainterPath()
    circle.addEllipse(QRectF(0, 0, pixels, pixels))
    painter.setClipPath(circle)
    painter.drawImage(0, 0, small)
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result


def _rect(crop: Crop) -> QRect:
    side = max(1, round(crop.side))
    x = min(round(crop.x), round(crop.width) - side)
    y = min(round(crop.y), round(crop.height) - side)
    return QRect(max(0, x), max(0, y), side, side)


def _on_white(square: QImage) -> QImage:
    """JPEG has nothing to look through."""
    if not square.hasAlphaChannel():
        return square
    flat = QImage(square.size(), QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    painter = QPainter(flat)
    painter.drawImage(0, 0, square)
    painter.end()
    return flat


def _saved(image: QImage, format: str, quality: int) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, format, quality)  # type: ignore[call-overload]
    buffer.close()
    return bytes(data.data())
