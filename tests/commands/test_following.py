"""Following and unfollowing, and changing one's mind before anything was sent."""

from __future__ import annotations

import pytest

from microblog_desktop.commands.following import follow, unfollow
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.outbox import PEOPLE_QUEUE, JobKind
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.problem import Problem, ProblemKind
from tests.store.world import JOHN, NOON, World

ADA = Person(PersonId("3"), "ada", you_follow=False)


@pytest.fixture(autouse=True)
def ada(world: World) -> None:
    world.save_people(ADA)


def kinds(world: World, person: Person) -> list[JobKind]:
    return [job.kind for job in world.store.outbox.about_person(person.id)]


def follows(world: World, person: Person) -> bool | None:
    found = world.store.people.get(person.id)
    return None if found is None else found.you_follow


def test_a_follow_is_shown_and_queued(world: World) -> None:
    follow(world.store, ADA.id, now=NOON)
    assert (kinds(world, ADA), follows(world, ADA)) == ([JobKind.FOLLOW], True)


def test_a_follow_and_an_unfollow_that_were_not_sent_cancel_out(world: World) -> None:
    follow(world.store, ADA.id, now=NOON)
    unfollow(world.store, ADA.id, now=NOON)
    assert (kinds(world, ADA), follows(world, ADA)) == ([], False)
    unfollow(world.store, JOHN.id, now=NOON)
    follow(world.store, JOHN.id, now=NOON)
    assert (kinds(world, JOHN), follows(world, JOHN)) == ([], True)


def test_an_unfollow_goes_after_a_follow_that_is_being_sent(world: World) -> None:
    follow(world.store, ADA.id, now=NOON)
    assert world.store.outbox.claim(PEOPLE_QUEUE, NOON) is not None
    unfollow(world.store, ADA.id, now=NOON)
    assert (kinds(world, ADA), follows(world, ADA)) == ([JobKind.FOLLOW, JobKind.UNFOLLOW], False)


def test_asking_twice_asks_once(world: World) -> None:
    follow(world.store, ADA.id, now=NOON)
    follow(world.store, ADA.id, now=NOON)
    assert kinds(world, ADA) == [JobKind.FOLLOW]
    assert world.store.outbox.claim(PEOPLE_QUEUE, NOON) is not None
    follow(world.store, ADA.id, now=NOON)
    assert kinds(world, ADA) == [JobKind.FOLLOW]


def test_a_refused_follow_can_be_asked_for_again(world: World) -> None:
    follow(world.store, ADA.id, now=NOON)
    job = world.store.outbox.claim(PEOPLE_QUEUE, NOON)
    assert job is not None
    with world.store.transaction():
        world.store.outbox.refuse(job.id, Problem(ProblemKind.FORBIDDEN))
    assert follows(world, ADA) is False
    follow(world.store, ADA.id, now=NOON)
    assert (kinds(world, ADA), follows(world, ADA)) == ([JobKind.FOLLOW], True)


def test_somebody_of_whom_nothing_is_known_can_be_followed(world: World) -> None:
    world.save_people(Person(PersonId("9"), "new"))
    follow(world.store, PersonId("9"), now=NOON)
    assert [job.kind for job in world.store.outbox.about_person(PersonId("9"))] == [JobKind.FOLLOW]
