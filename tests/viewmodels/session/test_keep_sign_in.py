from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.status import SessionState
from microblog_desktop.viewmodels.session.keep_sign_in import KeepSignInModel
from microblog_desktop.viewmodels.session.keyring_choice import in_keyring, this_session_only
from tests.fakes.ports import FakeSession
from tests.store.world import World

LOCKED = Problem(ProblemKind.KEYRING_LOCKED, may_retry=True)


@pytest.fixture
def session() -> FakeSession:
    return FakeSession()


@pytest.fixture
def keep(world: World, session: FakeSession) -> Iterator[KeepSignInModel]:
    world.store.status.set_session(SessionState.SIGNED_IN, LOCKED)
    model = KeepSignInModel(world.store, session)
    yield model
    model.close()


def test_a_choice_goes_to_sync(keep: KeepSignInModel, session: FakeSession) -> None:
    keep.choose(this_session_only())
    keep.choose(in_keyring())
    assert session.asked == [("keep_sign_in", this_session_only()), ("retry_vault",)]


def test_the_last_try_says_why(keep: KeepSignInModel, world: World, qtbot: QtBot) -> None:
    assert keep.problem == LOCKED
    with qtbot.waitSignal(keep.changed):
        world.store.status.begin("keep-sign-in")
    assert keep.is_busy
    world.store.status.fail("keep-sign-in", Problem(ProblemKind.WRONG_PASSPHRASE))
    assert keep.problem == Problem(ProblemKind.WRONG_PASSPHRASE)


@pytest.mark.parametrize("state", [SessionState.SIGNED_IN, SessionState.EXPIRED])
def test_it_is_done_when_nothing_is_left_to_keep(
    keep: KeepSignInModel, world: World, qtbot: QtBot, state: SessionState
) -> None:
    with qtbot.waitSignal(keep.done):
        world.store.status.set_session(state)
