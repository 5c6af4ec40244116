"""When a profile was read whole, and one's own address (store/account/person_pages.py)."""

from __future__ import annotations

from dataclasses import replace

from tests.store.world import JOHN, SUSAN, World


def test_a_page_knows_its_age() -> None:
    world = World()
    assert world.store.person_pages.read_at(JOHN.id) is None
    with world.store.transaction():
        world.store.person_pages.save(replace(JOHN, about_me="Trains"))
    read_at = world.now
    world.later(3600)
    assert world.store.person_pages.read_at(JOHN.id) == read_at
    known = world.store.people.get(JOHN.id)
    assert known is not None
    assert known.about_me == "Trains"


def test_ones_own_address_outlasts_an_answer_without_it() -> None:
    world = World()
    assert world.store.person_pages.email(SUSAN.id) is None
    for person in (replace(SUSAN, email="s@example.org"), SUSAN):
        with world.store.transaction():
            world.store.person_pages.save(person)
    assert world.store.person_pages.email(SUSAN.id) == "s@example.org"
