"""What covers a list of messages that has no rows: loading, nothing yet, no network, or what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.state_view import StateView
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.card import Panel
from microblog_desktop.viewmodels.messages.list_state import ListPhase, ListState


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

    def show_state(self, state: ListState, *, empty_title: str, empty_detail: str) -> None:
        """`empty_…` say what this list is empty of, and what to do next."""
        match state.phase:
            case ListPhase.LOADING:
                self._view.wait()
            case ListPhase.EMPTY:
                self._view.say("mail", empty_title, empty_detail)
            case ListPhase.OFFLINE:
                detail = _("Nothing is saved here yet. It is loaded when you are back.")
                self._view.say("offline", _("You are offline"), detail)
            case ListPhase.FAILED:
                self._view.say("warning", _("This could not be loaded"), state.reason, _("Try again"))
        self.setVisible(state.phase is not ListPhase.READY)
