"""One account with its store, in agreement with a fake server, by a clock that stands still."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from microblog_desktop.domain.account import SavedData
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.status import SessionState
from microblog_desktop.sync.engine import AccountSync
from microblog_desktop.sync.session.vaults import Vaults
from microblog_desktop.sync.supervisor import Supervisor
from microblog_desktop.system.local_server import LocalServer
from tests.fakes.clock import FakeClock
from tests.fakes.server import FakeServer
from tests.fakes.vault import FailingVault

_PATIENCE_S = 15.0


@dataclass
class Bench:
    """Everything around one account; `start` and `stop` as often as a test likes."""

    clock: FakeClock
    server: FakeServer
    folder: Path
    feed: ChangeFeed
    profile: ProfileStore
    vault: FailingVault
    vaults: Vaults
    store: AccountStore
    supervisor: Supervisor
    signed_out: list[SavedData]
    is_metered: bool = False
    sync: AccountSync = field(init=False)

    def __post_init__(self) -> None:
        self.sync = self.new_sync()

    def new_sync(self) -> AccountSync:
        return AccountSync(
            self.server.account,
            self.store,
            profile=self.profile,
            pictures=PictureStore(self.profile.db, self.folder),
            vaults=self.vaults,
            local_server=LocalServer(self.folder / "server"),
            on_signed_out=self.signed_out.append,
            open_server=self.server.open,
            is_metered=lambda: self.is_metered,
            clock=self.clock,
            call_later=self.clock.call_later,
            dice=random.Random(7),
        )

    async def start(self) -> None:
        """Start, wait for the token (it comes from a thread), then until the first round is over."""
        self.sync.start(self.supervisor)
        await until(lambda: self.store.status.session.state is not SessionState.CHECKING)
        await self.quiet()

    async def until(self, condition: Callable[[], object]) -> None:
        await until(condition)

    async def quiet(self) -> None:
        """Let everything happen that happens without the clock moving."""
        await quiet()

    async def pass_time(self, seconds: float, step_s: float = 1.0) -> None:
        """Move the clock in small steps and let the workers follow."""
        for _ in range(int(seconds / step_s)):
            self.clock.advance(seconds=step_s)
            await self.quiet()

    def reopen(self) -> None:
        """As after a crash: another program opens the same file."""
        self.store.close()
        self.store = open_account_store(self.folder / "account.db", self.feed, self.clock, self.server.account)
        self.sync = self.new_sync()


async def quiet() -> None:
    """Turns of the loop, enough for any chain of steps that waits for neither a clock nor a thread."""
    for _ in range(100):
        await asyncio.sleep(0)


async def until(condition: Callable[[], object]) -> None:
    """Turn the loop until it is so; fail after some seconds of real time."""
    async with asyncio.timeout(_PATIENCE_S):
        while not condition():
            await asyncio.sleep(0)


def later_on_the_loop(callback: Callable[[], None]) -> object:
    try:
        return asyncio.get_running_loop().call_soon(callback)
    except RuntimeError:
        callback()
        return None


@pytest.fixture
def bugs() -> Iterator[list[Exception]]:
    """What the supervisor reported; none, unless a test takes them out."""
    found: list[Exception] = []
    yield found
    assert found == []


@pytest.fixture
async def bench(clock: FakeClock, tmp_path: Path, bugs: list[Exception]) -> AsyncIterator[Bench]:
    server = FakeServer(clock)
    feed = ChangeFeed(later_on_the_loop)
    profile = ProfileStore(tmp_path / "profile.db", feed)
    store = open_account_store(tmp_path / "account.db", feed, clock, server.account)
    vault = FailingVault()
    vault.set("susan1", Secret("token-1"))
    async with Supervisor(bugs.append) as supervisor:
        it = Bench(
            clock, server, tmp_path, feed, profile, vault, Vaults(tmp_path, keyring=vault), store, supervisor, []
        )
        yield it
        await it.sync.stop()
    it.store.close()
    profile.close()
    assert feed.subscribers == 0
