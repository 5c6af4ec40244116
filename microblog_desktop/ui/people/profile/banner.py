"""What is drawn behind the top of a profile: the person's own colour, going over into the accent colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import DARK, LIGHT
from microblog_desktop.ui.widgets.avatar import color_of
from microblog_desktop.ui.widgets.painting import mix

_SHADE = 0.35


def paint_banner(painter: QPainter, rect: QRect, theme: Theme, username: str, *, is_mirrored: bool) -> None:
    """From where reading begins to where it ends; in the dark, less bright."""
    begin, end = color_of(username), QColor(LIGHT.accent)
    if theme.is_dark:
        ground = QColor(DARK.surface)
        begin, end = mix(begin, ground, _SHADE), mix(end, ground, _SHADE)
    room = QRectF(rect)
    corners = (room.topRight(), room.bottomLeft()) if is_mirrored else (room.topLeft(), room.bottomRight())
    gradient = QLinearGradient(*corners)
    gradient.setColorAt(0.0, begin)
    gradient.setColorAt(0.9, end)
    painter.fillRect(room, gradient)


def paint_edge(painter: QPainter, theme: Theme, around: QRect, width: int) -> None:
    """The rim between the avatar and the banner that it stands over."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(theme.colors.surface))
    middle = QPointF(QRectF(around).center())
    radius = around.width() / 2 + width
    painter.drawEllipse(middle, radius, radius)
