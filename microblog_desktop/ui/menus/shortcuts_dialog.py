"""The keys that do something, each with what it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.styles import scroll_bar_style
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Radius, Space, TextSize
from microblog_desktop.ui.widgets.buttons import SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel

_LINE = 24
_MOVES = {
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Space: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
}


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Keys as they are written on the keyboard, and their meaning in the person's language."""

    keys: str
    meaning: str


class _KeysArea(QScrollArea):
    """Has the focus at first, so that the keys that move in a page move in it; the accent colour around it tells so."""

    def __init__(self, theme: Theme, table: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Keyboard shortcuts"))
        colors = theme.colors
        self.setStyleSheet(
            f"QScrollArea, QScrollArea > QWidget > QWidget {{ background: {colors.surface}; }}"
            f"QScrollArea {{ border: 2px solid {colors.surface}; border-radius: {Radius.S}px; }}"
            f"QScrollArea:focus {{ border-color: {colors.accent}; }}"
        )
        self.verticalScrollBar().setStyleSheet(scroll_bar_style(theme))
        self.verticalScrollBar().setSingleStep(theme.scaled(_LINE))
        self.setWidget(table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = _MOVES.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
        else:
            self.verticalScrollBar().triggerAction(move)


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
        scroll = _KeysArea(theme, table)
        close = SecondaryButton(theme, _("Close"))
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.addWidget(scroll)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)
        scroll.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(theme.scaled(420), theme.scaled(480))

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(self._theme.colors.surface))
