"""The list of accounts: who is in it, what waits in each, and what goes wrong in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from microblog_desktop.domain.account import Account
from microblog_desktop.domain.attention import Unread
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.inbox.message import UnreadCounts
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.server import ServerDescription, ServerKind
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.status import SessionState
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.session.accounts import AccountsModel
from tests.store.world import ACCOUNT, SUSAN, World

BRUNO = Account(
    AccountId("a-bruno"),
    ServerDescription("http://127.0.0.1:5000", ServerKind.MICROBLOG, "Here"),
    "bruno",
    SUSAN.id,
    ACCOUNT.vault,
)


class Port:
    """Who has the windows."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def show_account(self, account: AccountId) -> None:
        self.asked.append(("show", account))

    def add_account(self) -> None:
        self.asked.append(("add", ""))

    def ask_to_sign_out(self, account: AccountId) -> None:
        self.asked.append(("sign out", account))


class Desk:
    """A profile with two accounts, the first one live and on screen."""

    def __init__(self) -> None:
        self.world, self.port = World(), Port()
        self.world.save_people(SUSAN)
        self.profile = ProfileStore(":memory:", ChangeFeed(lambda tell: tell()))
        with self.profile.transaction():
            self.profile.accounts.save(ACCOUNT)
            self.profile.accounts.save(BRUNO)
        self.model = AccountsModel(self.profile, self.port)
        self.changes = 0
        self.model.changed.connect(self._count)
        self.model.comes_live(AccountModel(self.world.store, ACCOUNT))
        self.model.is_on_screen(ACCOUNT.id)

    def _count(self) -> None:
        self.changes += 1

    def receive(self, messages: int, notifications: int = 0) -> None:
        with self.world.store.transaction():
            counts = UnreadCounts(messages=messages, notifications=notifications)
            self.world.store.conversations.set_counts(counts)


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.model.close()
    desk.profile.close()
    desk.world.store.close()


def test_accounts_are_told_with_their_place_and_key(desk: Desk) -> None:
    susan, bruno = desk.model.entries
    assert (susan.name, susan.number, susan.key, susan.is_shown) == ("Susan", 1, "Alt+1", True)
    assert (bruno.name, bruno.handle, bruno.key) == ("bruno", "@bruno · 127.0.0.1:5000", "Alt+2")
    assert desk.model.others == (bruno,)
    assert desk.model.are_several


def test_what_waits_is_counted_for_each_and_for_all(desk: Desk) -> None:
    other = World()
    desk.model.comes_live(AccountModel(other.store, BRUNO))
    before = desk.changes
    desk.receive(2)
    with other.store.transaction():
        other.store.conversations.set_counts(UnreadCounts(messages=1))
    assert desk.changes > before
    assert [entry.unread for entry in desk.model.entries] == [2, 1]
    assert desk.model.unread == Unread(3, 0)
    assert desk.model.entries[0].words == "Susan, @susan · example.org, 2 unread"
    other.store.close()


def test_one_that_was_revoked_says_so_and_the_others_do_not(desk: Desk) -> None:
    before = desk.changes
    desk.world.store.status.set_session(SessionState.EXPIRED)
    assert desk.changes > before
    susan, bruno = desk.model.entries
    assert susan.needs_sign_in
    assert not bruno.needs_sign_in
    assert susan.words == "Susan, @susan · example.org, you must sign in again"
    desk.world.store.status.set_session(SessionState.NEEDS_PASSPHRASE)
    assert desk.model.entries[0].problem == "its sign-in is locked"


def test_a_file_that_cannot_be_opened_is_said_until_it_can(desk: Desk) -> None:
    desk.model.cannot_open(BRUNO.id, Problem(ProblemKind.STORE_UNREADABLE))
    assert desk.model.entries[1].problem
    other = World()
    desk.model.comes_live(AccountModel(other.store, BRUNO))
    assert not desk.model.entries[1].problem
    other.store.close()


def test_what_is_asked_for_goes_to_who_has_the_windows(desk: Desk) -> None:
    desk.model.show_number(2)
    desk.model.show_number(3)
    desk.model.add()
    desk.model.sign_out(ACCOUNT.id)
    assert desk.port.asked == [("show", BRUNO.id), ("add", ""), ("sign out", ACCOUNT.id)]


def test_one_that_has_gone_counts_no_more(desk: Desk) -> None:
    desk.receive(2)
    desk.model.goes(ACCOUNT.id)
    before = desk.changes
    desk.receive(5)
    assert desk.changes == before
    assert desk.model.unread == Unread()


def test_the_tenth_has_no_key(desk: Desk) -> None:
    with desk.profile.transaction():
        for number in range(8):
            desk.profile.accounts.save(replace(BRUNO, id=AccountId(f"{number}")))
    assert [entry.key for entry in desk.model.entries][-2:] == ["Alt+9", ""]
