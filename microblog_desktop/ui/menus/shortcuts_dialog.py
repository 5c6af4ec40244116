"""The keys that do something, each with what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.styles import scroll_bar_style
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Radius, Space, TextSize
from microblog_desktop.ui.widgets.buttons import SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.painting import focus_ring

_LINE = 24
_RING = 4
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
    """Keys as they are written on the keyboard, and their meaning in the language of the moment."""

    keys: str
    meaning: Callable[[], str]


class _KeysArea(QScrollArea):
    """Has the focus at first, so that the keys that move in a page move in it; the accent colour around it tells so."""

    def __init__(self, theme: Theme, table: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setStyleSheet(scroll_bar_style(theme))
        self.verticalScrollBar().setSingleStep(theme.scaled(_LINE))
        self.setWidget(table)
        # What is under them is the dialog's own ground.
        for ground in (table, self.viewport()):
            ground.setAutoFillBackground(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.window().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.window().update()

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
        self._shortcuts = tuple(shortcuts)
        self._meanings: list[TextLabel] = []
        table = QWidget()
        grid = QGridLayout(table)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        for row, shortcut in enumerate(shortcuts):
            keys = TextLabel(theme, shortcut.keys, size=TextSize.SMALL, weight=QFont.Weight.DemiBold)
            keys.setWordWrap(False)
            grid.addWidget(keys, row, 0)
            meaning = TextLabel(theme, size=TextSize.SMALL)
            grid.addWidget(meaning, row, 1)
            self._meanings.append(meaning)
        grid.setRowStretch(len(shortcuts), 1)
        self._scroll = _KeysArea(theme, table)
        self._close = SecondaryButton(theme)
        self._close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.addWidget(self._scroll)
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTrailing)
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
        self.retranslate()
        self.resize(theme.scaled(420), theme.scaled(480))

    def retranslate(self) -> None:
        self.setWindowTitle(_("Keyboard shortcuts"))
        self._scroll.setAccessibleName(_("Keyboard shortcuts"))
        self._close.setText(_("Close"))
        for label, shortcut in zip(self._meanings, self._shortcuts, strict=True):
            label.setText(shortcut.meaning())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, colors = QPainter(self), self._theme.colors
        painter.fillRect(self.rect(), self._theme.color(colors.surface))
        if self._scroll.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            around = QRectF(self._scroll.geometry()).adjusted(-_RING, -_RING, _RING, _RING)
            focus_ring(painter, around, Radius.S, self._theme.color(colors.accent))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
