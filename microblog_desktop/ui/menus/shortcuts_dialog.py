"""The keys that do something, each with what it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.styles import scroll_bar_style
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Keys as they are written on the keyboard, and their meaning in the person's language."""

    keys: str
    meaning: str


class ShortcutsDialog(QDialog):
    """Show it with `open()`."""

    def __init__(self, theme: Theme, shortcuts: Sequence[Shortcut], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(_("Keyboard shortcuts"))
        table = QWidget()
        grid = QGridLayout(table)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        for row, shortcut in enumerate(shortcuts):
            keys = TextLabel(theme, shortcut.keys, size=TextSize.SMALL, weight=QFont.Weight.DemiBold)
            keys.setWordWrap(False)
            grid.addWidget(keys, row, 0)
            grid.addWidget(TextLabel(theme, shortcut.meaning, size=TextSize.SMALL), row, 1)
        grid.setRowStretch(len(shortcuts), 1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setStyleSheet(f"QScrollArea, QScrollArea > QWidget > QWidget {{ background: {theme.colors.surface}; }}")
        scroll.verticalScrollBar().setStyleSheet(scroll_bar_style(theme))
        scroll.setWidget(table)
        close = SecondaryButton(theme, _("Close"))
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.addWidget(scroll)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)
        self.resize(theme.scaled(420), theme.scaled(480))

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(self._theme.colors.surface))
