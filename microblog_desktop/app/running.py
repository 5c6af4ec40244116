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

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.app.attention.joining import Attention
from microblog_desktop.app.client import Client
from microblog_desktop.app.figures import note_event
from microblog_desktop.app.sign_in_graph import SignInGraph
from microblog_desktop.domain.account import SavedData
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.sync.engine import AccountSync
from microblog_desktop.sync.session.signin import SignInSync
from microblog_desktop.sync.session.vaults import Vaults
from microblog_desktop.sync.supervisor import Supervisor
from microblog_desktop.system.event_loop import ClientEventLoop
from microblog_desktop.system.local_server import LocalServer
from microblog_desktop.system.network_state import NetworkHints

log = logging.getLogger(__name__)

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
        self._supervisor = Supervisor(self._report)
        self._account_sync: AccountSync | None = None
        self._sign_in_sync: SignInSync | None = None
        self._hints = NetworkHints(self._network_came)
        self.attention = Attention(client)

    async def run(self, guest: Guest | None) -> int:
        self._join()
        try:
            async with self._supervisor:
                self._begin()
                bubbles = self._supervisor.keep_running("bubbles", self.attention.bubbles.run)
                note_event("sync_started")
                # What is there now stays: the collector need not look at it again.
                gc.freeze()
                if guest is not None:
                    self._supervisor.run_once("guest", partial(guest, self))
                await self._quit.wait()
                self.attention.leave()
                await self._stop_sync()
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
        self.attention.quit_wanted.connect(self.quit)
        client.account_opened.connect(self._put_sync_behind_account)
        client.sign_in_opened.connect(self._put_sync_behind_sign_in)
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, self.quit)
        self._hints.begin()

    def _begin(self) -> None:
        self.client.say_if_letters_are_missing()
        if self.client.account is not None:
            self._put_sync_behind_account(self.client.account)
        if self.client.sign_in is not None:
            self._put_sync_behind_sign_in(self.client.sign_in)

    def _put_sync_behind_sign_in(self, graph: SignInGraph) -> None:
        if self._sign_in_sync is None:
            self._sign_in_sync = SignInSync(
                self._shared.board, self._shared.profile, self._vaults, self._local_server, self._supervisor
            )
        graph.sync.attach(self._sign_in_sync)

    def _put_sync_behind_account(self, graph: AccountGraph) -> None:
        sync = AccountSync(
            graph.account,
            graph.store,
            profile=self._shared.profile,
            pictures=self._shared.pictures,
            vaults=self._vaults,
            local_server=self._local_server,
            on_signed_out=partial(self._signed_out, graph),
            clock=self._shared.clock,
        )
        self._account_sync = sync
        graph.attach(sync)
        sync.start(self._supervisor)
        self.attention.follow(graph)

    # Meanwhile.

    def _last_window_closed(self) -> None:
        if not self.attention.stays_in_tray:
            self.quit()

    def _attention_changed(self, state: Qt.ApplicationState) -> None:
        if self._account_sync is None:
            return
        if state is Qt.ApplicationState.ApplicationActive:
            self._account_sync.become_active()
        else:
            self._account_sync.become_idle()

    def _network_came(self) -> None:
        if self._account_sync is not None:
            self._account_sync.network_hint()

    def _report(self, bug: Exception) -> None:
        """One quiet notice; the stack is in the log."""
        if self.client.account is not None:
            self.client.account.store.status.notice(Problem(ProblemKind.BUG))

    def _signed_out(self, graph: AccountGraph, saved: SavedData) -> None:
        """Called by the account's own session worker, which ends afterwards."""
        self._supervisor.run_once("leave the account", partial(self._leave, graph, saved))

    async def _leave(self, graph: AccountGraph, saved: SavedData) -> None:
        """Show the sign-in card first: with no window left, the program would end."""
        self.client.open_sign_in()
        self.attention.leave()
        await self._stop_account_sync()
        self.client.close_account()
        if saved is SavedData.REMOVE:
            shutil.rmtree(self._shared.paths.account_folder(graph.account.id), ignore_errors=True)

    # Ending.

    async def _stop_sync(self) -> None:
        await self._stop_account_sync()
        sign_in, self._sign_in_sync = self._sign_in_sync, None
        if sign_in is not None:
            await sign_in.stop()

    async def _stop_account_sync(self) -> None:
        sync, self._account_sync = self._account_sync, None
        if sync is not None:
            await sync.stop()
