"""A profile with several accounts, on a server that nobody can reach, and a client on it without sync."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from microblog_desktop.app.client import Client
from microblog_desktop.app.shared import Shared, new_feed
from microblog_desktop.domain.account import Account
from microblog_desktop.domain.ids import AccountId, PersonId
from microblog_desktop.domain.server import Capability
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.system.paths import prepare_profile
from tests.store.world import ACCOUNT

_SERVER = replace(ACCOUNT.server, url="http://127.0.0.1:9", capabilities=frozenset(Capability))


def account(name: str) -> Account:
    return replace(ACCOUNT, id=AccountId(name), server=_SERVER, username=name, person_id=PersonId(name))


def save_accounts(folder: Path, *names: str) -> None:
    """In this order; the first one was on screen last."""
    profile = ProfileStore(prepare_profile(folder).profile_db, new_feed())
    with profile.durable_transaction():
        for name in names:
            profile.accounts.save(account(name))
        profile.accounts.set_last(AccountId(names[0]))
    profile.close()


def open_client(app: QApplication, folder: Path, *, server: str = "") -> Client:
    """Its windows as at a start, before anything is asked of a network."""
    client = Client(Shared(app, prepare_profile(folder)), server=server)
    client.open()
    return client
