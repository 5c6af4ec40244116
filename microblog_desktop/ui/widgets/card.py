"""Surfaces: a card with a rounded outline, a plain panel, and a thin line between things."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Radius, Space
from microblog_desktop.ui.widgets.painting import fill_rounded, outline_rounded


class Card(QWidget):
    """A rounded surface with a thin outline; add to its `column`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, margin: int = Space.M - 2) -> None:
        super().__init__(parent)
        self._theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(Space.XS)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        fill_rounded(painter, rect, Radius.M, self._theme.color(self._theme.colors.surface))
        outline_rounded(painter, rect, Radius.M, self._theme.color(self._theme.colors.line))


class Panel(QWidget):
    """A surface filled with one of the theme's colours, named as there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, color: str = "surface") -> None:
        super().__init__(parent)
        self._theme = theme
        self._color_name = color
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        color = self._theme.color(getattr(self._theme.colors, self._color_name))
        QPainter(self).fillRect(self.rect(), color)


class Line(QWidget):
    """A line one pixel thin; lying, unless it is put where it can only stand."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(1)
        theme.changed.connect(self.update)

    @classmethod
    def standing(cls, theme: Theme, parent: QWidget | None = None) -> Line:
        line = cls(theme, parent)
        line.setFixedSize(QSize(1, 16_777_215))
        line.setMinimumHeight(0)
        line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        return line

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(self._theme.colors.line))
