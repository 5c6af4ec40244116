"""Where the card goes: beside what the pointer is on, never over it, and always inside."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt

GAP = 6
EDGE = 6
"""The least distance from the edges of the window."""


def room_for(window: QRect, screen: QRect, target: QRect) -> QRect:
    """Where a card may be: in the window, and of that only what is on the screen of the target.

    Some systems do not tell where a window is: a screen that would not hold the target is not believed.
    """
    seen = window.intersected(screen)
    return (seen if seen.intersects(target) else window).adjusted(EDGE, EDGE, -EDGE, -EDGE)


def place_card(size: QSize, target: QRect, room: QRect, direction: Qt.LayoutDirection) -> QRect | None:
    """Below the target, else above it, else beside it; None if it has room nowhere."""
    is_mirrored = direction is Qt.LayoutDirection.RightToLeft
    start = target.right() + 1 - size.width() if is_mirrored else target.left()
    after, before = target.right() + 1 + GAP, target.left() - GAP - size.width()
    along_x, along_y = _moved_in(start, size.width(), room.left(), room.width()), target.top()
    along_y = _moved_in(along_y, size.height(), room.top(), room.height())
    corners = [
        QPoint(along_x, target.bottom() + 1 + GAP),
        QPoint(along_x, target.top() - GAP - size.height()),
        *(QPoint(x, along_y) for x in ((before, after) if is_mirrored else (after, before))),
    ]
    places = (QRect(corner, size) for corner in corners)
    return next((place for place in places if room.contains(place) and not place.intersects(target)), None)


def place_asked(size: QSize, target: QRect, room: QRect, direction: Qt.LayoutDirection) -> QRect:
    """The same for who asked by a key: where there is no room beside the target, over it."""
    free = place_card(size, target, room, direction)
    if free is not None:
        return free
    x = _moved_in(target.left(), size.width(), room.left(), room.width())
    y = _moved_in(target.bottom() + 1 + GAP, size.height(), room.top(), room.height())
    return QRect(QPoint(x, y), size)


def _moved_in(wanted: int, length: int, begin: int, room: int) -> int:
    """The place nearest to `wanted` at which `length` lies in the room; its begin if it is too long."""
    return max(begin, min(wanted, begin + room - length))
