"""Search in one conversation: a field, how many there are, and the ways up and down."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import IconButton
from microblog_desktop.ui.widgets.card import Panel
from microblog_desktop.ui.widgets.fields import LineField
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.messages.conversation_search import ConversationSearch


class FindBar(Panel):
    """Hidden until `open`; Enter goes up, Shift+Enter down, Escape gives up."""

    closed = Signal()

    def __init__(self, theme: Theme, model: ConversationSearch, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self.field = LineField(theme)
        self._count = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._up = IconButton(theme, "arrow-up", "")
        self._down = IconButton(theme, "chevron-down", "")
        self._close = IconButton(theme, "close", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.XS, Space.S, Space.XS)
        row.setSpacing(Space.XXS)
        row.addWidget(self.field, 1)
        for widget in (self._count, self._up, self._down, self._close):
            row.addWidget(widget)
        self.field.typed.connect(model.look_for)
        self._up.clicked.connect(model.go_up)
        self._down.clicked.connect(model.go_down)
        self._close.clicked.connect(self.close_bar)
        model.changed.connect(self._show)
        self.retranslate()
        self.hide()

    def open(self) -> None:
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._model.look_for(self.field.seen_text)

    def close_bar(self) -> None:
        self.hide()
        self._model.look_for("")
        self.closed.emit()

    def retranslate(self) -> None:
        words = _("Search in this conversation")
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(words)
        self._up.set_name(_("Older"))
        self._down.set_name(_("Newer"))
        self._close.set_name(_("Close the search"))
        self._show()

    def _show(self) -> None:
        has_finds = self._model.current is not None
        self._count.setText(self._model.words)
        self.field.setAccessibleDescription(self._model.words)
        self._up.setEnabled(has_finds)
        self._down.setEnabled(has_finds)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._model.go_down() if is_shifted else self._model.go_up()
        elif event.key() == Qt.Key.Key_Up:
            self._model.go_up()
        elif event.key() == Qt.Key.Key_Down:
            self._model.go_down()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
