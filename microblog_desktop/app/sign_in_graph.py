"""The sign-in card with its model, and what it asks of sync."""

from __future__ import annotations

from PySide6.QtCore import QObject

from microblog_desktop.app.late.sign_in import LateSignIn
from microblog_desktop.app.shared import Shared
from microblog_desktop.ui.signin.signin_window import SignInWindow
from microblog_desktop.viewmodels.session.signin import SignInModel


class SignInGraph(QObject):
    """The sign-in card and its model; `sync` takes wishes before sync itself is there."""

    def __init__(self, shared: Shared, server: str, username: str) -> None:
        super().__init__()
        self.sync = LateSignIn()
        self.model = SignInModel(shared.board, shared.feed, self.sync, server=server)
        self.window = SignInWindow(shared.appearance.theme, self.model, username=username)
        if server:
            self.model.probe_now()

    def close(self) -> None:
        self.model.close()
        self.window.close()
        self.window.deleteLater()
