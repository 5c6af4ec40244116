"""The whole client with its windows, off screen, on the loop of the test."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.app.client import Client
from microblog_desktop.app.running import Running
from microblog_desktop.app.shared import Shared
from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.system.paths import prepare_profile
from microblog_desktop.viewmodels.timeline.rows import PostRow
from tests.e2e.server_process import PASSWORD, ApiPerson

_PATIENCE_S = 30.0


def open_window(profile: Path) -> Client:
    """As at a start, up to the moment before the loop runs: no network, no keyring."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    client = Client(Shared(app, prepare_profile(profile)))
    client.open()
    return client


@asynccontextmanager
async def running_client(profile: Path) -> AsyncIterator[Running]:
    """The client in full; it quits at the end as it does for a person."""
    running = Running(open_window(profile))
    async with asyncio.TaskGroup() as group:
        group.create_task(running.run(None))
        await asyncio.sleep(0)
        try:
            yield running
        finally:
            running.quit()


async def sign_in(running: Running, url: str, person: ApiPerson) -> AccountGraph:
    """Sign in for this session only, and wait for the window."""
    assert running.client.sign_in is not None
    choice = VaultChoice(VaultKind.SESSION)
    running.client.sign_in.sync.sign_in(url, person.username, Secret(PASSWORD), choice)
    await until("the account's window", lambda: running.client.account)
    assert running.client.account is not None
    return running.client.account


async def add_account(running: Running, url: str, person: ApiPerson) -> AccountGraph:
    """Sign in with one more account, as "Add an account…" offers, and wait until it is on screen."""
    running.client.add_account()
    card = running.client.sign_in
    assert card is not None
    card.sync.sign_in(url, person.username, Secret(PASSWORD), VaultChoice(VaultKind.SESSION))
    await until("the account on screen", lambda: running.client.sign_in is None)
    account = running.client.account
    assert account is not None
    assert account.account.username == person.username
    return account


def come_back(running: Running) -> AccountGraph:
    """Sign in again after a restart: a session for this session only has ended with the program."""
    account = running.client.account
    assert account is not None
    account.sync.sign_in_again(Secret(PASSWORD))
    return account


async def until(what: str, is_so: Callable[[], object], patience_s: float = _PATIENCE_S) -> None:
    """Wait until `is_so()`; fail with `what` in words when patience ends."""
    deadline = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < deadline, f"waited {patience_s:.0f} s for {what}"
        await asyncio.sleep(0.02)


def bodies(account: AccountGraph) -> list[str]:
    """The posts of Home from the top."""
    return [row.body.text for row in account.timeline.rows if isinstance(row, PostRow)]


def row_of(account: AccountGraph, body: str) -> PostRow | None:
    rows = (row for row in account.timeline.rows if isinstance(row, PostRow))
    return next((row for row in rows if row.body.text == body), None)
