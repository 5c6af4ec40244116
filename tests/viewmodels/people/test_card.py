"""The card of somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.store.status import NetworkState
from microblog_desktop.viewmodels.people.card import FRESH_FOR, PersonCardModel
from tests.fakes.people_sync import FakePeopleSync
from tests.fakes.ports import FakeMessageSync
from tests.sandbox.home import ALL
from tests.store.world import SUSAN, World

ROSA = Person(
    PersonId("60"),
    "rosa",
    "Rosa",
    about_me="Maps.",
    posts=1,
    following=1_234,
    followers=0,
    you_follow=False,
    follows_you=True,
)


class Opened:
    def __init__(self) -> None:
        self.world = World()
        self.people, self.finder = FakePeopleSync(), FakeMessageSync()
        self.model = PersonCardModel(self.world.store, self.people, self.finder, ALL)
        self.told: list[str] = []
        self.model.changed.connect(lambda: self.told.append(self.model.card.name if self.model.card else ""))

    def save_page(self, person: Person) -> None:
        with self.world.store.transaction():
            self.world.store.person_pages.save(person)


@pytest.fixture
def opened(qapp: QApplication) -> Iterator[Opened]:
    opened = Opened()
    yield opened
    opened.model.close()
    opened.world.store.close()


def test_what_is_known_is_there_at_once_in_words(opened: Opened) -> None:
    opened.save_page(ROSA)
    opened.model.open("rosa")
    card = opened.model.card
    assert card is not None
    assert (card.name, card.handle_line, card.about) == ("Rosa", "@rosa · follows you", "Maps.")
    assert [count.words for count in card.counts] == ["1 post", "1,234 following", "0 followers"]
    assert [count.number for count in card.counts] == ["1", "1,234", "0"]
    assert card.title == "Rosa, @rosa · follows you"
    assert card.content == "Maps. 1 post, 1,234 following, 0 followers"
    assert opened.people.asked == [], "it was read just now"


def test_what_was_not_told_is_not_said(opened: Opened) -> None:
    opened.world.save_people(Person(PersonId("61"), "liam"))
    opened.model.open("liam")
    card = opened.model.card
    assert card is not None
    assert (card.name, card.handle_line, card.counts, card.content) == ("liam", "@liam", (), "")


def test_it_is_brought_up_to_date_only_when_it_is_old(opened: Opened) -> None:
    opened.save_page(ROSA)
    opened.world.later(FRESH_FOR.total_seconds() + 1)
    opened.model.open("rosa")
    assert opened.people.asked == [("load_person", ROSA.id)]
    opened.save_page(replace(ROSA, name="Rosa L."))
    assert opened.told == ["Rosa L."]


def test_offline_nobody_is_asked(opened: Opened) -> None:
    network = NetworkState(is_online=False, works_offline_by_choice=False, since=opened.world.now)
    opened.world.store.status.set_network(network)
    opened.world.save_people(ROSA)
    opened.model.open("rosa")
    opened.model.open("stranger")
    assert opened.people.asked == []
    assert opened.finder.asked == []


def test_somebody_not_known_here_is_looked_for_and_then_shown(opened: Opened) -> None:
    opened.model.open("rosa")
    assert opened.model.card is None
    assert opened.finder.asked == [("find_person", "rosa")]
    opened.world.save_people(ROSA)
    assert opened.told == ["Rosa"]


def test_following_shows_at_once_and_can_be_taken_back(opened: Opened) -> None:
    opened.save_page(ROSA)
    opened.model.open("rosa")
    opened.model.toggle_follow()
    assert opened.model.card is not None
    assert opened.model.card.you_follow
    assert opened.world.store.people.asked_to_follow() == {ROSA.id: True}
    opened.model.toggle_follow()
    assert not opened.model.card.you_follow
    assert opened.world.store.people.asked_to_follow() == {}


def test_nobody_follows_themselves(opened: Opened) -> None:
    opened.world.save_people(SUSAN)
    opened.model.open("susan")
    card = opened.model.card
    assert card is not None
    assert not card.can_follow
    assert card.handle_line == "@susan · this is you"
    opened.model.toggle_follow()
    assert opened.world.store.people.asked_to_follow() == {}


def test_after_it_was_left_nothing_listens(opened: Opened) -> None:
    before = opened.world.store.feed.subscribers
    opened.model.open("rosa")
    opened.model.open("liam")
    assert opened.world.store.feed.subscribers == before + 1
    opened.model.leave()
    assert opened.world.store.feed.subscribers == before
    opened.world.save_people(ROSA)
    assert opened.told == []
