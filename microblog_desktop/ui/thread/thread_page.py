"""A thread: what a post answers, the post, and what answers it, with a line to answer at the bottom."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import EntryKey, PostKey
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.list.reading_place import ReadingPlace
from microblog_desktop.ui.page.header import PageHeader
from microblog_desktop.ui.page.note_strip import NoteStrip
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.thread.reply_line import ReplyLine
from microblog_desktop.ui.timeline.post_list import COLUMN, PostList
from microblog_desktop.ui.widgets.buttons import IconButton
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.ui.widgets.spinner import Spinner
from microblog_desktop.viewmodels.lists.list_state import ListWords
from microblog_desktop.viewmodels.thread.model import ThreadModel
from microblog_desktop.viewmodels.timeline.actions import PostActions

_LONGEST_TITLE = 60
_SPINNER = 22
_SHARE_ABOVE = 40  # percent of the view


class ThreadPage(Panel):
    """Owns its model. `posts` does what is asked for on it; `header.back` and `window_wanted` are for who shows it."""

    window_wanted = Signal(object)  # PostKey

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        model: ThreadModel,
        actions: PostActions,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._model = model
        self._is_placed = False
        self._was_left = False
        model.setParent(self)
        self.header = PageHeader(theme, COLUMN)
        self._spinner = Spinner(theme, self, size=_SPINNER)
        self.open_window = IconButton(theme, "window", "", self)
        self.posts = PostList(theme, pictures, model, actions, clock, self._words)
        self._note = NoteStrip(theme)
        self.reply_line = ReplyLine(theme)
        self._lay_out()
        self.setFocusProxy(self.posts)
        self.open_window.clicked.connect(self._ask_for_window)
        self.reply_line.clicked.connect(self._reply)
        self._note.acted.connect(model.refresh)
        self.posts.list.nearBottom.connect(self._near_bottom)
        model.note_changed.connect(self._show_note)
        model.loading_changed.connect(self._show_loading)
        for signal in (model.rowsInserted, model.rowsRemoved, model.dataChanged):
            signal.connect(self._show_reply_line)
        self.retranslate()

    def title(self) -> str:
        """Whose post it is and how it begins: of several windows each has another title."""
        focus = self._model.focus
        if focus is None:
            return _("Thread")
        text = " ".join(focus.body.text.split())
        short = text if len(text) <= _LONGEST_TITLE else f"{text[:_LONGEST_TITLE].rstrip()}…"
        return _("{name}: {text}").format(name=focus.name, text=short)

    @property
    def is_waiting(self) -> bool:
        """Whether the spinner turns, or will if it takes longer."""
        return self._spinner.is_started

    def take_focus(self) -> None:
        """The first time the post that it was opened for, later what had the focus when one left."""
        focus = self._model.focus
        self.posts.list.placed()
        row = None if focus is None or self._was_left else self.posts.list.live.find(focus.key)
        if row is not None:
            row.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        else:
            self.posts.take_focus()

    def show_post(self, post: PostKey) -> None:
        """Bring a post of the thread into view: it was just written."""
        self._model.catch_up()
        index = self._model.index_of(EntryKey(post))
        if index is not None:
            self.posts.list.ensure_visible(index)

    def show_focus(self) -> None:
        """Go back to the post that the thread was opened for."""
        index = None if self._model.focus is None else self._model.index_of(self._model.focus.key)
        if index is not None:
            self.posts.list.current.go_to(index)

    def refresh(self) -> None:
        self._model.refresh()

    def close_model(self) -> None:
        """Listen no more."""
        self._model.close()

    def retranslate(self) -> None:
        self.header.set_title(_("Thread"))
        self.open_window.set_name(_("Open in a window"))
        self._show_note()
        self._show_loading()
        self._show_reply_line()

    def _lay_out(self) -> None:
        self.header.line.addWidget(self._spinner)
        self.header.line.addWidget(self.open_window)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Line(self._theme))
        column.addWidget(self.posts, 1)
        column.addWidget(self._note)
        self._reply_line_above = Line(self._theme)
        column.addWidget(self._reply_line_above)
        room = QHBoxLayout()
        room.setContentsMargins(0, 0, 0, 0)
        room.addStretch(1)
        room.addWidget(self.reply_line, 100_000)
        room.addStretch(1)
        column.addLayout(room)

    def _place_focus(self) -> None:
        """The post in the upper part of the view; above it what it answers, as much as fits there whole."""
        focus, view = self._model.focus, self.posts.list
        if focus is None:
            return
        above = view.viewport().height() * _SHARE_ABOVE // 100 if self._model.key_at(0) != focus.key else 0
        view.restore(ReadingPlace(focus.key, above))
        at = self._model.index_of(focus.key)
        whole = next((row for row in view.placed() if row.top >= 0), None)
        if whole is not None and whole.index != at:
            view.scroll_by(whole.top)
        # From now on it stays where it is when what it answers is found only now.
        view.lead = focus.key

    def _near_bottom(self) -> None:
        # After the layout that told it: the model may not change while rows are laid out.
        QTimer.singleShot(0, self, self._model.show_more)

    def _show_note(self) -> None:
        self._note.show_note(self._model.note)

    def _show_loading(self) -> None:
        self._spinner.turn_while(is_waiting=self._model.is_loading)

    def _show_reply_line(self) -> None:
        focus = self._model.focus
        can_reply = focus is not None and focus.can_reply
        self.reply_line.setVisible(can_reply)
        self._reply_line_above.setVisible(can_reply)
        if focus is not None:
            self.reply_line.say(_("Reply to {name}").format(name=focus.name))

    def _words(self) -> ListWords:
        hint = _("Go back to where you came from.") if self.header.has_back else _("You can close this window.")
        return ListWords(
            name=_("Thread"),
            icon="trash",
            empty=_("This post was deleted"),
            empty_hint=hint,
            offline_hint="",
            failed="",
        )

    def _reply(self) -> None:
        focus = self._model.focus
        if focus is not None and focus.can_reply:
            self.posts.wishes.reply.emit(focus)

    def _ask_for_window(self) -> None:
        self.window_wanted.emit(self._model.post)

    # Qt tells.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.watch()
        if not self._is_placed:
            self._is_placed = True
            self._place_focus()

    def hideEvent(self, event: QHideEvent) -> None:
        self._was_left = True
        self._model.rest()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)
