"""What is looked for until it is here, or one knows why it does not come."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.viewmodels.finding.finder import Finder
from microblog_desktop.viewmodels.lists.list_state import ListPhase
from tests.store.world import World
from tests.viewmodels.finding.looking import Looking, LookingForAPost, LookingForKate
from tests.viewmodels.people.people import go


@pytest.fixture(params=[LookingForAPost, LookingForKate])
def looking(request: pytest.FixtureRequest, world: World) -> Looking:
    kind: Callable[[World], Looking] = request.param
    return kind(world)


@pytest.fixture
def finder(looking: Looking, world: World) -> Iterator[Finder]:
    finder = Finder(world.store, looking.sought)
    yield finder
    finder.close()


def test_what_is_found_is_told_once(looking: Looking, finder: Finder, world: World) -> None:
    told: list[object] = []
    finder.found.connect(lambda: told.append(looking.sought.found()))
    finder.look()
    assert looking.sync.asked == [looking.asked]
    world.store.status.begin(looking.sought.activity)
    assert finder.state.phase is ListPhase.LOADING
    found = looking.bring()
    world.store.status.succeed(looking.sought.activity)
    assert told == [found]


@pytest.mark.parametrize(
    ("kind", "is_online", "phase"),
    [
        (ProblemKind.NOT_FOUND, True, ListPhase.EMPTY),
        (ProblemKind.OFFLINE, False, ListPhase.OFFLINE),
        (ProblemKind.SERVER_FAILED, True, ListPhase.FAILED),
    ],
)
def test_why_it_is_not_found_is_told(
    looking: Looking, finder: Finder, world: World, kind: ProblemKind, is_online: bool, phase: ListPhase
) -> None:
    told: list[int] = []
    finder.found.connect(lambda: told.append(1))
    go(world, online=is_online)
    world.store.status.begin(looking.sought.activity)
    world.store.status.fail(looking.sought.activity, Problem(kind))
    assert finder.state.phase is phase
    finder.look()
    assert finder.state.phase is ListPhase.LOADING
    assert told == []
