"""Waits for keys to be pressed, and says what becomes of them. Esc leaves it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.keys.pressed import native_keys, pressed_keys
from microblog_desktop.ui.signin.announce import announce
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Radius, Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.painting import fill_rounded
from microblog_desktop.viewmodels.keys.choosing import KeyChoices


class KeyCapture(QWidget):
    """For one action; `instead_of` is the keys that the new ones replace, if any. It ends with `finished`."""

    finished = Signal()

    def __init__(self, theme: Theme, choices: KeyChoices, name: str, instead_of: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._choices = choices
        self._name = name
        self._instead_of = instead_of
        self._offered = ""
        self._is_over = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.words = TextLabel(theme, size=TextSize.SMALL)
        self.take = LinkButton(theme, _("Use them here"))
        self.leave = LinkButton(theme, _("Cancel"))
        self.take.clicked.connect(self._take_over)
        self.leave.clicked.connect(self.end)
        self.take.hide()
        ways = QHBoxLayout()
        ways.addWidget(self.take)
        ways.addWidget(self.leave)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
        column.setSpacing(Space.XXS)
        column.addWidget(self.words)
        column.addLayout(ways)
        self._say(_("Press the new keys for “{meaning}”. Esc leaves it as it is.").format(meaning=choices.words(name)))

    def end(self) -> None:
        if not self._is_over:
            self._is_over = True
            self.finished.emit()

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.setAccessibleName(words)
        announce(self, words)

    def _pressed(self, sequence: str) -> None:
        verdict = self._choices.judge(self._name, sequence)
        shown = native_keys((sequence,))
        self.take.hide()
        if verdict.obstacle is not None:
            self._say(f"{shown}: {self._choices.complaint(verdict)}")
        elif verdict.rival is not None:
            self._offered = sequence
            self.take.show()
            self._say(
                _("{keys} already means “{meaning}”. Use these keys here, and no longer there?").format(
                    keys=shown, meaning=self._choices.words(verdict.rival.name)
                )
            )
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._put(sequence)

    def _take_over(self) -> None:
        self._put(self._offered)

    def _put(self, sequence: str) -> None:
        # It ends first: the list is filled anew as soon as the keys are others.
        self.end()
        self._choices.put(self._name, sequence, self._instead_of)

    # Qt tells.

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and self.hasFocus():
            # No key of the window means anything now.
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.hasFocus():
            # Here, since Tab would be taken before `keyPressEvent`.
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sequence = pressed_keys(event)
        event.accept()
        if sequence == "Esc":
            self.end()
        elif sequence and self.hasFocus():
            self._pressed(sequence)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = self._theme.colors
        ground = colors.accent_soft if self.hasFocus() else colors.sunken
        fill_rounded(painter, self.rect().toRectF(), Radius.S, self._theme.color(ground))
