from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.outbox import JobKind
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.status import NetworkState, SessionState
from microblog_desktop.viewmodels.session.status import StatusAction, StatusKind, StatusModel
from tests.fakes.ports import FakeNetwork
from tests.store.world import World, entries


@pytest.fixture
def network() -> FakeNetwork:
    return FakeNetwork()


@pytest.fixture
def status(world: World, network: FakeNetwork) -> Iterator[StatusModel]:
    model = StatusModel(world.store, network)
    yield model
    model.close()


def go_offline(world: World, *, by_choice: bool = False) -> None:
    world.store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=by_choice, since=world.now))


def texts(status: StatusModel) -> list[str]:
    return [row.text for row in status.rows]


def test_nothing_is_said_when_all_is_well(status: StatusModel) -> None:
    assert status.rows == ()


def test_offline_tells_the_age_of_what_one_reads(status: StatusModel, world: World) -> None:
    world.refresh(*entries(1))
    go_offline(world)
    said = texts(status)[0].replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert said == "Offline. You are reading posts saved at 12:00 PM; what you write is sent when you are back."
    assert status.rows[0].kind is StatusKind.OFFLINE


def test_offline_for_days_tells_the_age_in_days(status: StatusModel, world: World) -> None:
    world.refresh(*entries(1))
    world.later(26 * 3600)
    go_offline(world)
    assert "You are reading posts saved 1 day ago;" in texts(status)[0]


def test_offline_with_nothing_saved_promises_only_to_send(status: StatusModel, world: World) -> None:
    go_offline(world)
    assert texts(status) == ["Offline. What you write is sent when you are back."]


def test_a_proxy_in_the_way_is_named_instead(status: StatusModel, world: World) -> None:
    proxy = Problem(ProblemKind.PROXY_SIGN_IN, may_retry=True)
    world.store.status.set_network(NetworkState(False, False, world.now, proxy))
    assert texts(status) == ["The proxy wants another user name or password. Enter them in Settings, Network."]
    assert status.rows[0].kind is StatusKind.WARNING


def test_working_offline_by_choice_offers_to_come_back(status: StatusModel, world: World, network: FakeNetwork) -> None:
    go_offline(world, by_choice=True)
    assert texts(status)[0].startswith("You chose to work offline.")
    status.act(status.rows[0].action)
    assert network.asked == ["go_online"]


def test_an_ended_session_comes_first_and_asks_in_place(status: StatusModel, world: World, qtbot: QtBot) -> None:
    go_offline(world)
    world.store.status.set_session(SessionState.EXPIRED)
    assert texts(status)[0] == "Sign in again to go on; nothing is lost."
    with qtbot.waitSignal(status.asks_sign_in):
        status.act(status.rows[0].action)


def test_a_locked_sign_in_asks_for_the_passphrase(status: StatusModel, world: World, qtbot: QtBot) -> None:
    world.store.status.set_session(SessionState.NEEDS_PASSPHRASE)
    assert status.needs_passphrase
    with qtbot.waitSignal(status.asks_passphrase):
        status.act(status.rows[0].action)


def test_a_notice_can_be_closed_and_the_next_one_is_shown(status: StatusModel, world: World) -> None:
    world.store.status.notice(Problem(ProblemKind.BUG))
    assert status.rows[0].action is StatusAction.DISMISS
    status.act(StatusAction.DISMISS)
    assert status.rows == ()
    world.store.status.notice(Problem(ProblemKind.BUG))
    assert len(status.rows) == 1


def test_coming_back_takes_the_strip_away(status: StatusModel, world: World, qtbot: QtBot) -> None:
    go_offline(world)
    with qtbot.waitSignal(status.changed):
        world.store.status.set_network(NetworkState(is_online=True, works_offline_by_choice=False, since=world.now))
    assert status.rows == ()


def test_a_session_that_ends_asks_by_itself_and_only_once(status: StatusModel, world: World) -> None:
    asked: list[str] = []
    status.asks_sign_in.connect(lambda: asked.append("sign in"))
    status.asks_passphrase.connect(lambda: asked.append("passphrase"))
    world.store.status.set_session(SessionState.SIGNED_IN)
    world.store.status.set_session(SessionState.EXPIRED)
    world.store.status.set_session(SessionState.EXPIRED, Problem(ProblemKind.SIGNED_OUT))
    assert asked == ["sign in"]
    world.store.status.set_session(SessionState.NEEDS_PASSPHRASE)
    assert asked == ["sign in", "passphrase"]


def test_a_locked_keyring_is_said(status: StatusModel, world: World) -> None:
    world.store.status.set_session(SessionState.SIGNED_OUT, Problem(ProblemKind.KEYRING_LOCKED))
    assert texts(status)[0].startswith("The keyring of this computer is locked.")


def test_a_sign_in_that_could_not_be_kept_offers_another_place(status: StatusModel, world: World, qtbot: QtBot) -> None:
    world.store.status.set_session(SessionState.SIGNED_IN, Problem(ProblemKind.KEYRING_DENIED))
    assert texts(status)[0].startswith("You are signed in until you quit: your sign-in could not be kept.")
    with qtbot.waitSignal(status.asks_vault):
        status.act(status.rows[0].action)
    world.store.status.set_session(SessionState.SIGNED_IN)
    assert status.rows == ()


def test_a_slow_keyring_is_waited_for_in_words(status: StatusModel, world: World) -> None:
    world.store.status.set_session(SessionState.SIGNED_OUT, Problem(ProblemKind.KEYRING_SLOW))
    assert texts(status)[0].startswith("Waiting for the keyring of this computer.")


def test_a_refused_wish_is_told_by_its_name(status: StatusModel, world: World) -> None:
    world.store.status.notice(Problem(ProblemKind.FORBIDDEN), JobKind.BOOKMARK)
    assert [row.text for row in status.rows] == [
        "Your bookmark was not accepted. The server does not allow you to do this."
    ]
