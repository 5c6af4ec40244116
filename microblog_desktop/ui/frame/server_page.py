"""What is shown on a server that offers none of the pages: that one is signed in, and what is missing."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.domain.server import ServerDescription
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.header import PageHeader
from microblog_desktop.ui.page.state_view import StateView
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.viewmodels.frame import missing_offers
from microblog_desktop.viewmodels.lists.instead import Instead


class ServerPage(Panel):
    """One sentence about the server."""

    def __init__(self, theme: Theme, server: ServerDescription, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._server = server
        self._header = PageHeader(theme)
        self._words = StateView(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(Line(theme))
        column.addWidget(self._words, 1)
        self.retranslate()

    def title(self) -> str:
        return self._server.name

    def retranslate(self) -> None:
        self._header.set_title(self.title())
        self._words.show_instead(Instead("info", _("You are signed in"), missing_offers(self._server)))

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)
