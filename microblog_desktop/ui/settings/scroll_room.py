"""Room that scrolls up and down only, without a frame."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from microblog_desktop.ui.theme.styles import scroll_bar_style
from microblog_desktop.ui.theme.theme import Theme

_STEP = 32


class ScrollRoom(QScrollArea):
    """Its ground is one of the theme's colours; a control that takes the focus is brought into sight."""

    def __init__(self, theme: Theme, inside: QWidget, *, color: str = "surface") -> None:
        super().__init__()
        self._theme = theme
        self._color_name = color
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = inside
        self.setWidget(inside)
        theme.changed.connect(self._restyle)
        self._restyle()
        # Qt itself follows the Tab key only from one control in here to the next.
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._inside.isAncestorOf(new):
            self.ensureWidgetVisible(new)

    def _restyle(self) -> None:
        ground = self._theme.color(getattr(self._theme.colors, self._color_name))
        for part in (self.viewport(), self._inside):
            palette = part.palette()
            palette.setColor(QPalette.ColorRole.Window, ground)
            part.setPalette(palette)
            part.setAutoFillBackground(True)
        self.verticalScrollBar().setStyleSheet(scroll_bar_style(self._theme))
        self.verticalScrollBar().setSingleStep(self._theme.scaled(_STEP))
