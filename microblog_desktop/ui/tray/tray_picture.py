"""The icon of the tray, with the number of what waits to be read."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPainterPath, QPen, QPixmap

from microblog_desktop.ui.theme.tokens import LIGHT
from microblog_desktop.viewmodels.attention.badge import short_count

SIZES_PX = (16, 22, 24, 32, 48, 64)
# Below, there is room for the number or for the letter.
_NUMBER_ALONE_BELOW = 32
# A panel may be light or dark and does not say which: these colours can be read on both.
_GROUND = QColor(LIGHT.accent)
_NEWS = QColor(LIGHT.danger)
_INK = QColor("#ffffff")


def tray_icon(count: int) -> QIcon:
    icon = QIcon()
    for size in SIZES_PX:
        icon.addPixmap(tray_picture(count, size))
    return icon


def tray_picture(count: int, size: int) -> QPixmap:
    """A square of so many pixels; the number is at most "99+"."""
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(0, 0, size, size)
    if not count:
        _paint_sign(painter, whole)
    elif size < _NUMBER_ALONE_BELOW:
        _paint_number(painter, whole, short_count(count), size * 0.22)
    else:
        _paint_sign(painter, whole)
        _paint_corner(painter, size, short_count(count))
    painter.end()
    return picture


def _paint_sign(painter: QPainter, rect: QRectF) -> None:
    """The "m" of the program's icon, drawn: its lines stay crisp where a font's would not."""
    side = rect.width()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(rect, side * 0.24, side * 0.24)
    path = QPainterPath()
    left, right, top, foot = side * 0.27, side * 0.73, side * 0.34, side * 0.7
    middle = (left + right) / 2
    path.moveTo(left, foot)
    path.lineTo(left, top)
    for begin, end in ((left, middle), (middle, right)):
        path.moveTo(begin, top + side * 0.1)
        path.quadTo(QPointF((begin + end) / 2, top - side * 0.08), QPointF(end, top + side * 0.1))
        path.lineTo(end, foot)
    pen = QPen(_INK, max(1.6, side * 0.09), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.strokePath(path, pen)


def _paint_corner(painter: QPainter, size: int, words: str) -> None:
    height = size * 0.56
    width = height if len(words) == 1 else size * (0.72 if len(words) == 2 else 0.92)
    rect = QRectF(size - width, size - height, width, height)
    edge = size * 0.05
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_INK)
    painter.drawRoundedRect(rect.adjusted(-edge, -edge, edge, edge), height / 2 + edge, height / 2 + edge)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    _paint_number(painter, rect, words, height / 2)


def _paint_number(painter: QPainter, rect: QRectF, words: str, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_NEWS)
    painter.drawRoundedRect(rect, radius, radius)
    # As an outline it can be as large as the room, whatever the font's own sizes are.
    glyphs = QPainterPath()
    font = QFont()
    font.setWeight(QFont.Weight.Bold)
    font.setPixelSize(100)
    glyphs.addText(0, 0, font, words)
    bounds = glyphs.boundingRect()
    scale = min(rect.width() * 0.84 / bounds.width(), rect.height() * 0.68 / bounds.height())
    painter.save()
    painter.translate(rect.center())
    painter.scale(scale, scale)
    painter.translate(-bounds.center())
    painter.fillPath(glyphs, _INK)
    painter.restore()
