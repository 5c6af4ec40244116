"""What stands where a list has no rows: loading, nothing yet, no network, or what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import SecondaryButton
from microblog_desktop.ui.widgets.card import Panel
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.spinner import Spinner
from microblog_desktop.viewmodels.messages.list_state import ListPhase, ListState


class StatePanel(Panel):
    """Covers the list unless it is ready; `retried` when the person asks again."""

    retried = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._spinner = Spinner(theme)
        self._title = TextLabel(theme, weight=QFont.Weight.DemiBold)
        self._detail = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._retry = SecondaryButton(theme)
        self._retry.clicked.connect(self.retried)
        for label in (self._title, self._detail):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.XS)
        column.addStretch(1)
        column.addWidget(self._spinner, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._detail)
        column.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def show_state(self, state: ListState, *, empty_title: str, empty_detail: str) -> None:
        """`empty_…` say what this list is empty of, and what to do next."""
        title, detail = {
            ListPhase.EMPTY: (empty_title, empty_detail),
            ListPhase.OFFLINE: (
                _("You are offline"),
                _("Nothing is saved here yet. It is loaded when you are back."),
            ),
            ListPhase.FAILED: (_("This could not be loaded"), state.reason),
        }.get(state.phase, ("", ""))
        self._title.setText(title)
        self._detail.setText(detail)
        self._retry.setText(_("Try again"))
        self._retry.setVisible(state.phase is ListPhase.FAILED)
        if state.phase is ListPhase.LOADING:
            self._spinner.start()
        else:
            self._spinner.stop()
        self._spinner.setVisible(state.phase is ListPhase.LOADING)
        self.setVisible(state.phase is not ListPhase.READY)
