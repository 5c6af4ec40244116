"""A scroll bar that floats over the rows: it takes no room from them and comes and goes without moving them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from microblog_desktop.ui.theme.styles import scroll_bar_style
from microblog_desktop.ui.theme.theme import Theme


class OverlayBar(QScrollBar):
    """Mirrors the hidden vertical bar of a scroll area, both ways."""

    def __init__(self, theme: Theme, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._theme = theme
        self._area = area
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hidden = area.verticalScrollBar()
        hidden.rangeChanged.connect(self._take_range)
        hidden.valueChanged.connect(self.setValue)
        self.valueChanged.connect(hidden.setValue)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def stand_at_the_edge(self) -> None:
        width, area = self.sizeHint().width(), self._area
        is_mirrored = area.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setGeometry(0 if is_mirrored else area.width() - width, 0, width, area.height())
        self.raise_()

    def _take_range(self, low: int, high: int) -> None:
        self.setPageStep(self._area.verticalScrollBar().pageStep())
        self.setRange(low, high)
        self.setVisible(high > low)

    def _restyle(self) -> None:
        self.setStyleSheet(scroll_bar_style(self._theme))
