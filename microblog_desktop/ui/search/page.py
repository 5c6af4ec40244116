"""One field, and what is found as one types: here at once, then on the server."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.server import ServerDescription
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.keys.pressed import COMMANDS
from microblog_desktop.ui.search.field import SearchField
from microblog_desktop.ui.search.found_list import FoundList
from microblog_desktop.ui.search.recent_list import RecentList
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import HEADER_HEIGHT, Space
from microblog_desktop.ui.timeline.post_list import COLUMN
from microblog_desktop.ui.widgets.banner import Banner
from microblog_desktop.ui.widgets.buttons import IconButton
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.lists.list_state import ListWords
from microblog_desktop.viewmodels.search.field_words import field_words
from microblog_desktop.viewmodels.search.phase import SearchPhase
from microblog_desktop.viewmodels.search.results import SearchResults
from microblog_desktop.viewmodels.search.words import hint, invitation, told
from microblog_desktop.viewmodels.timeline.actions import PostActions

_TOLD_AFTER_MS = 700
"""When somebody has stopped typing, a screen reader says how much was found."""
_BEGINS_WORDS = '"#@'


class SearchPage(Panel):
    """Owns its model. `posts` does what is asked for on posts; who shows the page does the rest."""

    back = Signal()
    left = Signal()  # by Esc, after nothing was left to clear
    message_wanted = Signal(object)  # FoundMessageRow
    draft_wanted = Signal(str)  # its place

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        results: SearchResults,
        actions: PostActions,
        clock: Clock,
        server: ServerDescription,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._results = results
        self._model = results.search
        self._server = server
        self._header = QWidget(self)
        self._back = IconButton(theme, "arrow-left", "", self._header)
        self._back.hide()
        self.field = SearchField(theme, self._header)
        self.recent = RecentList(theme, self._model)
        self.posts = FoundList(theme, pictures, results, actions, clock, _words)
        self._note = Banner(theme)
        self._telling = QTimer(self, interval=_TOLD_AFTER_MS, singleShot=True)
        self._telling.timeout.connect(self._tell)
        self._lay_out()
        self._connect()
        self._restyle()
        self.retranslate()
        self._show_state()

    @property
    def results(self) -> SearchResults:
        return self._results

    def title(self) -> str:
        return _("Search")

    def show_back(self) -> None:
        """The page stands on another."""
        self._back.show()

    def begin(self, text: str = "") -> bool:
        """The field has the focus; with a text, what is searched for is that. True: there is a field."""
        if text:
            self.field.setText(text)
            self._model.type(text)
            self.posts.list.scroll_to_top()
            self.field.deselect()
            self.field.end(False)
        else:
            self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def search_now(self, text: str) -> None:
        """Somebody pressed a tag, or an old search: they want to read, not to type."""
        self.begin(text)
        self._model.search_server()
        self._model.keep()

    def take_focus(self) -> None:
        """Where it was: in the results if one came from there, else in the field."""
        if self.posts.was_left_from_a_row:
            self.posts.take_focus()
        else:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> bool:
        """From all of one section to a bit of each; tells whether there was a way."""
        return self.posts.show_every_section()

    def show_top(self) -> None:
        """The best of what is found stands there."""
        self.posts.list.scroll_to_top()

    def step(self, rows: int) -> None:
        self.posts.step(rows)

    def close_model(self) -> None:
        """Listen no more."""
        self._telling.stop()
        self._results.close()

    def retranslate(self) -> None:
        self._back.set_name(_("Back"))
        self._say()
        self._show_note()

    # Building.

    def _lay_out(self) -> None:
        inside = self._inside = QWidget(self._header)
        head = QHBoxLayout(inside)
        head.setContentsMargins(Space.L, 0, Space.L, 0)
        head.setSpacing(Space.XS)
        head.addWidget(self._back)
        head.addWidget(self.field, 1)
        line = QHBoxLayout(self._header)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(inside, 100_000)
        line.addStretch(1)
        below = QWidget(self)
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self.recent)
        self._stack.addWidget(self.posts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(Line(self._theme))
        column.addWidget(below, 1)
        column.addWidget(self._note)

    def _connect(self) -> None:
        model = self._model
        self._back.clicked.connect(self.back)
        self.field.typed.connect(model.type)
        self.field.typed.connect(self.show_top)
        self.field.returnPressed.connect(self._search_now)
        self.field.cleared_again.connect(self._leave)
        self.field.below_wanted.connect(self._enter)
        self.recent.wanted.connect(self.search_now)
        self.recent.left_above.connect(lambda: self.field.setFocus(Qt.FocusReason.BacktabFocusReason))
        self.posts.opened.connect(model.keep)
        self.posts.found.message.connect(self.message_wanted)
        self.posts.found.draft.connect(lambda row: self.draft_wanted.emit(row.name))
        model.state_changed.connect(self._show_state)
        model.changed.connect(self._telling.start)
        model.network_changed.connect(self._say)
        self._theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self._header.setFixedHeight(self._theme.scaled(HEADER_HEIGHT))
        self._inside.setMaximumWidth(self._theme.scaled(COLUMN))

    # Doing.

    def _search_now(self) -> None:
        self.field.finish_composing()
        self._model.search_server()
        self._model.keep()

    def _enter(self) -> None:
        """Down, out of the field."""
        (self.posts if self._stack.currentWidget() is self.posts else self.recent).enter()

    def _leave(self) -> None:
        if not self.posts.show_every_section():
            self.left.emit()

    # Showing.

    def _say(self) -> None:
        network = self._model.network
        self.field.ask(field_words(self._server, is_online=network.is_usable))
        self.recent.say(_("Recent searches"), _("Clear all"), invitation(self._server, network), hint(self._server))

    def _show_state(self) -> None:
        phase = self._model.state.phase
        if phase is SearchPhase.IDLE:
            self._stack.setCurrentWidget(self.recent)
        elif phase is not SearchPhase.SEARCHING or not self._model.is_waiting:
            self._stack.setCurrentWidget(self.posts)
        self._show_note()

    def _show_note(self) -> None:
        note = self._model.state.note
        if note and self._model.state.phase is not SearchPhase.IDLE:
            self._note.say(note, icon="info")
        else:
            self._note.hide()

    def _tell(self) -> None:
        if self.isVisible() and self._model.state.phase in (SearchPhase.FOUND, SearchPhase.NOTHING):
            self.posts.list.announce(told(self._model))

    # Qt tells.

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._goes_on(event):
            # The key itself comes next, and comes to whoever has the focus then.
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            event.accept()
            return True
        return super().event(event)

    def _goes_on(self, event: QKeyEvent) -> bool:
        """Whether somebody among the results types on, or goes up from the first of them."""
        if event.modifiers() & COMMANDS or self.field.hasFocus():
            return False
        if event.key() == Qt.Key.Key_Up:
            return self._stack.currentWidget() is self.posts and self.posts.is_at_first()
        text = event.text()
        return event.key() == Qt.Key.Key_Backspace or (len(text) == 1 and (text.isalnum() or text in _BEGINS_WORDS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            # From the results to the field first; there it clears.
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Not a proxy: on its way to what comes first on the page, the Tab key would go to the field at once.
        self.field.setFocus(event.reason())


def _words() -> ListWords:
    return ListWords(
        name=_("Search results"),
        icon="search",
        empty=_("Nothing found"),
        empty_hint="",
        offline_hint="",
        failed=_("The search failed"),
    )
