"""A post that a link names and that is not here yet: asked for, then its thread follows."""

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
from microblog_desktop.viewmodels.thread.post_finder import PostFinder


class FindingPostPage(Panel):
    """Owns its model; `found` tells which post it is."""

    found = Signal(object)  # PostKey

    def __init__(self, theme: Theme, finder: PostFinder, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._finder = finder
        finder.setParent(self)
        self.header = PageHeader(theme, COLUMN)
        self.state = StateView(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Line(theme))
        column.addWidget(self.state, 1)
        self.state.acted.connect(finder.look)
        finder.state_changed.connect(self._show_state)
        finder.found.connect(self.found)
        self.retranslate()

    def title(self) -> str:
        return _("Post")

    def close_model(self) -> None:
        """Look no more."""
        self._finder.close()

    def retranslate(self) -> None:
        self.header.set_title(self.title())
        self._show_state()

    def _show_state(self) -> None:
        state = self._finder.state
        match state.phase:
            case ListPhase.EMPTY:
                words = _("It was deleted, or the link is not complete.")
                self.state.say("info", _("There is no such post on this server"), words)
            case ListPhase.OFFLINE:
                words = _("This post is not on this computer yet. Try again when you are online.")
                self.state.say("offline", _("You are offline"), words, _("Try again"))
            case ListPhase.FAILED:
                self.state.say("warning", _("The post could not be loaded"), state.reason, _("Try again"))
            case _:
                self.state.wait()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._finder.state.phase is ListPhase.LOADING:
            self._finder.look()

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)
