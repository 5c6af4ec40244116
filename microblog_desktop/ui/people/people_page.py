"""A list of people as a page: a field to find somebody, and rows that go on as one reads."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.page.header import PageHeader
from microblog_desktop.ui.page.note_strip import NoteStrip
from microblog_desktop.ui.page.state_view import StateView
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.people.name_field import NameField
from microblog_desktop.ui.people.person_row import PersonRowWidget
from microblog_desktop.ui.people.wishes import PersonWishes
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.timeline.post_list import COLUMN
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.lists.list_state import ListPhase
from microblog_desktop.viewmodels.people.list_words import PeopleWords
from microblog_desktop.viewmodels.people.people_list import PeopleListModel
from microblog_desktop.viewmodels.timeline.actions import PostActions


class _Rows:
    """A `RowFactory` of one kind."""

    def __init__(self, theme: Theme, pictures: RoundPictures, wishes: PersonWishes) -> None:
        self._theme = theme
        self._pictures = pictures
        self._wishes = wishes

    def kind(self, _row: object) -> str:
        return "person"

    def create(self, _kind: str, parent: QWidget) -> RowWidget:
        return PersonRowWidget(self._theme, self._pictures, self._wishes, parent)


class PeoplePage(Panel):
    """Owns its model, and brings it up to date when it is first shown."""

    person_wanted = Signal(object)  # PersonId
    person_window_wanted = Signal(object)
    message_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        model: PeopleListModel,
        actions: PostActions,
        words: Callable[[], PeopleWords],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._model = model
        self._words = words
        self._actions = actions
        self._was_shown = False
        model.setParent(self)
        self.header = PageHeader(theme, COLUMN)
        self.field = NameField(theme, self)
        wishes = PersonWishes(self)
        self.list = VirtualList(theme, model, _Rows(theme, pictures, wishes), max_row_width=COLUMN)
        self._state = StateView(theme)
        self._note = NoteStrip(theme)
        self._lay_out(theme)
        self.setFocusProxy(self.list)
        self.field.typed.connect(model.search)
        self.list.nearBottom.connect(lambda: QTimer.singleShot(0, self, model.load_more))
        self._state.acted.connect(model.refresh)
        self._note.acted.connect(model.refresh)
        wishes.follow.connect(actions.follow)
        wishes.unfollow.connect(actions.unfollow)
        wishes.message.connect(self.message_wanted)
        wishes.open.connect(self.person_wanted)
        wishes.open_window.connect(self.person_window_wanted)
        model.state_changed.connect(self._show_state)
        model.note_changed.connect(self._show_note)
        for signal in (model.rowsInserted, model.rowsRemoved):
            signal.connect(self._show_state)
        self.retranslate()

    def title(self) -> str:
        return self._words().people.name

    def step(self, rows: int) -> None:
        self.list.current.step(rows)

    def act(self, verb: PostVerb) -> bool:
        """What can be done to a post can mostly not be done to a person."""
        row = self.list.current.widget()
        return isinstance(row, PersonRowWidget) and row.act(verb)

    def show_top(self) -> None:
        self.list.scroll_to_top()

    def take_focus(self) -> None:
        """The row that one came from; else the list."""
        self.list.placed()
        row = self.list.current.widget()
        (self.list if row is None else row).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self._model.refresh()

    def close_model(self) -> None:
        """Listen no more."""
        self._model.close()

    def retranslate(self) -> None:
        words = self._words()
        self.header.set_title(words.people.name)
        self.field.ask(words.search)
        self.list.viewport().setAccessibleName(words.people.name)
        self._model.retranslate()
        self._show_state()
        self._show_note()

    def _lay_out(self, theme: Theme) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._state)
        inside = QWidget(self)
        inside.setMaximumWidth(theme.scaled(COLUMN))
        theme.changed.connect(lambda: inside.setMaximumWidth(theme.scaled(COLUMN)))
        room = QHBoxLayout(inside)
        room.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        room.addWidget(self.field)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(inside, 100_000)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Line(theme))
        column.addLayout(line)
        column.addWidget(Line(theme))
        column.addLayout(self._stack, 1)
        column.addWidget(self._note)
        QWidget.setTabOrder(self.field, self.list)

    def _show_state(self) -> None:
        model, words, state = self._model, self._words(), self._model.state
        has_rows = model.rowCount() > 0
        self._stack.setCurrentWidget(self.list if has_rows else self._state)
        if has_rows:
            return
        if state.phase is ListPhase.READY:
            self._state.show_instead(model.nobody_found)
        else:
            self._state.show_state(state, words.people)

    def _show_note(self) -> None:
        self._note.show_note(self._model.note)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self._model.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)
