"""Who to follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import SUGGESTED, Suggestion
from microblog_desktop.domain.people.person import Person
from microblog_desktop.store.status import NetworkState
from microblog_desktop.viewmodels.people.suggestions import SuggestionModel, followed_words
from tests.fakes.people_sync import FakePeopleSync
from tests.store.world import NOON, World


def stranger(number: int) -> Person:
    return Person(PersonId(str(100 + number)), f"person{number}", f"Person {number}", you_follow=False)


def suggest(world: World, *suggestions: Suggestion) -> None:
    with world.store.transaction():
        world.store.people_lists.save_first_page(SUGGESTED, suggestions, has_more=False, total=None)


@pytest.fixture
def world(qapp: QApplication, empty_world: World) -> World:
    return empty_world


def test_somebody_just_followed_stays_in_place_as_followed(world: World) -> None:
    suggest(world, *(Suggestion(stranger(number), 0) for number in range(6)))
    model = SuggestionModel(world.store, FakePeopleSync())
    before = model.people
    assert len(before) == 3
    assert model.has_more
    model.follow(before[1].person)
    assert model.people == (before[0], replace(before[1], you_follow=True), before[2])
    model.unfollow(before[1].person)
    assert model.people == before
    model.close()


def test_people_appear_as_they_are_suggested_with_why(world: World) -> None:
    sync = FakePeopleSync()
    model = SuggestionModel(world.store, sync)
    told: list[int] = []
    model.changed.connect(lambda: told.append(len(model.people)))
    assert not model.people
    assert sync.asked == [("load_people", SUGGESTED)]
    suggest(world, Suggestion(stranger(1), 3))
    assert told == [1]
    assert [person.followed_text for person in model.people] == ["Followed by 3 you follow"]
    assert not model.has_more
    model.close()


def test_nobody_is_suggested_who_is_followed_or_oneself(world: World) -> None:
    me = Person(world.store.me, "susan", "Susan", you_follow=False)
    suggest(world, Suggestion(replace(stranger(1), you_follow=True), 1), Suggestion(me, 1), Suggestion(stranger(2), 0))
    model = SuggestionModel(world.store, FakePeopleSync())
    assert [person.username for person in model.people] == ["person2"]
    model.close()


def test_what_could_not_be_asked_for_is_asked_for_when_the_network_is_back(world: World) -> None:
    sync = FakePeopleSync()
    model = SuggestionModel(world.store, sync)
    sync.asked.clear()
    world.store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=False, since=NOON))
    assert sync.asked == []
    world.store.status.set_network(NetworkState(is_online=True, works_offline_by_choice=False, since=NOON))
    assert sync.asked == [("load_people", SUGGESTED)]
    suggest(world, Suggestion(stranger(1), 3))
    for later, asked in ((timedelta(minutes=5), 1), (timedelta(minutes=40), 2)):
        world.now = NOON + later
        world.store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=False, since=NOON))
        world.store.status.set_network(NetworkState(is_online=True, works_offline_by_choice=False, since=NOON))
        assert len(sync.asked) == asked
    model.close()


def test_nobody_in_common_is_not_spoken_of() -> None:
    assert followed_words(0) == ""
