"""Somebody of whom only the name is known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.viewmodels.messages.list_state import ListPhase
from microblog_desktop.viewmodels.people.person_finder import PersonFinder
from tests.fakes.ports import FakeMessageSync
from tests.store.world import World
from tests.viewmodels.people.people import KATE, go

NAME = "find-person:kate"


class Looking:
    def __init__(self, world: World) -> None:
        self.sync = FakeMessageSync()
        self.finder = PersonFinder(world.store, "kate", self.sync)
        self.found: list[object] = []
        self.finder.found.connect(self.found.append)


@pytest.fixture
def looking(world: World) -> Iterator[Looking]:
    looking = Looking(world)
    yield looking
    looking.finder.close()


def test_whoever_is_found_is_told_once(looking: Looking, world: World) -> None:
    looking.finder.look()
    assert looking.sync.asked == [("find_person", "kate")]
    world.store.status.begin(NAME)
    assert looking.finder.state.phase is ListPhase.LOADING
    world.save_people(KATE)
    world.store.status.succeed(NAME)
    assert looking.found == [KATE.id]


@pytest.mark.parametrize(
    ("kind", "is_online", "phase"),
    [
        (ProblemKind.NOT_FOUND, True, ListPhase.EMPTY),
        (ProblemKind.OFFLINE, False, ListPhase.OFFLINE),
        (ProblemKind.SERVER_FAILED, True, ListPhase.FAILED),
    ],
)
def test_why_nobody_is_found_is_told(
    looking: Looking, world: World, kind: ProblemKind, is_online: bool, phase: ListPhase
) -> None:
    go(world, online=is_online)
    world.store.status.begin(NAME)
    world.store.status.fail(NAME, Problem(kind))
    assert looking.finder.state.phase is phase
    looking.finder.look()
    assert looking.finder.state.phase is ListPhase.LOADING
    assert looking.found == []
