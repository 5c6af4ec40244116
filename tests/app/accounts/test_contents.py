"""What the window keeps of accounts that are not on screen (app/accounts/contents.py)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from microblog_desktop.app.accounts.contents import MOST_KEPT
from microblog_desktop.app.client import Client
from microblog_desktop.domain.ids import AccountId
from tests.app.accounts.profile import open_client, save_accounts

pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)
NAMES = ("ann", "ben", "cem", "dan", "eve")


@pytest.fixture
def client(qapp: QApplication, tmp_path: Path) -> Iterator[Client]:
    save_accounts(tmp_path, *NAMES)
    client = open_client(qapp, tmp_path)
    yield client
    client.close()


def kept(client: Client) -> list[str]:
    return [graph.account.username for graph in client.contents]


def test_only_the_accounts_shown_last_are_kept(client: Client) -> None:
    for name in NAMES[1:]:
        client.show_account(AccountId(name))
    assert kept(client) == ["cem", "dan", "eve"]
    assert len(client.live) == len(NAMES), "all are live all the same"
    client.show_account(AccountId("cem"))
    client.show_account(AccountId("ann"))
    assert kept(client) == ["eve", "cem", "ann"]
    assert len(client.window.contents) == MOST_KEPT


def test_one_that_was_closed_is_found_at_its_page(client: Client) -> None:
    assert client.account is not None
    client.account.window.open_page("messages")
    for name in (*NAMES[1:], "ann"):
        client.show_account(AccountId(name))
    assert client.account.window.page.key == "messages"


def test_one_with_an_open_dialog_stays(client: Client) -> None:
    assert client.account is not None
    client.account.window.new_post_wanted.emit()
    for name in NAMES[1:]:
        client.show_account(AccountId(name))
    assert kept(client) == ["ann", "dan", "eve"]


def test_a_window_beside_keeps_its_account_and_says_whose_it_is(client: Client) -> None:
    ann = client.account
    assert ann is not None
    ann.people.open_window(ann.me.account.person_id)
    window = ann.open_windows[0]
    assert window.windowTitle().endswith("– @ann · 127.0.0.1:9")
    for name in NAMES[1:]:
        client.show_account(AccountId(name))
    assert window.isVisible()
    assert "ann" in kept(client)
    client.window.close()
    assert not ann.open_windows, "it does not outlive the window"
