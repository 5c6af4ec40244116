"""The page of messages: conversations beside the open one, or one of the two where it is narrow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.messages.conversation_rows import ConversationRows
from microblog_desktop.ui.messages.conversation_view import ConversationView
from microblog_desktop.ui.messages.new_conversation_bar import NewConversationBar
from microblog_desktop.ui.messages.newest_in_sight import NewestInSight
from microblog_desktop.ui.messages.state_panel import StatePanel, messages_words
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import HEADER_HEIGHT, Space, TextSize
from microblog_desktop.ui.widgets.buttons import IconButton
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.lists.instead import Instead
from microblog_desktop.viewmodels.lists.list_state import ListPhase
from microblog_desktop.viewmodels.messages.messages import MessagesModel

_LIST_WIDTH = 280
_ONE_BELOW = 640


def conversation_view(
    theme: Theme, pictures: RoundPictures, model: MessagesModel, person: PersonId
) -> ConversationView:
    """A view with models of its own, which it closes."""
    return ConversationView(
        theme,
        pictures,
        model.conversation(person),
        model.composer(person),
        model.search_in(person),
        model.send_key,
    )


def _nowhere(_person: PersonId) -> bool:
    return False


class MessagesPage(Panel):
    """`opened` names the person whose conversation is shown now, or nobody."""

    opened = Signal(object)  # PersonId | None
    window_wanted = Signal(object)  # PersonId
    person_wanted = Signal(object)  # PersonId

    def __init__(
        self, theme: Theme, pictures: RoundPictures, model: MessagesModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._pictures = pictures
        self._model = model
        self._open: ConversationView | None = None
        self.is_elsewhere: Callable[[PersonId], bool] = _nowhere
        self._rows = ConversationRows(theme, pictures, self)
        self.list = VirtualList(theme, model.conversations, self._rows)
        NewestInSight(self.list, model.conversations)
        self._title = TextLabel(theme, size=TextSize.HEADING, weight=QFont.Weight.Bold)
        self._new = IconButton(theme, "pencil", "")
        self.search = NewConversationBar(theme, pictures, model.search)
        self._state = StatePanel(theme)
        self._none_open = StatePanel(theme)
        self._header = QWidget()
        self._left = QWidget()
        self._lists = QWidget()
        self._between = Line.standing(theme)
        self._right = QWidget()
        self._lay_out()
        self._connect()
        self._restyle()
        self.retranslate()

    @property
    def conversation(self) -> ConversationView | None:
        """The open conversation."""
        return self._open

    def open_conversation(self, person: PersonId) -> ConversationView:
        """Show the conversation with `person` and put the focus in its box."""
        if self._open is None or self._open.model.person != person:
            self._close_open()
            self._open = conversation_view(self._theme, self._pictures, self._model, person)
            self._open.back_wanted.connect(self.back)
            self._open.window_wanted.connect(lambda: self._move_out(person))
            self._open.person_wanted.connect(self.person_wanted)
            self._right_column.addWidget(self._open)
            self._open.model.refresh()
        self._rows.select(person)
        self._arrange()
        self._open.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit(person)
        return self._open

    def _choose(self, person: PersonId) -> None:
        """One that has a window of its own comes forward there."""
        if not self.is_elsewhere(person):
            self.open_conversation(person)

    def _move_out(self, person: PersonId) -> None:
        self.back()
        self.window_wanted.emit(person)

    def back(self) -> None:
        """Close the conversation and show the list."""
        self._close_open()
        self._rows.select(None)
        self._arrange()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit(None)

    def close_models(self) -> None:
        """Save drafts; the models listen no more."""
        self._close_open()
        self._model.close()

    def retranslate(self) -> None:
        self._title.setText(_("Messages"))
        self.list.viewport().setAccessibleName(_("Conversations"))
        self._new.set_name(_("New message"))
        self._model.conversations.refresh_words()
        self._refresh_state()

    def _close_open(self) -> None:
        if self._open is not None:
            self._open.close_models()
            self._right_column.removeWidget(self._open)
            self._open.hide()
            self._open.deleteLater()
            self._open = None

    def _lay_out(self) -> None:
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        head = QHBoxLayout(self._header)
        head.setContentsMargins(Space.L, 0, Space.S, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._new)
        stack = QStackedLayout(self._lists)
        stack.setStackingMode(QStackedLayout.StackingMode.StackAll)
        stack.addWidget(self._state)
        stack.addWidget(self.list)
        for widget in (self._header, Line(self._theme), self.search):
            left.addWidget(widget)
        left.addWidget(self._lists, 1)
        self._right_column = QVBoxLayout(self._right)
        self._right_column.setContentsMargins(0, 0, 0, 0)
        self._right_column.addWidget(self._none_open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(self._between)
        row.addWidget(self._right, 1)

    def _connect(self) -> None:
        self._rows.activated.connect(lambda person: self._choose(PersonId(person)))
        self._model.search.found.connect(lambda person: self._choose(PersonId(person)))
        self._new.clicked.connect(self.search.open)
        self.search.typed.connect(lambda: self._lists.setHidden(self.search.is_choosing))
        self.search.given_up.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self._model.conversations.state_changed.connect(self._refresh_state)
        self._state.retried.connect(self._model.conversations.refresh)
        self.list.nearBottom.connect(self._model.conversations.load_more)
        self._theme.changed.connect(self._restyle)

    def _arrange(self) -> None:
        """Both beside each other, or only the one that is used."""
        is_narrow = self.width() < self._theme.scaled(_ONE_BELOW)
        has_open = self._open is not None
        self._show_hint()
        self._left.setVisible(not (is_narrow and has_open))
        self._right.setVisible(has_open or not is_narrow)
        self._between.setVisible(not is_narrow)
        wide = 16_777_215 if is_narrow else self._theme.scaled(_LIST_WIDTH)
        self._left.setFixedWidth(wide) if not is_narrow else self._left.setMinimumWidth(0)
        self._left.setMaximumWidth(wide)
        if self._open is not None:
            self._open.back.setVisible(is_narrow)

    def _restyle(self) -> None:
        self._header.setMinimumHeight(self._theme.scaled(HEADER_HEIGHT))
        self._arrange()

    def _refresh_state(self) -> None:
        hint = _("Press the pencil above and enter a name to write to somebody.")
        words = messages_words(_("No messages yet"), hint)
        self._state.show_state(self._model.conversations.state, words)
        self._state.raise_() if not self._state.isHidden() else self.list.raise_()
        hint = _("Choose one from the list, or begin a new one with the pencil.")
        self._none_open.say(Instead("mail", _("No conversation is open"), hint))
        self._show_hint()

    def _show_hint(self) -> None:
        """Say what to do on the right only where the left does not say it already."""
        is_ready = self._model.conversations.state.phase is ListPhase.READY
        self._none_open.setVisible(self._open is None and is_ready)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.conversations.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
