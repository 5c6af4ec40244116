"""Behind the windows: the event loop, the supervisor, and sync for whatever is open. Ends in reverse order."""

from __future__ import annotations

import asyncio
import gc
import logging
import shutil
import signal
import sys
from collections.abc import Awaitable, Callable
from functools import partial

from PySide6.QtCore import Qt

from microblog_desktop.api.detect import open_for_account
from microblog_desktop.api.route import Route
from microblog_desktop.app.account.live import LiveAccount
from microblog_desktop.app.attention.joining import Attention
from microblog_desktop.app.client import Client
from microblog_desktop.app.figures import note_event
from microblog_desktop.app.sign_in_graph import SignInGraph
from microblog_desktop.domain.account import SavedData
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.sync.engine import AccountSync
from microblog_desktop.sync.proxying import ProxySync
from microblog_desktop.sync.session.signin import SignInSync, connect_to
from microblog_desktop.sync.session.vaults import Vaults
from microblog_desktop.sync.supervisor import Supervisor
from microblog_desktop.system.event_loop import ClientEventLoop
from microblog_desktop.system.local_server import LocalServer
from microblog_desktop.system.network_state import NetworkHints

log = logging.getLogger(__name__)

# The files of those that nobody looks at yet are opened one after the other, while the window answers.
BETWEEN_ACCOUNTS_S = 0.3

Guest = Callable[["Running"], Awaitable[None]]


def run(client: Client, guest: Guest | None = None) -> int:
    """Run until the person quits. `guest` runs beside the client: the tour drives it."""
    app = client.shared.app
    with asyncio.Runner(loop_factory=lambda: ClientEventLoop(app)) as runner:
        return runner.run(Running(client).run(guest))


class Running:
    """The client with its sync."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._shared = client.shared
        self._vaults = Vaults(self._shared.paths.secrets)
        self._local_server = LocalServer(self._shared.paths.local_server)
        self._quit = asyncio.Event()
        self._exit_code = 0
        self._is_active = True
        self._supervisor = Supervisor(self._report)
        self._syncs: dict[AccountId, AccountSync] = {}
        self._sign_in_sync: SignInSync | None = None
        self._hints = NetworkHints(self._network_came)
        self._route = Route()
        self._proxy = ProxySync(
            self._shared.profile, self._vaults, self._route, on_change=self._connect_anew, tell=client.tell
        )
        self.attention = Attention(client)

    async def run(self, guest: Guest | None) -> int:
        self._join()
        try:
            async with self._supervisor:
                proxy = self._supervisor.keep_running("proxy", self._proxy.run)
                self._begin()
                bubbles = self._supervisor.keep_running("bubbles", self.attention.bubbles.run)
                note_event("sync_started")
                # What is there now stays: the collector need not look at it again.
                gc.freeze()
                if guest is not None:
                    self._supervisor.run_once("guest", partial(guest, self))
                await self._quit.wait()
                self.attention.leave_all()
                await self._stop_sync()
                await proxy.stop()
                await bubbles.stop()
                await self.attention.bubbles.close()
        finally:
            self.attention.close()
            try:
                self.client.close()
            finally:
                self._local_server.stop()
        return self._exit_code

    def quit(self, exit_code: int = 0) -> None:
        self._exit_code = exit_code
        self._quit.set()

    # Beginning.

    def _join(self) -> None:
        client, app = self.client, self._shared.app
        app.lastWindowClosed.connect(self._last_window_closed)
        app.applicationStateChanged.connect(self._attention_changed)
        client.quit_wanted.connect(self.quit)
        self._shared.quit = self.quit
        self.attention.quit_wanted.connect(self.quit)
        client.account_live.connect(self._put_sync_behind_account)
        client.sign_in_opened.connect(self._put_sync_behind_sign_in)
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, self.quit)
        self._hints.begin()

    def _begin(self) -> None:
        self._shared.appearance.watch_desktop()
        self.client.say_if_letters_are_missing()
        for live in self.client.accounts:
            self._put_sync_behind_account(live)
        if self.client.sign_in is not None:
            self._put_sync_behind_sign_in(self.client.sign_in)
        self._supervisor.run_once("other accounts", self._bring_others_live)

    async def _bring_others_live(self) -> None:
        for account in self._shared.profile.accounts.all():
            if account.id in self.client.live:
                continue
            await asyncio.sleep(BETWEEN_ACCOUNTS_S)
            # Meanwhile it may have left.
            if self._shared.profile.accounts.get(account.id) is not None:
                self.client.bring_live_behind(account)

    def _put_sync_behind_sign_in(self, graph: SignInGraph) -> None:
        if self._sign_in_sync is None:
            self._sign_in_sync = SignInSync(
                self._shared.board,
                self._shared.profile,
                self._vaults,
                self._local_server,
                self._supervisor,
                connect=partial(connect_to, route=self._route),
                accounts=self._shared.paths.accounts,
            )
        graph.sync.attach(self._sign_in_sync)

    def _put_sync_behind_account(self, live: LiveAccount) -> None:
        sync = AccountSync(
            live.account,
            live.store,
            profile=self._shared.profile,
            pictures=self._shared.pictures,
            vaults=self._vaults,
            local_server=self._local_server,
            on_signed_out=partial(self._signed_out, live),
            open_server=partial(open_for_account, route=self._route),
            is_metered=self._hints.is_metered,
            clock=self._shared.clock,
        )
        self._syncs[live.id] = sync
        live.attach(sync)
        live.sync.proxy.attach(self._proxy)
        sync.start(self._supervisor)
        if not self._is_active:
            sync.become_idle()
        self.attention.follow(live)

    # Meanwhile.

    def _last_window_closed(self) -> None:
        if not self.attention.stays_in_tray:
            self.quit()

    def _attention_changed(self, state: Qt.ApplicationState) -> None:
        self._is_active = state is Qt.ApplicationState.ApplicationActive
        for sync in self._syncs.values():
            if self._is_active:
                sync.become_active()
            else:
                sync.become_idle()

    def _network_came(self) -> None:
        self._proxy.look_again()
        self._connect_anew()

    def _connect_anew(self) -> None:
        for sync in self._syncs.values():
            sync.network_hint()

    def _report(self, bug: Exception) -> None:
        """One quiet notice on whatever is on screen; the stack is in the log."""
        if self.client.account is not None:
            self.client.account.store.status.notice(Problem(ProblemKind.BUG))

    def _signed_out(self, live: LiveAccount, saved: SavedData) -> None:
        """Called by the account's own session worker, which ends afterwards."""
        self._supervisor.run_once("leave the account", partial(self._leave, live, saved))

    async def _leave(self, live: LiveAccount, saved: SavedData) -> None:
        """The others go on; what is on screen of this one goes first."""
        self.attention.leave(live)
        self.client.leave_screen(live)
        sync = self._syncs.pop(live.id, None)
        if sync is not None:
            await sync.stop()
        self.client.close_account(live)
        if saved is SavedData.REMOVE:
            shutil.rmtree(self._shared.paths.account_folder(live.id), ignore_errors=True)

    # Ending.

    async def _stop_sync(self) -> None:
        syncs, self._syncs = self._syncs, {}
        await asyncio.gather(*(sync.stop() for sync in syncs.values()))
        sign_in, self._sign_in_sync = self._sign_in_sync, None
        if sign_in is not None:
            await sign_in.stop()
