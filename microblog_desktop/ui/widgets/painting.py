"""How the painted widgets draw what they share: rounded fills, outlines, the focus ring."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

_RING_WIDTH = 2.0
_ROW_RADIUS = 8.0


def fill_rounded(painter: QPainter, rect: QRectF, radius: float, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(rect, radius, radius)


def outline_rounded(painter: QPainter, rect: QRectF, radius: float, color: QColor, width: float = 1.0) -> None:
    half = width / 2
    painter.setPen(QPen(color, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


def focus_ring(painter: QPainter, rect: QRectF, radius: float, color: QColor) -> None:
    """The ring around what the keyboard would act on."""
    outline_rounded(painter, rect, radius, color, _RING_WIDTH)


def row_ring(row: QWidget, color: QColor) -> None:
    """The same around a whole row; for rows that paint nothing else."""
    painter = QPainter(row)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    focus_ring(painter, QRectF(row.rect()).adjusted(2, 2, -2, -3), _ROW_RADIUS, color)


def mix(first: QColor, second: QColor, share: float) -> QColor:
    """`first` with the share `share` (0 to 1) of `second`."""
    keep = 1.0 - share
    return QColor.fromRgbF(
        first.redF() * keep + second.redF() * share,
        first.greenF() * keep + second.greenF() * share,
        first.blueF() * keep + second.blueF() * share,
    )


def leading(widget: QWidget) -> int:
    """The side on which lines begin in the direction of `widget`, whatever language a text is in."""
    is_mirrored = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignAbsolute)


def mirrored(rect: QRect, widget: QWidget, width: int) -> QRect:
    """`rect`, placed in `width` pixels as if one reads from the left, as it lies in the direction of `widget`.

    As `QStyle.visualRect` does; but loading QStyle, which nothing else here needs, takes 4 ms of the start.
    """
    if widget.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
        return rect
    return QRect(width - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())
