"""A list of people: from the store at once, page by page, and narrowed down as one types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from microblog_desktop.commands import following
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import followers_of
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.viewmodels.lists.list_state import ListPhase
from microblog_desktop.viewmodels.people.people_list import PeopleListModel
from tests.fakes.people_sync import FakePeopleSync
from tests.store.world import World
from tests.viewmodels.people.people import ALL, go, person, save_list

KEY = followers_of(PersonId("2"))


class Opened:
    def __init__(self, world: World) -> None:
        self.sync = FakePeopleSync()
        self.model = PeopleListModel(world.store, KEY, self.sync, ALL)

    def names(self) -> list[str]:
        return [row.username for row in self.model.rows]


@pytest.fixture
def opened(world: World) -> Iterator[Opened]:
    opened = Opened(world)
    yield opened
    opened.model.close()


def test_further_people_come_from_here_first_and_then_from_the_server(opened: Opened, world: World) -> None:
    save_list(world, KEY, 150, has_more=True)
    assert len(opened.names()) == 100
    opened.model.load_more()
    assert (len(opened.names()), opened.sync.asked) == (150, [])
    opened.model.load_more()
    assert opened.sync.asked == [("load_more_people", KEY)]
    with world.store.transaction():
        world.store.people_lists.save_next_page(KEY, [person(500)], has_more=False, total=None)
    assert opened.names()[-1] == "user500"
    opened.model.load_more()
    assert len(opened.sync.asked) == 1, "that was all"


def test_nothing_is_asked_for_twice_or_without_a_network(opened: Opened, world: World) -> None:
    save_list(world, KEY, 100, has_more=True)
    world.store.status.begin(f"more-people:{KEY}")
    opened.model.load_more()
    world.store.status.succeed(f"more-people:{KEY}")
    go(world, online=False)
    opened.model.load_more()
    assert opened.sync.asked == []


def test_typing_narrows_the_list_at_once(opened: Opened, world: World) -> None:
    save_list(world, KEY, 30)
    opened.model.search("user2")
    assert opened.names() == ["user2", *(f"user{number}" for number in range(20, 30))]
    opened.model.search("nobody")
    assert opened.names() == []
    assert opened.model.state.phase is ListPhase.READY, "the list is not empty, only this search is"
    assert opened.model.nobody_found.title == "Nobody here is called “nobody”"
    assert opened.model.nobody_found.words == ""
    opened.model.search("")
    assert len(opened.names()) == 30


def test_a_search_in_the_beginning_of_a_list_has_more_of_it_loaded_but_not_for_ever(
    opened: Opened, world: World
) -> None:
    save_list(world, KEY, 100, has_more=True)
    opened.model.search("zoe")
    assert opened.model.nobody_found.words != "", "not all are here"
    for page in range(1, 30):
        with world.store.transaction():
            world.store.people_lists.save_next_page(KEY, [person(1000 + page)], has_more=True, total=None)
    assert opened.sync.asked == [("load_more_people", KEY)] * 10


def test_a_follow_shows_in_its_row_alone(opened: Opened, world: World) -> None:
    save_list(world, KEY, 3)
    before = list(opened.model.rows)
    following.follow(world.store, before[1].key, now=world.now)
    after = list(opened.model.rows)
    assert after[1] == replace(before[1], you_follow=True, spoken=after[1].spoken)
    assert "You follow them" in after[1].spoken
    assert after[0] is before[0]
    assert after[2] is before[2]


def test_its_other_states_are_told(opened: Opened, world: World) -> None:
    seen = [opened.model.state.phase]
    opened.model.state_changed.connect(lambda: seen.append(opened.model.state.phase))
    world.store.status.fail(f"people:{KEY}", Problem(ProblemKind.SERVER_FAILED, may_retry=True))
    go(world, online=False)
    go(world, online=True)
    save_list(world, KEY, 0)
    failed, offline = ListPhase.FAILED, ListPhase.OFFLINE
    assert seen == [ListPhase.LOADING, failed, offline, failed, ListPhase.EMPTY]


def test_offline_it_says_how_old_it_is(opened: Opened, world: World) -> None:
    save_list(world, KEY, 1)
    assert opened.model.note is None
    go(world, online=False)
    assert opened.model.note is not None
    assert opened.model.note.text == "As of 12:00\u202fPM"


def test_a_closed_list_reads_nothing_more(opened: Opened, world: World) -> None:
    save_list(world, KEY, 100, has_more=True)
    opened.model.close()
    opened.model.load_more()
    assert opened.sync.asked == []
