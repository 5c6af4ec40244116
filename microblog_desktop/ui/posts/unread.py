"""How a row looks that tells of something new."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.painting import mirrored, mix

_BAR = 3
_SHARE_OF_ACCENT = 0.06


def paint_unread(painter: QPainter, row: QWidget, theme: Theme) -> None:
    """A hint of the accent colour on the ground, and a bar of it where one begins to read."""
    accent = theme.color(theme.colors.accent)
    painter.fillRect(row.rect(), mix(theme.color(theme.colors.surface), accent, _SHARE_OF_ACCENT))
    painter.fillRect(mirrored(QRect(0, 0, _BAR, row.height() - 1), row, row.width()), accent)
