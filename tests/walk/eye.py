"""Sees what is painted: every text that our own widgets draw, where, in which colour, and what was cut off it."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text that a widget painted, and the room that it took in that widget."""

    widget: QWidget
    text: str
    place: QRect
    room: QRect
    color: QColor
    by: str

    @property
    def is_cut(self) -> bool:
        """Whether some of it is outside of the room it was given, or of the widget."""
        room = self.room.intersected(self.widget.rect()).adjusted(-1, -2, 1, 2)
        return not room.contains(self.place)


@dataclass
class Seen:
    """Everything painted in one look."""

    drawn: list[Drawn] = field(default_factory=list)
    shortened: list[tuple[str, str]] = field(default_factory=list)  # the whole text, and who shortened it
    image: QImage = field(default_factory=QImage)


@contextmanager
def _watching(seen: Seen) -> Iterator[None]:
    draw, shorten = QPainter.drawText, QFontMetrics.elidedText

    def drawing(painter: QPainter, *arguments: Any) -> Any:
        noticed = _drawn(painter, arguments)
        if noticed is not None:
            seen.drawn.append(noticed)
        return draw(painter, *arguments)

    def shortening(metrics: QFontMetrics, text: str, *arguments: Any) -> str:
        shown: str = shorten(metrics, text, *arguments)
        if shown != text:
            seen.shortened.append((text, _caller(2)))
        return shown

    QPainter.drawText, QFontMetrics.elidedText = drawing, shortening  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        QPainter.drawText, QFontMetrics.elidedText = draw, shorten  # type: ignore[method-assign]


def look(window: QWidget) -> Seen:
    """Paint the window and tell what was painted."""
    seen = Seen()
    with _watching(seen):
        seen.image = window.grab().toImage()
    return seen


def _flags_here(painter: QPainter, text: str, flags: int) -> int:
    """The flags as if one read from the left: metrics know nothing of a direction."""
    left, right = int(Qt.AlignmentFlag.AlignLeft), int(Qt.AlignmentFlag.AlignRight)
    direction = painter.layoutDirection()
    is_mirrored = direction is Qt.LayoutDirection.RightToLeft
    if direction is Qt.LayoutDirection.LayoutDirectionAuto:
        is_mirrored = text.isprintable() and any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)
    if not is_mirrored or flags & int(Qt.AlignmentFlag.AlignAbsolute) or flags & int(Qt.AlignmentFlag.AlignHCenter):
        return flags
    return flags & ~right | left if flags & right else flags & ~left | right


def _caller(depth: int) -> str:
    code = sys._getframe(depth).f_code
    return f"{code.co_filename.rpartition('/')[2].removesuffix('.py')}.{code.co_name}"


def _drawn(painter: QPainter, arguments: tuple[Any, ...]) -> Drawn | None:
    device = painter.device()
    text = next((one for one in arguments if isinstance(one, str)), "")
    if not isinstance(device, QWidget) or not text.strip():
        return None
    first, metrics = arguments[0], painter.fontMetrics()
    color, by = QColor(painter.pen().color()), _caller(3)
    if isinstance(first, QRect | QRectF):
        room = first.toAlignedRect() if isinstance(first, QRectF) else QRect(first)
        flags = int(arguments[1]) if isinstance(arguments[1], int | Qt.AlignmentFlag) else 0
        place = metrics.boundingRect(room, _flags_here(painter, text, flags), text)
        if not flags & int(Qt.TextFlag.TextWordWrap):
            # Letters may reach a little over the place where they stand, and a font that helps out for some of them may
            # have higher lines: what counts is how far they advance, and their ink.
            place.setWidth(min(place.width(), metrics.horizontalAdvance(text)))
            ink = metrics.tightBoundingRect(text).height()
            spare = max(0, (place.height() - ink) // 2)
            place.adjust(0, spare, 0, -spare)
        return Drawn(device, text, painter.transform().mapRect(place), painter.transform().mapRect(room), color, by)
    at = first.toPoint() if not isinstance(first, int) else QPoint(first, int(arguments[1]))
    place = QRect(at.x(), at.y() - metrics.ascent(), metrics.horizontalAdvance(text), metrics.height())
    place = painter.transform().mapRect(place)
    return Drawn(device, text, place, device.rect(), color, by)


def contrast(one: QColor, other: QColor) -> float:
    """As WCAG defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
