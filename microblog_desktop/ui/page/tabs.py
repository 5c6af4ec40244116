"""Tabs above a page: one of them is open; the arrow keys move between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.buttons import PaintedButton

_UNDERLINE = 2
_GAP = 20


class TabButton(PaintedButton):
    """One tab; underlined while it is open."""

    padding = Space.XXS
    height_px = 44
    radius = 4.0

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "", parent)
        self.setCheckable(True)

    def say(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()

    def ink(self) -> str:
        colors = self._theme.colors
        return colors.text if self.isChecked() or self._is_hovered else colors.muted

    def sizeHint(self) -> QSize:
        text = self._theme.metrics(self.size_of_text, self.weight).horizontalAdvance(self._shown_text())
        return QSize(text + 2 * self.padding, self._theme.scaled(self.height_px))

    def _paint_content(self, painter: QPainter) -> None:
        super()._paint_content(painter)
        if self.isChecked():
            accent = self._theme.color(self._theme.colors.accent)
            painter.fillRect(0, self.height() - _UNDERLINE, self.width(), _UNDERLINE, accent)


class PageTabs(QWidget):
    """In the column of the page; tabs are named by their number."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, count: int, column: int = 0, parent: QWidget | None = None) -> None:
        """`column` is the greatest width of the page's content, which the tabs begin with; 0 is no bound."""
        super().__init__(parent)
        self._theme = theme
        self._column = column
        self._inside = QWidget(self)
        self._buttons = [TabButton(theme, self._inside) for _ in range(count)]
        group = QButtonGroup(self)
        line = QHBoxLayout(self._inside)
        line.setContentsMargins(Space.L - Space.XXS, 0, Space.L - Space.XXS, 0)
        line.setSpacing(_GAP)
        for number, button in enumerate(self._buttons):
            group.addButton(button, number)
            line.addWidget(button)
        line.addStretch(1)
        outside = QHBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 1)
        outside.addStretch(1)
        outside.addWidget(self._inside, 100_000)
        outside.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        group.idToggled.connect(self._toggled)
        theme.changed.connect(self._restyle)
        self._restyle()

    def say(self, words: Sequence[str]) -> None:
        for button, text in zip(self._buttons, words, strict=True):
            button.say(text)

    def open(self, number: int) -> None:
        self._buttons[number].setChecked(True)

    def _toggled(self, number: int, is_open: bool) -> None:  # noqa: FBT001 - Qt's
        if is_open:
            self.chosen.emit(number)

    def _restyle(self) -> None:
        if self._column:
            self._inside.setMaximumWidth(self._theme.scaled(self._column))

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = self._theme.color(self._theme.colors.line)
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, line)
