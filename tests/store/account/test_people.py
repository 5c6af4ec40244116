"""What is known of people only grows."""

from __future__ import annotations

from datetime import UTC, datetime

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.outbox import PEOPLE_QUEUE, JobKind
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.problem import Problem, ProblemKind
from tests.store.world import ACCOUNT, NOON, World

WHOLE = Person(
    PersonId("7"), "Ada", "Ada L.", "https://example.org/7.png", "Numbers.", 3, 4, 5,
    datetime(2020, 1, 2, 3, 4, 5, 678901, tzinfo=UTC), NOON, you_follow=False, follows_you=True,
)  # fmt: skip


def ask(world: World, person: PersonId, kind: JobKind) -> None:
    with world.store.transaction():
        world.store.outbox.add(queue=PEOPLE_QUEUE, kind=kind, created_at=NOON, not_before=NOON, person=person)


def test_a_person_comes_back_as_saved(world: World) -> None:
    world.save_people(WHOLE)
    assert world.store.people.get(WHOLE.id) == WHOLE


def test_a_partial_answer_never_wipes_what_is_known(world: World) -> None:
    world.save_people(WHOLE, Person(WHOLE.id, "Ada", "Ada Lovelace"))
    kept = world.store.people.get(WHOLE.id)
    assert kept is not None
    assert (kept.name, kept.about_me, kept.followers, kept.created_at, kept.you_follow) == (
        "Ada Lovelace", "Numbers.", 4, WHOLE.created_at, False,
    )  # fmt: skip


def test_only_a_real_change_is_told(world: World) -> None:
    world.save_people(WHOLE)
    world.told.clear()
    world.save_people(WHOLE, Person(WHOLE.id, "Ada", "Ada L."))
    assert not any(changes.people for changes in world.told)
    world.save_people(Person(WHOLE.id, "ada", "Ada L."))
    assert world.told[-1].people == {WHOLE.id}


def test_a_name_is_found_whatever_its_case(world: World) -> None:
    world.save_people(WHOLE)
    assert world.store.people.by_username("aDA") == WHOLE
    assert world.store.people.by_username("nobody") is None


def test_what_was_asked_wins_over_what_the_server_said_unless_it_was_refused(world: World) -> None:
    world.save_people(WHOLE)
    ask(world, WHOLE.id, JobKind.FOLLOW)
    asked = world.store.people.get(WHOLE.id)
    assert asked is not None
    assert asked.you_follow is True
    assert world.store.people.asked_to_follow() == {WHOLE.id: True}
    job = world.store.outbox.about_person(WHOLE.id)[0]
    with world.store.transaction():
        world.store.outbox.refuse(job.id, Problem(ProblemKind.FORBIDDEN))
    refused = world.store.people.get(WHOLE.id)
    assert refused is not None
    assert refused.you_follow is False
    assert world.store.people.asked_to_follow() == {}


def test_suggestions_are_people_to_follow_the_most_followed_first(world: World) -> None:
    def person(number: int, *, followers: int | None, you_follow: bool | None = False) -> Person:
        return Person(PersonId(f"p{number}"), f"p{number}", followers=followers, you_follow=you_follow)

    world.save_people(
        person(1, followers=1),
        person(2, followers=9),
        person(3, followers=20, you_follow=True),
        person(4, followers=30, you_follow=None),
        person(5, followers=5),
        Person(ACCOUNT.person_id, "susan", followers=99, you_follow=False),
    )
    ask(world, PersonId("p5"), JobKind.FOLLOW)
    assert [found.id for found in world.store.people.suggestions(5)] == ["p2", "p1"]
    assert [found.id for found in world.store.people.suggestions(1)] == ["p2"]


def test_a_delivered_follow_is_known(world: World) -> None:
    world.save_people(WHOLE)
    with world.store.transaction():
        world.store.people.set_you_follow(WHOLE.id, True)
    assert world.store.people.server_says_you_follow(WHOLE.id) is True
