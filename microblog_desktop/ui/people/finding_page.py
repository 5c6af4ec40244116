"""Somebody who is named in a post and not known here yet: looked for on the server, then their page follows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.header import PageHeader
from microblog_desktop.ui.page.state_view import StateView
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.timeline.post_list import COLUMN
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.viewmodels.messages.list_state import ListPhase
from microblog_desktop.viewmodels.people.person_finder import PersonFinder


class FindingPage(Panel):
    """Owns its model; `found` tells who it is."""

    found = Signal(object)  # PersonId

    def __init__(self, theme: Theme, finder: PersonFinder, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._finder = finder
        finder.setParent(self)
        self.header = PageHeader(theme, COLUMN)
        self._state = StateView(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Line(theme))
        column.addWidget(self._state, 1)
        self._state.acted.connect(finder.look)
        finder.state_changed.connect(self._show_state)
        finder.found.connect(self.found)
        self.retranslate()

    @property
    def finder(self) -> PersonFinder:
        return self._finder

    def title(self) -> str:
        return f"@{self._finder.username}"

    def close_model(self) -> None:
        """Look no more."""
        self._finder.close()

    def retranslate(self) -> None:
        self.header.set_title(self.title())
        self._show_state()

    def _show_state(self) -> None:
        state, handle = self._finder.state, self.title()
        match state.phase:
            case ListPhase.EMPTY:
                words = _("The name may be written wrongly, or they have left.")
                self._state.say("person", _("There is no {handle} on this server").format(handle=handle), words)
            case ListPhase.OFFLINE:
                words = _("{handle} is not known on this computer yet. Try again when you are online.")
                self._state.say("offline", _("You are offline"), words.format(handle=handle), _("Try again"))
            case ListPhase.FAILED:
                title = _("{handle} could not be looked for").format(handle=handle)
                self._state.say("warning", title, state.reason, _("Try again"))
            case _:
                self._state.wait()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._finder.state.phase is ListPhase.LOADING:
            self._finder.look()

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)
