from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.status import SessionState
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.session.sign_in_again import AgainKind, SignInAgainModel
from tests.fakes.ports import FakeSession
from tests.store.world import ACCOUNT, World


@pytest.fixture
def session() -> FakeSession:
    return FakeSession()


@pytest.fixture
def again(world: World, session: FakeSession) -> Iterator[SignInAgainModel]:
    world.store.status.set_session(SessionState.EXPIRED)
    account = AccountModel(world.store, ACCOUNT)
    model = SignInAgainModel(world.store, account, session)
    yield model
    model.close()
    account.close()


def test_the_password_is_asked_for_the_account_in_question(again: SignInAgainModel, session: FakeSession) -> None:
    assert again.kind is AgainKind.SIGN_IN
    assert again.explanation.startswith("@susan · example.org.")
    again.submit(Secret("cat"))
    assert session.asked == [("sign_in_again", Secret("cat"))]


def test_a_locked_file_asks_for_its_passphrase(again: SignInAgainModel, world: World, session: FakeSession) -> None:
    world.store.status.set_session(SessionState.NEEDS_PASSPHRASE)
    assert again.kind is AgainKind.UNLOCK
    again.submit(Secret("long enough"))
    assert session.asked == [("unlock", Secret("long enough"))]


def test_a_locked_keyring_is_named_and_may_be_tried_again(
    again: SignInAgainModel, world: World, session: FakeSession
) -> None:
    assert not again.can_retry_keyring
    world.store.status.set_session(SessionState.SIGNED_OUT, Problem(ProblemKind.KEYRING_LOCKED, may_retry=True))
    assert "The keyring of this computer is locked." in again.explanation
    assert again.can_retry_keyring
    again.retry_keyring()
    assert session.asked == [("retry_vault",)]


def test_nothing_typed_asks_nobody(again: SignInAgainModel, session: FakeSession) -> None:
    again.submit(Secret(""))
    assert again.complaint == "Enter your password."
    assert session.asked == []


def test_a_wrong_password_can_be_tried_again(again: SignInAgainModel, world: World, session: FakeSession) -> None:
    again.submit(Secret("dog"))
    world.store.status.begin("session")
    assert again.is_busy
    again.submit(Secret("twice"))
    world.store.status.fail("session", Problem(ProblemKind.WRONG_PASSWORD))
    assert again.complaint == "Wrong username or password."
    again.submit(Secret("cat"))
    assert session.asked == [("sign_in_again", Secret("dog")), ("sign_in_again", Secret("cat"))]


def test_an_old_failure_is_not_held_against_a_new_try(again: SignInAgainModel, world: World) -> None:
    world.store.status.fail("session", Problem(ProblemKind.WRONG_PASSWORD))
    again.begin()
    assert again.complaint == ""


def test_done_when_the_session_is_good_again(again: SignInAgainModel, world: World, qtbot: QtBot) -> None:
    again.submit(Secret("cat"))
    with qtbot.waitSignal(again.done):
        world.store.status.set_session(SessionState.SIGNED_IN)
