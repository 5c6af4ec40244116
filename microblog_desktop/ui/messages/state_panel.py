"""What covers a list of messages that has no rows: loading, nothing yet, no network, or what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.state_view import StateView
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.card import Panel
from microblog_desktop.viewmodels.lists.instead import Instead
from microblog_desktop.viewmodels.lists.list_state import ListPhase, ListState, ListWords


class StatePanel(Panel):
    """Hidden when the list is ready; `retried` when the person asks again."""

    retried = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view = StateView(theme)
        self._view.acted.connect(self.retried)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)

    def show_state(self, state: ListState, words: ListWords) -> None:
        is_ready = state.phase is ListPhase.READY
        if not is_ready:
            self._view.show_state(state, words)
        self.setHidden(is_ready)

    def say(self, instead: Instead) -> None:
        self._view.show_instead(instead)


def messages_words(empty: str, hint: str) -> ListWords:
    """For a list of messages that says so where it is empty."""
    return ListWords(
        icon="mail",
        empty=empty,
        empty_hint=hint,
        offline_hint=_("Nothing is saved here yet. It is loaded when you are back."),
        failed=_("This could not be loaded"),
    )
