"""Lists of people by pages, and the tags of the day (store/account/people_lists.py)."""

from __future__ import annotations

from dataclasses import replace

from microblog_desktop.commands import following
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import DIRECTORY, SUGGESTED, Suggestion, Trend, followers_of
from microblog_desktop.domain.people.person import Person
from microblog_desktop.store.account.people_lists import TRENDS
from tests.store.world import JOHN, World

LIST = followers_of(JOHN.id)


def person(number: int, username: str = "", name: str = "") -> Person:
    return Person(PersonId(str(number)), username or f"person{number}", name, you_follow=False)


def first(world: World, *people: Person, has_more: bool = True, total: int | None = None) -> None:
    with world.store.transaction():
        world.store.people_lists.save_first_page(LIST, people, has_more=has_more, total=total)


def more(world: World, *people: Person, has_more: bool = False) -> None:
    with world.store.transaction():
        world.store.people_lists.save_next_page(LIST, people, has_more=has_more, total=None)


def listed(world: World, typed: str = "", limit: int = 100) -> list[str]:
    return [one.person.username for one in world.store.people_lists.people(LIST, limit, typed)]


def test_pages_stand_one_behind_the_other() -> None:
    world = World()
    first(world, person(10), person(11), total=3)
    more(world, person(12))
    assert listed(world) == ["person10", "person11", "person12"]
    assert listed(world, limit=2) == ["person10", "person11"]
    state = world.store.people_lists.state(LIST)
    assert state is not None
    assert (state.pages, state.has_more) == (2, False)


def test_who_moved_to_a_later_page_is_there_once() -> None:
    world = World()
    first(world, person(10), person(11))
    more(world, person(11), person(12))
    assert listed(world) == ["person10", "person11", "person12"]


def test_the_first_page_begins_the_list_anew() -> None:
    world = World()
    first(world, person(10), person(11))
    more(world, person(12))
    first(world, person(12), person(10), has_more=False, total=2)
    assert listed(world) == ["person12", "person10"]
    state = world.store.people_lists.state(LIST)
    assert state is not None
    assert (state.pages, state.has_more, state.total, state.read_at) == (1, False, 2, world.now)


def test_lists_do_not_mix_and_one_that_was_never_read_has_no_state() -> None:
    world = World()
    first(world, person(10))
    assert world.store.people_lists.people(DIRECTORY, 10) == []
    assert world.store.people_lists.state(DIRECTORY) is None


def test_what_is_typed_begins_a_name_or_a_word_of_it() -> None:
    world = World()
    first(world, person(1, "anna"), person(2, "bert", "Old Annegret"), person(3, "joanna"), person(4, "a_n", "100%"))
    assert listed(world, "ann") == ["anna", "bert"]
    assert listed(world, "@AN") == ["anna", "bert"]
    assert listed(world, "a_") == ["a_n"]
    assert listed(world, "100%") == ["a_n"]
    assert listed(world, "!") == listed(world, "%") == []


def test_a_wish_to_follow_shows_in_every_list() -> None:
    world = World()
    with world.store.transaction():
        world.store.people_lists.save_first_page(SUGGESTED, [Suggestion(person(10), 3)], has_more=False, total=None)
    following.follow(world.store, PersonId("10"), now=world.now)
    (found,) = world.store.people_lists.people(SUGGESTED, 10)
    assert (found.followed_by, found.person) == (3, replace(person(10), you_follow=True))


def test_whoever_shows_a_list_is_told_of_it() -> None:
    world = World()
    world.told.clear()
    first(world, person(10))
    assert LIST in world.told[-1].lists
    with world.store.transaction():
        world.store.people_lists.save_trends([Trend("snow", 3, 2), Trend("tea", 1, 1)])
    assert TRENDS in world.told[-1].lists
    with world.store.transaction():
        world.store.people_lists.save_trends([Trend("rain", 5, 4)])
    assert world.store.people_lists.trends() == [Trend("rain", 5, 4)]
