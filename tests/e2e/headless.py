"""The client without its windows: the real stores, sync and HTTP of one account, on the running loop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from microblog_desktop.api.detect import describe_server
from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import HOME, AccountId, PersonId
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.sync.engine import AccountSync
from microblog_desktop.sync.session.vaults import Vaults
from microblog_desktop.sync.supervisor import Supervisor
from microblog_desktop.sync.timing import Cancelable
from microblog_desktop.system.local_server import LocalServer
from microblog_desktop.system.paths import prepare_profile
from microblog_desktop.system.vaults.vault import SessionVault

_PATIENCE_S = 60.0


class QuickTime:
    """A clock, and timers, on which back-off takes a fiftieth of the time."""

    def __init__(self, factor: float = 50.0) -> None:
        self._factor = factor
        self._began_at = datetime.now(UTC)
        self._began_s = time.monotonic()

    def now(self) -> datetime:
        return self._began_at + timedelta(seconds=(time.monotonic() - self._began_s) * self._factor)

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> Cancelable:
        return asyncio.get_running_loop().call_later(delay_s / self._factor, callback)


class HeadlessClient:
    """Use as an async context manager; `store` and `sync` are the client's own."""

    def __init__(self, profile: Path, account: Account, token: str, quick: QuickTime) -> None:
        self._paths = prepare_profile(profile)
        self._account = account
        self._feed = ChangeFeed(lambda deliver: asyncio.get_running_loop().call_soon(deliver))
        self._profile = ProfileStore(self._paths.profile_db, self._feed)
        self._token = token
        self._quick = quick
        self._supervisor = Supervisor(self._note_bug)
        self.bugs: list[Exception] = []
        self.store: AccountStore = open_account_store(
            self._paths.account_db(account.id), self._feed, quick.now, account
        )
        self.sync = self._make_sync()

    async def __aenter__(self) -> Self:
        await self._supervisor.__aenter__()
        self.sync.start(self._supervisor)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.sync.stop()
        await self._supervisor.__aexit__(kind, error, trace)
        self.store.close()
        self._profile.close()

    async def until(self, what: str, is_so: Callable[[], object], patience_s: float = _PATIENCE_S) -> None:
        """Wait until `is_so()`; fail with `what` in words when patience ends."""
        deadline = time.monotonic() + patience_s
        while not is_so():
            assert time.monotonic() < deadline, f"waited {patience_s:.0f} s for {what}"
            assert self.bugs == []
            await asyncio.sleep(0.005)

    def has_delivered_everything(self) -> bool:
        return self.store.outbox.queues() == []

    def my_posts(self) -> list[str]:
        """Return the bodies on my home timeline that are mine, newest first."""
        rows = self.store.timelines.entry_rows(self.store.timelines.newest(HOME, 1000))
        return [row.post.body for row in rows if row.post is not None and row.post.is_mine]

    def _make_sync(self) -> AccountSync:
        keyring = SessionVault()
        keyring.set(self._account.id, Secret(self._token))
        return AccountSync(
            self._account,
            self.store,
            profile=self._profile,
            pictures=PictureStore(self._profile.db, self._paths.pictures),
            vaults=Vaults(self._paths.secrets, keyring=keyring),
            local_server=LocalServer(self._paths.local_server),
            on_signed_out=lambda _saved: None,
            clock=self._quick.now,
            call_later=self._quick.call_later,
        )

    def _note_bug(self, bug: Exception) -> None:
        self.bugs.append(bug)


async def account_on(url: str, username: str, person_id: int) -> Account:
    """Describe the server as sign-in does, and return the account of somebody who has a token already."""
    server = await describe_server(url)
    return Account(AccountId(f"{username}-here"), server, username, PersonId(str(person_id)), VaultKind.KEYRING)
