"""Stands there while something is asked for that is not here yet; its own page follows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.ui.page.header import PageHeader
from microblog_desktop.ui.page.state_view import StateView
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.timeline.post_list import COLUMN
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.viewmodels.finding.finder import Finder
from microblog_desktop.viewmodels.lists.list_state import ListPhase


class FindingPage(Panel):
    """Owns its model; `found` comes once what is looked for is here."""

    found = Signal()

    def __init__(self, theme: Theme, finder: Finder, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.finder = finder
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

    def title(self) -> str:
        return self.finder.sought.title()

    def close_model(self) -> None:
        """Look no more."""
        self.finder.close()

    def retranslate(self) -> None:
        self.header.set_title(self.title())
        self._show_state()

    def _show_state(self) -> None:
        self._state.show_state(self.finder.state, self.finder.sought.words())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.finder.state.phase is ListPhase.LOADING:
            self.finder.look()

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)
