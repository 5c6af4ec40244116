"""A person's page: who they are, and by tabs what they wrote and whom they know."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.header import PageHeader
from microblog_desktop.ui.page.note_strip import NoteStrip
from microblog_desktop.ui.people.profile.list import ProfileList
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.timeline.post_list import COLUMN
from microblog_desktop.ui.widgets.buttons import IconButton
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.ui.widgets.spinner import Spinner
from microblog_desktop.viewmodels.lists.list_state import ListWords
from microblog_desktop.viewmodels.people.profile.model import ProfileModel
from microblog_desktop.viewmodels.timeline.actions import PostActions

_SPINNER = 22


class ProfilePage(Panel):
    """Owns its model. `posts` does what is asked for on it; `header.back` and the signals are for who shows it."""

    window_wanted = Signal(object)  # PersonId

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        model: ProfileModel,
        actions: PostActions,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._model = model
        model.setParent(self)
        self.header = PageHeader(theme, COLUMN)
        self._spinner = Spinner(theme, self, size=_SPINNER)
        self.open_window = IconButton(theme, "window", "", self)
        self.posts = ProfileList(theme, pictures, model, actions, clock, self._words)
        self._note = NoteStrip(theme)
        self._lay_out(theme)
        self.setFocusProxy(self.posts)
        self.open_window.clicked.connect(lambda: self.window_wanted.emit(model.person))
        self._note.acted.connect(model.refresh)
        model.note_changed.connect(self._show_note)
        model.loading_changed.connect(self._show_loading)
        for signal in (model.rowsInserted, model.dataChanged):
            signal.connect(self._show_title)
        self.retranslate()

    @property
    def model(self) -> ProfileModel:
        return self._model

    def title(self) -> str:
        """Whose page it is."""
        return self._model.name or _("Profile")

    def show_top(self) -> None:
        self.posts.list.scroll_to_top()

    def refresh(self) -> None:
        self._model.refresh()

    def close_model(self) -> None:
        """Listen no more."""
        self._model.close()

    def retranslate(self) -> None:
        self.open_window.set_name(_("Open in a window"))
        self._show_title()
        self._show_note()
        self._show_loading()

    def _lay_out(self, theme: Theme) -> None:
        self.header.line.addWidget(self._spinner)
        self.header.line.addWidget(self.open_window)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Line(theme))
        column.addWidget(self.posts, 1)
        column.addWidget(self._note)

    def _show_title(self) -> None:
        self.header.set_title(self.title())

    def _show_note(self) -> None:
        self._note.show_note(self._model.note)

    def _show_loading(self) -> None:
        self._spinner.turn_while(is_waiting=self._model.is_loading)

    def _words(self) -> ListWords:
        return ListWords(
            name=_("Profile"),
            icon="person",
            empty=_("Nothing is known of this person"),
            empty_hint="",
            offline_hint=_("This profile is not saved on this computer yet. It loads as soon as you are online."),
            failed=_("The profile could not be loaded"),
        )

    # Qt tells.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sides = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = sides.get(Qt.Key(event.key()), 0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            step = -step
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not step or not self.posts.step_tab(step):
            event.ignore()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.watch()

    def hideEvent(self, event: QHideEvent) -> None:
        self._model.rest()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)
