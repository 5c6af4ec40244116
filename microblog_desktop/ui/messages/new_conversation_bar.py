"""A line in which one types whom to write to, and below it those whose name begins so."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.i18n.formats import number
from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.ui.keys.pressed import COMMANDS
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.messages.conversation_rows import ConversationRows
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.card import Panel
from microblog_desktop.ui.widgets.fields import LineField
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.messages.new_conversation import NewConversationModel

_TOLD_AFTER_MS = 700


class NewConversationBar(Panel):
    """Hidden until `open`. Enter chooses who is drawn out, arrow keys draw out others, Escape gives up."""

    given_up = Signal()
    typed = Signal()

    def __init__(
        self, theme: Theme, pictures: RoundPictures, model: NewConversationModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._model = model
        self.field = LineField(theme)
        self._line = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._rows = ConversationRows(theme, pictures, self)
        self.list = VirtualList(theme, model.people, self._rows)
        self._telling = QTimer(self, interval=_TOLD_AFTER_MS, singleShot=True)
        self._telling.timeout.connect(self._tell)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.hide()

    @property
    def is_choosing(self) -> bool:
        """Whether people are shown, or why there are none."""
        return not self.isHidden() and not self._model.people.is_blank

    @property
    def drawn_out(self) -> PersonId | None:
        """Whom Enter chooses."""
        return self._rows.selected

    def open(self) -> None:
        self.field.clear()
        self._model.forget()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        people = self._model.people
        self._line.setText(self._model.line)
        self._line.setVisible(bool(self._model.line))
        self._line.set_color("danger" if self._model.is_failure else "muted")
        self.field.set_wrong(self._model.is_failure)
        self.field.setAccessibleDescription(self._model.line)
        first = people.rows[0].key if people.rows else None
        if not self._is_among_rows() and first != self.drawn_out:
            self._rows.select(first)
            self.list.scroll_to_top()
        self.list.setVisible(bool(people.rows))
        self._telling.start() if self.is_choosing else self._telling.stop()
        self.typed.emit()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(_("Name or username"))
        self.field.setAccessibleName(_("Write to"))
        self.list.viewport().setAccessibleName(_("People"))
        self.refresh()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        head.setSpacing(Space.XXS)
        head.addWidget(self.field)
        head.addWidget(self._line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addStretch()

    def _connect(self) -> None:
        model = self._model
        self.field.typed.connect(model.type)
        self.field.returnPressed.connect(lambda: model.enter(self.field.seen_text, self.drawn_out))
        self._rows.activated.connect(lambda person: model.choose(PersonId(person)))
        self.list.currentChanged.connect(self._current_changed)
        model.changed.connect(self.refresh)
        model.found.connect(self._end)

    def _end(self) -> None:
        self.hide()
        self.typed.emit()

    def _current_changed(self) -> None:
        if self._is_among_rows():
            self._rows.select(PersonId(str(self.list.current.key)))

    def _is_among_rows(self) -> bool:
        """Whether the focus is in the list."""
        focused = self.window().focusWidget()
        return focused is self.list or self.list.isAncestorOf(focused)

    def _tell(self) -> None:
        """How many there are, or why nobody, for who does not see it."""
        count = len(self._model.people.rows)
        people = ngettext("{count} person", "{count} people", count).format(count=number(count))
        self.list.announce(people if count else self._model.line)

    def _goes_on(self, event: QKeyEvent) -> bool:
        """Whether somebody among the people types on, or goes up from the first of them."""
        if event.modifiers() & COMMANDS or not self._is_among_rows():
            return False
        if event.key() == Qt.Key.Key_Up:
            return not self.list.current.index()
        return event.key() == Qt.Key.Key_Backspace or (len(event.text()) == 1 and event.text().isalnum())

    # Qt tells.

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._goes_on(event):
            # The key itself comes next, and comes to whoever has the focus then.
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._model.forget()
            self._end()
            self.given_up.emit()
        elif event.key() == Qt.Key.Key_Down and self.field.hasFocus() and self._model.people.rows:
            self.list.current.go_to(self._model.people.index_of(self.drawn_out) or 0)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
