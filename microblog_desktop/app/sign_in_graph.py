"""The sign-in card with its model, and what it asks of sync."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from microblog_desktop.app.late.sign_in import LateSignIn
from microblog_desktop.app.shared import Shared
from microblog_desktop.ui.frame import window_keys
from microblog_desktop.ui.signin.signin_window import SignInWindow
from microblog_desktop.viewmodels.session.accounts import AccountsModel
from microblog_desktop.viewmodels.session.signin import SignInModel


class SignInGraph(QObject):
    """The sign-in card and its model; `sync` takes wishes before sync itself is there."""

    left = Signal()  # back to the accounts that there are

    def __init__(self, shared: Shared, accounts: AccountsModel, server: str, username: str, *, back_to: str) -> None:
        """`back_to` is the name of who is signed in already, if anybody is."""
        super().__init__()
        self.sync = LateSignIn()
        self.model = SignInModel(shared.board, shared.feed, self.sync, server=server)
        self.window = SignInWindow(shared.appearance.theme, self.model, username=username)
        self.window.back_wanted.connect(self.left)
        keys = [*window_keys.account_keys(accounts.show_number), window_keys.quit_key(lambda: shared.quit())]
        window_keys.InstalledKeys(keys, self.window)
        if back_to:
            self.window.offer_way_back(back_to)
        if server:
            self.model.probe_now()

    def close(self) -> None:
        self.model.close()
        self.window.close()
        self.window.deleteLater()
