"""All that was found as one list: a few of each, all of one, and then what the server adds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from microblog_desktop.commands import messaging
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.store.account.search.answers import ServerAnswer
from microblog_desktop.viewmodels.lists.list_state import ListPhase
from microblog_desktop.viewmodels.search.model import FEW, SearchModel
from microblog_desktop.viewmodels.search.results import SearchResults
from microblog_desktop.viewmodels.search.rows import FoundPersonRow, HeadingRow, Section
from microblog_desktop.viewmodels.timeline.line_row import LineRow
from microblog_desktop.viewmodels.timeline.rows import Offers, PostRow
from tests.fakes.search_sync import FakeSearchSync
from tests.store.world import JOHN, NOON, World, entry, post

OFFERS = Offers(can_write=True, can_follow=True, can_message=True)


@pytest.fixture
def sync() -> FakeSearchSync:
    return FakeSearchSync()


@pytest.fixture
def results(qtbot: QtBot, world: World, sync: FakeSearchSync) -> Iterator[SearchResults]:
    results = SearchResults(SearchModel(world.store, OFFERS, sync))
    yield results
    results.close()


def write(world: World, count: int) -> None:
    world.refresh(*(entry(n, of=post(n, body=f"heron {n}")) for n in range(count, 0, -1)))


def people(world: World, *numbers: int) -> None:
    world.save_people(*(Person(PersonId(str(n)), f"heron{n}", "", about_me="") for n in numbers))


def shape(results: SearchResults) -> str:
    """One letter for each row."""
    letters = {PostRow: "p", FoundPersonRow: "P", LineRow: "-"}
    said = (letters.get(type(row), "m") if not isinstance(row, HeadingRow) else _letter(row) for row in results.rows)
    return "".join(said)


def _letter(row: HeadingRow) -> str:
    return f"[{row.section.value}{'+' if row.action else ''}]"


def test_where_only_posts_are_found_they_go_on_as_one_reads(world: World, results: SearchResults) -> None:
    write(world, 40)
    results.search.type("heron")
    assert shape(results) == "[posts]" + "p" * 8
    results.load_more()
    results.load_more()
    assert shape(results) == "[posts]" + "p" * 40 + "-", "the server's line comes at their end"


def test_of_several_sections_a_few_are_shown_and_all_of_one_on_demand(world: World, results: SearchResults) -> None:
    write(world, 10)
    people(world, *range(10, 16))
    messaging.send(world.store, JOHN.id, "heron!", now=NOON)
    results.search.type("heron")
    few = "[posts+]ppp[messages]m[people+]PPP-"
    assert (FEW, shape(results)) == (3, few)
    results.show_all(Section.PEOPLE)
    assert shape(results) == "[people+]PPPPPP-"
    results.search.type("hero")
    assert shape(results) == "[people+]PPPPPP-", "one goes on typing"
    assert results.show_every_section()
    assert (shape(results), results.show_every_section()) == (few, False)


def test_a_section_that_is_empty_now_gives_way_to_the_others(world: World, results: SearchResults) -> None:
    write(world, 10)
    people(world, 10)
    results.search.type("heron")
    results.show_all(Section.PEOPLE)
    results.search.type("heron 5")
    assert results.section is None
    assert shape(results).startswith("[posts]p")


def test_what_the_server_adds_comes_last_and_moves_nothing(world: World, results: SearchResults) -> None:
    write(world, 2)
    results.search.type("heron")
    results.search.search_server()
    before = [row.key for row in results.rows]
    moves: list[QModelIndex] = []
    results.rowsMoved.connect(lambda *_: moves.append(QModelIndex()))
    people(world, 20)
    with world.store.transaction():
        key = world.store.posts.save(post(77, body="heron of long ago"))
    world.store.search.answers.begin("heron", ServerAnswer((key,), (PersonId("20"),), "more"))
    world.store.status.succeed("search:heron")
    assert shape(results) == "[posts]pp-Pp"
    assert ([row.key for row in results.rows][: len(before)], moves) == (before, [])


def test_further_pages_of_the_server_follow_at_the_end(
    world: World, results: SearchResults, sync: FakeSearchSync
) -> None:
    write(world, 2)
    people(world, 10)
    results.search.type("heron")
    results.search.search_server()
    world.store.search.answers.begin("heron", ServerAnswer((), (), "more"))
    world.store.status.succeed("search:heron")
    results.load_more()
    assert sync.asked == ["heron", "more heron"]


def test_what_one_wants_of_a_person_counts_before_the_server_knows(world: World, results: SearchResults) -> None:
    people(world, 10)
    results.search.type("heron")
    row = results.rows[1]
    assert isinstance(row, FoundPersonRow)
    assert (row.person.you_follow, row.person.can_follow) == (False, True)
    with world.store.transaction():
        world.store.people.save(Person(PersonId("10"), "heron10", "Ten", you_follow=True))
    row = results.rows[1]
    assert isinstance(row, FoundPersonRow)
    assert (row.person.you_follow, row.person.name) == (True, "Ten")


def test_the_keyboard_passes_over_what_cannot_be_pressed(world: World, results: SearchResults) -> None:
    write(world, 10)
    people(world, 10)
    results.search.type("heron")
    passed = [isinstance(row, HeadingRow | LineRow) and results.is_passed_over(n) for n, row in enumerate(results.rows)]
    assert shape(results) == "[posts+]ppp[people]P-"
    assert passed == [False, False, False, False, True, False, True]


def test_old_results_stay_until_there_are_new_ones(world: World, results: SearchResults) -> None:
    write(world, 2)
    results.search.type("heron")
    assert results.state.phase is ListPhase.READY
    results.search.type("")
    assert (results.state.phase, results.rows) == (ListPhase.EMPTY, [])
