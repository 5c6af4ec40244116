"""What is on screen: the sign-in card or an account's window, and the way from one to the other.

Built and shown before asyncio is loaded; `app/running.py` then puts sync behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.app.shared import Shared
from microblog_desktop.commands import settings
from microblog_desktop.domain.account import Account
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.i18n.translate import current_language
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.errors import StoreDamagedError, StoreFullError
from microblog_desktop.store.preferences import LANGUAGE, LAST_SERVER, LAST_USERNAME

if TYPE_CHECKING:
    from microblog_desktop.app.sign_in_graph import SignInGraph


class Client(QObject):
    """Holds the one graph that is on screen."""

    quit_wanted = Signal()
    account_opened = Signal(object)  # AccountGraph
    sign_in_opened = Signal(object)  # SignInGraph

    def __init__(
        self, shared: Shared, *, server: str = "", username: str = "", may_hide: Callable[[], bool] = lambda: False
    ) -> None:
        """`may_hide` tells whether the first window stays hidden, if it is an account's."""
        super().__init__()
        self._may_hide = may_hide
        self.shared = shared
        self._server = server
        self._username = username
        self.account: AccountGraph | None = None
        self.sign_in: SignInGraph | None = None
        self._unsubscribe = shared.feed.subscribe(self._on_change)

    @property
    def window(self) -> QWidget | None:
        graph = self.account or self.sign_in
        return graph.window if graph else None

    def open(self) -> None:
        """Show the account that was open last, or the sign-in card. Raises `StoreError`."""
        last = self.shared.profile.accounts.last()
        is_offered_another = bool(self._server) and (last is None or last.server.url != self._server.rstrip("/"))
        if last is None or is_offered_another:
            self.open_sign_in()
        else:
            self.open_account(last)

    def open_account(self, account: Account) -> None:
        """Show this account; the sign-in card, if it was open, goes. Raises `StoreError`."""
        problem = self._remember(account)
        try:
            self.account = AccountGraph(self.shared, account)
        except StoreDamagedError:
            # It opened, and was found damaged at the first look; now it is known, and is set aside.
            self.account = AccountGraph(self.shared, account)
        self.account.quit_wanted.connect(self.quit_wanted)
        if not self._may_hide():
            self.account.window.show()
        self._may_hide = lambda: False
        self._close_sign_in()
        if problem is not None:
            self.tell(problem)
        self.account_opened.emit(self.account)

    def open_sign_in(self) -> None:
        """Show the sign-in card, with the server and name that were offered or used last."""
        self._may_hide = lambda: False
        # Most starts open an account and need no card.
        from microblog_desktop.app.sign_in_graph import SignInGraph

        preferences = self.shared.profile.preferences
        server = self._server or preferences.get(LAST_SERVER)
        # Whoever signs out now may be called otherwise than when they signed in.
        last = self.account.me.me.username if self.account is not None else preferences.get(LAST_USERNAME)
        username = self._username or last
        self.sign_in = SignInGraph(self.shared, server, username)
        self.sign_in.model.signed_in.connect(self._signed_in)
        self.sign_in.window.show()
        self.sign_in_opened.emit(self.sign_in)

    def close_account(self) -> None:
        """Its sync must have stopped."""
        account, self.account = self.account, None
        if account is not None:
            account.close()

    def close(self) -> None:
        """Close whatever is open; the shared parts last."""
        self._unsubscribe()
        self.close_account()
        self._close_sign_in()
        self.shared.close()

    def tell(self, problem: Problem) -> None:
        """Say what went wrong on whatever is on screen."""
        if self.account is not None:
            self.account.store.status.notice(problem)
        else:
            self.shared.board.attempt_failed(problem)

    def say_if_letters_are_missing(self) -> None:
        """Asking for fonts takes a while: not before the first paint."""
        from microblog_desktop.ui.theme.fonts import can_show

        if not can_show(current_language()):
            self.tell(Problem(ProblemKind.NO_FONT))

    def come_forward(self) -> None:
        """A second start: show the window that is there."""
        window = self.window
        if window is not None:
            if window.isMinimized():
                window.showNormal()
            window.show()
            window.raise_()
            window.activateWindow()

    def _remember(self, account: Account) -> Problem | None:
        """Open this account next time; on a full disk the client opens all the same, to read."""
        try:
            with self.shared.profile.transaction():
                self.shared.profile.accounts.set_last(account.id)
            settings.remember_server(self.shared.profile, account.server.url, account.username)
        except StoreFullError as error:
            return error.problem
        return None

    def _signed_in(self, account_id: str) -> None:
        account = self.shared.profile.accounts.get(AccountId(account_id))
        if account is not None:
            self.shared.board.attempt_idle()
            self.open_account(account)

    def _close_sign_in(self) -> None:
        sign_in, self.sign_in = self.sign_in, None
        if sign_in is not None:
            sign_in.close()

    def _on_change(self, changes: ChangeSet) -> None:
        if LANGUAGE.name in changes.preferences:
            self.say_if_letters_are_missing()
