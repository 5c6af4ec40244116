from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.viewmodels.messages.new_conversation import NewConversationModel
from tests.fakes.ports import FakeMessageSync
from tests.store.world import JOHN, World


@pytest.fixture
def search(world: World, message_sync: FakeMessageSync) -> NewConversationModel:
    return NewConversationModel(world.store, message_sync)


@pytest.mark.parametrize("typed", ["john", "@john", "  john "])
def test_somebody_known_here_is_found_without_the_network(
    search: NewConversationModel, message_sync: FakeMessageSync, qtbot: QtBot, typed: str
) -> None:
    with qtbot.waitSignal(search.found) as found:
        search.find(typed)
    assert found.args == [JOHN.id]
    assert message_sync.asked == []


def test_somebody_else_is_asked_for(
    search: NewConversationModel, world: World, message_sync: FakeMessageSync, qtbot: QtBot
) -> None:
    search.find("mina")
    assert message_sync.asked == [("find_person", "mina")]
    assert search.line == "Looking for @mina…"
    world.save_people(Person(PersonId("3"), "mina", "Mina"))
    with qtbot.waitSignal(search.found) as found:
        world.store.status.succeed("find-person:mina")
    assert found.args == ["3"]


@pytest.mark.parametrize(
    ("problem", "said"),
    [(ProblemKind.NOT_FOUND, "Nobody here is called @mina."), (ProblemKind.OFFLINE, "You are offline.")],
)
def test_a_failed_search_says_why(search: NewConversationModel, world: World, problem: ProblemKind, said: str) -> None:
    search.find("mina")
    world.store.status.begin("find-person:mina")
    world.store.status.fail("find-person:mina", Problem(problem))
    assert search.line.startswith(said)
    assert search.is_failure


@pytest.mark.parametrize(("typed", "said"), [("", "Enter a name or a username."), ("susan", "This is you.")])
def test_what_cannot_be_is_said_at_once(search: NewConversationModel, typed: str, said: str) -> None:
    search.find(typed)
    assert search.line.startswith(said)


def test_a_search_that_was_given_up_finds_nobody(search: NewConversationModel, world: World, qtbot: QtBot) -> None:
    search.find("mina")
    search.forget()
    world.save_people(Person(PersonId("3"), "mina", "Mina"))
    with qtbot.assertNotEmitted(search.found):
        world.store.status.succeed("find-person:mina")


def test_enter_chooses_who_is_drawn_out(search: NewConversationModel, world: World, qtbot: QtBot) -> None:
    search.type("jo")
    with qtbot.waitSignal(search.found) as found:
        search.enter("jo", JOHN.id)
    assert found.args == [JOHN.id]
    assert search.people.is_blank


def test_where_nobody_matches_enter_asks_for_the_exact_name(
    search: NewConversationModel, message_sync: FakeMessageSync
) -> None:
    search.type("@mina")
    search.enter("@mina", None)
    assert message_sync.asked == [("find_person", "mina")]


def test_typing_on_gives_up_who_was_asked_for(search: NewConversationModel, world: World, qtbot: QtBot) -> None:
    search.find("mina")
    search.type("mina b")
    world.save_people(Person(PersonId("3"), "mina", "Mina"))
    with qtbot.assertNotEmitted(search.found):
        world.store.status.succeed("find-person:mina")


def test_enter_pressed_quickly_waits_for_who_is_meant(
    tmp_path: Path, message_sync: FakeMessageSync, qtbot: QtBot
) -> None:
    world = World(tmp_path / "account.db")
    world.save_people(JOHN, Person(PersonId("3"), "joanna", "Joanna"))
    search = NewConversationModel(world.store, message_sync)
    search.type("jo")
    qtbot.waitUntil(lambda: len(search.people.rows) == 2)
    search.type("joan")
    with qtbot.waitSignal(search.found) as found:
        search.enter("joan", JOHN.id)
    assert found.args == ["3"], "not who was on show before"
    search.type("nobody")
    search.enter("nobody", None)
    qtbot.waitUntil(lambda: message_sync.asked == [("find_person", "nobody")])
    search.close()
    world.store.close()
