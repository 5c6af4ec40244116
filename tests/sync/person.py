"""Somebody with a profile of their own, whose sync works with a real server."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from microblog_desktop.domain.account import SavedData
from microblog_desktop.domain.clock import utc_now
from microblog_desktop.domain.ids import HOME
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import Capability
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.signin_board import AttemptState, ProbeState, SignInBoard
from microblog_desktop.sync.engine import AccountSync
from microblog_desktop.sync.session.signin import SignInSync
from microblog_desktop.sync.session.vaults import Vaults
from microblog_desktop.sync.supervisor import Supervisor
from microblog_desktop.system.local_server import LocalServer
from tests.e2e.server_process import PASSWORD
from tests.fakes.vault import FailingVault
from tests.sync.conftest import later_on_the_loop, until


class Person:
    """Somebody with a profile of their own, registered at the real server."""

    def __init__(
        self, folder: Path, url: str, supervisor: Supervisor, without: frozenset[Capability] = frozenset()
    ) -> None:
        """`without` are capabilities of the server that it is taken not to have."""
        folder.mkdir()
        self._without = without
        self._folder, self._url, self._supervisor = folder, url, supervisor
        self.feed = ChangeFeed(later_on_the_loop)
        self.profile = ProfileStore(folder / "profile.db", self.feed)
        self.pictures = PictureStore(self.profile.db, folder)
        self.vaults = Vaults(folder, keyring=FailingVault())
        self.local = LocalServer(folder / "server")
        self.board = SignInBoard(self.feed)
        self.signed_out: list[SavedData] = []
        self.username = ""
        self.store: AccountStore
        self.sync: AccountSync

    async def register(self, username: str) -> None:
        desk = await self._desk()
        desk.register(self._url, username, f"{username}@x.example", Secret(PASSWORD), None)
        await self._begin(username)

    async def sign_in(self, username: str) -> None:
        desk = await self._desk()
        desk.sign_in(self._url, username, Secret(PASSWORD), None)
        await self._begin(username)

    async def _desk(self) -> SignInSync:
        desk = SignInSync(self.board, self.profile, self.vaults, self.local, self._supervisor)
        desk.probe(self._url)
        await until(lambda: self.board.probe.state not in (ProbeState.IDLE, ProbeState.LOOKING))
        assert self.board.probe.state is ProbeState.FOUND, self.board.probe.problem
        return desk

    async def _begin(self, username: str) -> None:
        self.username = username
        await until(lambda: self.board.attempt.state is not AttemptState.BUSY)
        assert self.board.attempt.state is AttemptState.DONE, self.board.attempt.problem
        account = self.profile.accounts.last()
        assert account is not None
        server = account.server
        account = replace(account, server=replace(server, capabilities=server.capabilities - self._without))
        self.store = open_account_store(self._folder / "account.db", self.feed, utc_now, account)
        self.sync = AccountSync(
            account,
            self.store,
            profile=self.profile,
            pictures=self.pictures,
            vaults=self.vaults,
            local_server=self.local,
            on_signed_out=self.signed_out.append,
            dice=random.Random(1),
        )
        self.sync.start(self._supervisor)

    async def delivered(self) -> None:
        await until(lambda: self.store.outbox.queues() == [])

    def home(self) -> list[str]:
        rows = self.store.timelines.entry_rows(self.store.timelines.newest(HOME, 500))
        return [row.post.body if row.post else "gap" for row in rows]

    async def close(self) -> None:
        await self.sync.stop()
        self.store.close()
        self.profile.close()
