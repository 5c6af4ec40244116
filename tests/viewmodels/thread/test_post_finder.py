"""A post of which only the server's id is known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from microblog_desktop.domain.ids import PostId
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.viewmodels.messages.list_state import ListPhase
from microblog_desktop.viewmodels.thread.post_finder import PostFinder
from tests.fakes.ports import FakePostSync
from tests.store.world import World, post
from tests.viewmodels.people.people import go

ID = PostId("77")
NAME = f"find-post:{ID}"


class Looking:
    def __init__(self, world: World) -> None:
        self.sync = FakePostSync()
        self.finder = PostFinder(world.store, ID, self.sync)
        self.found: list[object] = []
        self.finder.found.connect(self.found.append)


@pytest.fixture
def looking(world: World) -> Iterator[Looking]:
    looking = Looking(world)
    yield looking
    looking.finder.close()


def test_what_is_found_is_told_once(looking: Looking, world: World) -> None:
    looking.finder.look()
    assert looking.sync.asked == [("find_post", ID)]
    world.store.status.begin(NAME)
    assert looking.finder.state.phase is ListPhase.LOADING
    with world.store.transaction():
        key = world.store.posts.save(post(77))
    world.store.status.succeed(NAME)
    assert looking.found == [key]


@pytest.mark.parametrize(
    ("kind", "is_online", "phase"),
    [
        (ProblemKind.NOT_FOUND, True, ListPhase.EMPTY),
        (ProblemKind.OFFLINE, False, ListPhase.OFFLINE),
        (ProblemKind.SERVER_FAILED, True, ListPhase.FAILED),
    ],
)
def test_why_it_is_not_found_is_told(
    looking: Looking, world: World, kind: ProblemKind, is_online: bool, phase: ListPhase
) -> None:
    go(world, online=is_online)
    world.store.status.begin(NAME)
    world.store.status.fail(NAME, Problem(kind))
    assert looking.finder.state.phase is phase
    looking.finder.look()
    assert looking.finder.state.phase is ListPhase.LOADING
