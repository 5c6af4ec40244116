"""What is on screen: the sign-in card or an account, and the way from one to the other. All accounts are live.

Built and shown before asyncio is loaded; `app/running.py` then puts sync behind it, and brings the other accounts.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.app.account.live import LiveAccount
from microblog_desktop.app.accounts.contents import Contents
from microblog_desktop.app.accounts.first import accounts_to_show, remember_shown
from microblog_desktop.app.shared import Shared
from microblog_desktop.domain.account import Account
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.i18n.translate import current_language
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.errors import StoreDamagedError, StoreError
from microblog_desktop.store.preferences import LANGUAGE, LAST_SERVER, LAST_USERNAME, WORK_OFFLINE
from microblog_desktop.ui.client_window import ClientWindow
from microblog_desktop.ui.frame.side_bar import Accounts
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.frame import WindowMemory
from microblog_desktop.viewmodels.session.accounts import AccountsModel

if TYPE_CHECKING:
    from microblog_desktop.app.sign_in_graph import SignInGraph

log = logging.getLogger(__name__)


class Client(QObject):
    """Holds the window, the live accounts, and what the window keeps of each."""

    quit_wanted = Signal()
    account_live = Signal(object)  # LiveAccount
    account_shown = Signal(object)  # AccountGraph
    sign_in_opened = Signal(object)  # SignInGraph

    def __init__(
        self, shared: Shared, *, server: str = "", username: str = "", may_hide: Callable[[], bool] = lambda: False
    ) -> None:
        """`may_hide` tells whether the window stays hidden at first, if it shows an account."""
        super().__init__()
        self._may_hide = may_hide
        self.shared = shared
        self._server = server.rstrip("/")
        self._username = username
        self.live: dict[AccountId, LiveAccount] = {}
        self.contents = Contents()
        self.account: AccountGraph | None = None  # on screen, or behind the card
        self.sign_in: SignInGraph | None = None
        self.accounts_model = AccountsModel(shared.profile, self)
        self._for_windows = Accounts(self.accounts_model, self._pictures_of)
        self.window = ClientWindow(shared.appearance.theme, WindowMemory(shared.profile))
        self.window.closed.connect(self._close_page_windows)
        self._unsubscribe = shared.feed.subscribe(self._on_change)

    @property
    def accounts(self) -> list[LiveAccount]:
        """All that are live."""
        return list(self.live.values())

    def open(self) -> None:
        """Show the account that was open last, or the sign-in card. Raises `StoreError` if no account can be opened."""
        failed: StoreError | None = None
        for account in accounts_to_show(self.shared.profile, self._server):
            try:
                self.open_account(account)
            except StoreError as error:
                failed = failed or error
                self._cannot_open(account, error)
            else:
                if failed is not None:
                    self.tell(failed.problem)
                return
        if failed is not None:
            raise failed
        self.open_sign_in()

    # Accounts.

    def show_account(self, account: AccountId) -> None:
        """Show this one; what another one has on screen stays as it is. If it cannot be opened, that is said."""
        listed = self.shared.profile.accounts.get(account)
        if listed is None:
            return
        try:
            self.open_account(listed)
        except StoreError as error:
            self._cannot_open(listed, error)
            self.tell(error.problem)
            return
        if not self.window.isActiveWindow():
            self.come_forward()

    def open_account(self, account: Account) -> None:
        """Show this account; the sign-in card, if it was open, goes. Raises `StoreError`: nothing has changed then."""
        graph = self._graph(account)
        problem = remember_shown(self.shared.profile, account)
        self.account = graph
        self.contents.comes_on_screen(graph)
        self.window.show_content(graph.window)
        if not self._may_hide():
            self.window.show()
        self._may_hide = lambda: False
        self._close_sign_in()
        self.accounts_model.is_on_screen(account.id)
        for surplus in self.contents.take_surplus():
            self._close_content(surplus)
        if problem is not None:
            self.tell(problem)
        self.account_shown.emit(graph)
        graph.ask_what_is_missing()

    def bring_live(self, account: Account) -> LiveAccount:
        """Open its file, and let sync begin. Raises `StoreError`."""
        live = self.live.get(account.id)
        if live is None:
            live = self.live[account.id] = LiveAccount(self.shared, account)
            self.accounts_model.comes_live(live.me)
            self.account_live.emit(live)
        return live

    def bring_live_behind(self, account: Account) -> None:
        """The same for one that nobody looks at now: what is wrong with it is said in the list of accounts."""
        try:
            self.bring_live(account)
        except StoreError as error:
            self._cannot_open(account, error)

    def leave_screen(self, live: LiveAccount) -> None:
        """Its person signed out: show the next one, or the card."""
        if self.account is None or self.account.live is not live:
            return
        for account in self.shared.profile.accounts.all():
            try:
                self.open_account(account)
            except StoreError as error:
                self._cannot_open(account, error)
            else:
                return
        self.open_sign_in()

    def close_account(self, live: LiveAccount) -> None:
        """Its sync must have stopped."""
        self.live.pop(live.id, None)
        self.accounts_model.goes(live.id)
        graph = self.contents.take(live.id)
        if graph is not None:
            if graph is self.account:
                self.account = None
            self._close_content(graph)
        live.close()

    def ask_to_sign_out(self, account: AccountId) -> None:
        """Whichever is on screen, the question stands in front of it."""
        listed = self.shared.profile.accounts.get(account)
        if listed is not None:
            self.bring_live_behind(listed)
        live = self.live.get(account)
        if live is not None:
            from microblog_desktop.app.accounts.signing_out import ask_to_sign_out

            ask_to_sign_out(self.shared.appearance.theme, live, self.window)

    # The sign-in card.

    def add_account(self) -> None:
        """Show the card; the accounts go on behind it."""
        if self.sign_in is None:
            self._open_card("", "")

    def sign_in_on(self, server: str) -> None:
        """Show the card for this server; empty: for the one that was used last. What was typed there goes."""
        self._close_sign_in()
        self._open_card(server or self.shared.profile.preferences.get(LAST_SERVER), "")

    def open_sign_in(self) -> None:
        """Show the sign-in card, with the server and name that were offered or used last."""
        preferences = self.shared.profile.preferences
        # Whoever signs out now may be called otherwise than when they signed in.
        last = self.account.me.me.username if self.account is not None else preferences.get(LAST_USERNAME)
        self._open_card(self._server or preferences.get(LAST_SERVER), self._username or last)

    def _open_card(self, server: str, username: str) -> None:
        self._may_hide = lambda: False
        # Most starts open an account and need no card.
        from microblog_desktop.app.sign_in_graph import SignInGraph

        entries = self.accounts_model.entries
        back_to = next((entry.name for entry in entries if entry.is_shown), entries[0].name if entries else "")
        self.sign_in = SignInGraph(self.shared, self.accounts_model, server, username, back_to=back_to)
        self.sign_in.model.signed_in.connect(self._signed_in)
        self.sign_in.left.connect(self._back_to_accounts)
        self.window.show_content(self.sign_in.window)
        self.window.show()
        self.sign_in_opened.emit(self.sign_in)

    def _back_to_accounts(self) -> None:
        accounts = self.shared.profile.accounts
        before = self.account.account if self.account is not None else accounts.last()
        if before is not None:
            self.show_account(before.id)

    def _signed_in(self, account_id: str) -> None:
        account = self.shared.profile.accounts.get(AccountId(account_id))
        if account is None:
            return
        self.shared.board.attempt_idle()
        known = self.live.get(account.id)
        if known is not None:
            known.sync.signed_in_anew(account)
        self.show_account(account.id)

    def _close_sign_in(self) -> None:
        sign_in, self.sign_in = self.sign_in, None
        if sign_in is not None:
            self.window.drop(sign_in.window)
            sign_in.close()

    # The window.

    def come_forward(self) -> None:
        """A second start, or a click outside the window: show the window that is there."""
        self.window.come_forward()

    def tell(self, problem: Problem) -> None:
        """Say what went wrong on whatever is on screen."""
        if self.account is not None and self.sign_in is None:
            self.account.store.status.notice(problem)
        else:
            self.shared.board.attempt_failed(problem)

    def say_if_letters_are_missing(self) -> None:
        """Asking for fonts takes a while: not before the first paint."""
        from microblog_desktop.ui.theme.fonts import can_show

        if not can_show(current_language()):
            self.tell(Problem(ProblemKind.NO_FONT))

    def close(self) -> None:
        """Close whatever is open; the shared parts last. All sync must have stopped."""
        self._unsubscribe()
        self.accounts_model.close()
        for live in self.accounts:
            self.close_account(live)
        self._close_sign_in()
        self.window.close()
        self.window.deleteLater()
        self.shared.close()

    # Parts.

    def _graph(self, account: Account) -> AccountGraph:
        """What the window shows of it, built if it is not kept."""
        kept = self.contents.get(account.id)
        if kept is not None:
            return kept
        live = self.bring_live(account)
        try:
            graph = AccountGraph(self.shared, live, self._for_windows, self.window.size())
        except StoreDamagedError:
            if live.is_attached:
                raise
            # It opened, and was found damaged at the first look; now it is known, and is set aside.
            self.close_account(live)
            graph = AccountGraph(self.shared, self.bring_live(account), self._for_windows, self.window.size())
        graph.quit_wanted.connect(self.quit_wanted)
        return graph

    def _close_content(self, graph: AccountGraph) -> None:
        self.window.drop(graph.window)
        graph.close()

    def _cannot_open(self, account: Account, error: StoreError) -> None:
        log.warning("account %s cannot be opened: %s", account.id, error)
        self.accounts_model.cannot_open(account.id, error.problem)

    def _pictures_of(self, account: AccountId) -> RoundPictures | None:
        live = self.live.get(account)
        return None if live is None else live.pictures

    def _close_page_windows(self) -> None:
        for graph in self.contents:
            for window in graph.open_windows:
                window.close()

    def _on_change(self, changes: ChangeSet) -> None:
        if LANGUAGE.name in changes.preferences:
            self.say_if_letters_are_missing()
        if WORK_OFFLINE.name in changes.preferences:
            for live in self.accounts:
                live.follow_offline_choice()
