"""Whom one may write to, as one types (viewmodels/messages/recipients.py)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.account.search.answers import ServerAnswer
from microblog_desktop.store.status import NetworkState
from microblog_desktop.viewmodels.messages.recipients import RecipientList
from tests.fakes.search_sync import FakeSearchSync
from tests.store.world import NOON, SUSAN, World

PEOPLE = (
    Person(PersonId("11"), "maria", "María López"),
    Person(PersonId("12"), "minseo", "김민서"),
    Person(PersonId("13"), "lopez_fan", "Zoe", about_me="minseo and susan are my friends"),
)
OFFLINE = NetworkState(is_online=False, works_offline_by_choice=False, since=NOON)


@pytest.fixture
def sync() -> FakeSearchSync:
    return FakeSearchSync()


@pytest.fixture
def people(world: World, sync: FakeSearchSync) -> Iterator[RecipientList]:
    world.save_people(*PEOPLE, SUSAN)
    people = RecipientList(world.store, sync)
    yield people
    people.close()


def names(people: RecipientList) -> list[str]:
    return [row.username for row in people.rows]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("maria", ["maria"]),
        ("MARÍA", ["maria"]),
        ("lop", ["lopez_fan", "maria"]),
        ("López", ["maria", "lopez_fan"]),
        ("@min", ["minseo"]),
        ("민서", ["minseo"]),
        ("김", ["minseo"]),
        ("maria lop", ["maria"]),
        ("fan", ["lopez_fan"]),
        ("z_f", ["lopez_fan"]),
        ("m", ["maria", "minseo"]),
        ("ari", ["maria"]),
        ("susan", []),
        ("friends", []),
        ("", []),
        ("@", []),
        ("!!!", []),
    ],
)
def test_people_are_found_by_parts_of_their_names(people: RecipientList, typed: str, found: list[str]) -> None:
    people.type(typed)
    assert sorted(names(people)) == sorted(found)


def test_a_row_tells_who_it_is(people: RecipientList) -> None:
    people.type("maria")
    (row,) = people.rows
    assert (row.key, row.name, row.last_line, row.spoken) == ("11", "María López", "@maria", "María López, @maria")
    assert people.note == ""


def test_the_server_is_asked_after_a_pause_and_adds_whom_it_finds(
    people: RecipientList, world: World, sync: FakeSearchSync, qtbot: QtBot
) -> None:
    people.type("m")
    people.type("mi")
    people.type("@min")
    qtbot.waitUntil(lambda: bool(sync.asked))
    assert sync.asked == ["people min"]
    mina = Person(PersonId("3"), "mina", "Mina")
    exact = Person(PersonId("4"), "Min", "Somebody")
    world.save_people(mina, exact)
    world.store.search.people_answers.begin(
        "min", ServerAnswer((), (mina.id, SUSAN.id, exact.id, PersonId("12")), None)
    )
    world.store.status.succeed("search-people:min")
    assert names(people) == ["Min", "minseo", "mina"]


def test_nobody_of_the_server_is_shown_for_other_words(people: RecipientList, world: World) -> None:
    people.type("xy")
    world.store.search.people_answers.begin("x", ServerAnswer((), (PersonId("11"),), None))
    world.store.status.succeed("search-people:x")
    assert names(people) == []


def test_why_there_is_nobody(people: RecipientList, world: World, qtbot: QtBot, sync: FakeSearchSync) -> None:
    people.type("xylophone")
    assert people.note == "The server is being asked…"
    qtbot.waitUntil(lambda: bool(sync.asked))
    name = "search-people:xylophone"
    world.store.status.begin(name)
    assert people.note == "The server is being asked…"
    world.store.status.fail(name, Problem(ProblemKind.SERVER_FAILED, may_retry=True))
    assert people.note.startswith("The server")
    world.store.status.succeed(name)
    assert people.note == "Nobody was found."
    with qtbot.waitSignal(people.changed):
        world.store.status.set_network(OFFLINE)
    assert people.note.startswith("You are offline")
    people.type("")
    assert people.note == ""


def test_where_the_server_has_no_search_enter_still_asks_for_a_name(world: World) -> None:
    people = RecipientList(world.store, None)
    people.type("xylophone")
    assert "Press Enter" in people.note
    people.close()


def test_who_changes_their_name_is_shown_with_it(people: RecipientList, world: World) -> None:
    people.type("maria")
    world.save_people(Person(PersonId("11"), "maria", "Mary"))
    assert [row.name for row in people.rows] == ["Mary"]


def test_in_a_file_the_window_does_not_wait_for_the_answer(
    tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot
) -> None:
    world = World(tmp_path_factory.mktemp("store") / "account.db")
    world.save_people(*PEOPLE)
    people = RecipientList(world.store, None)
    people.type("mar")
    assert people.is_waiting
    assert people.note == ""
    qtbot.waitUntil(lambda: names(people) == ["maria"])
    assert not people.is_waiting
    people.close()
    world.store.close()
