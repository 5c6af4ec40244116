"""Who to follow."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.viewmodels.people import SuggestionModel
from tests.store.world import World


def stranger(number: int) -> Person:
    return Person(PersonId(str(100 + number)), f"person{number}", f"Person {number}", you_follow=False)


def test_somebody_just_followed_stays_in_place_as_followed(qapp: QApplication) -> None:
    world = World()
    world.save_people(*(stranger(number) for number in range(6)))
    model = SuggestionModel(world.store)
    before = model.people
    assert len(before) == 3
    model.follow(before[1].person)
    assert model.people == (before[0], replace(before[1], you_follow=True), before[2])
    model.unfollow(before[1].person)
    assert model.people == before
    model.close()
    world.store.close()


def test_people_appear_as_they_become_known(qapp: QApplication) -> None:
    world = World()
    model = SuggestionModel(world.store)
    told: list[int] = []
    model.changed.connect(lambda: told.append(len(model.people)))
    assert model.people == ()
    world.save_people(stranger(1))
    assert told == [1]
    model.close()
    world.store.close()
