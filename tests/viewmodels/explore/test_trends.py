"""The tags of the day."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from microblog_desktop.domain.people.lists import Trend
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.status import NetworkState
from microblog_desktop.viewmodels.explore.trends import FRESH_FOR, TrendsModel
from microblog_desktop.viewmodels.lists.list_state import ListPhase
from tests.fakes.people_sync import FakePeopleSync
from tests.store.world import World


@pytest.fixture
def world(qapp: QApplication, empty_world: World) -> World:
    return empty_world


@pytest.fixture
def sync() -> FakePeopleSync:
    return FakePeopleSync()


@pytest.fixture
def model(world: World, sync: FakePeopleSync) -> Iterator[TrendsModel]:
    model = TrendsModel(world.store, sync)
    yield model
    model.close()


def save(world: World, *trends: Trend) -> None:
    with world.store.transaction():
        world.store.people_lists.save_trends(trends)


def test_tags_come_with_how_many_people_wrote_how_much(world: World, model: TrendsModel) -> None:
    told: list[int] = []
    model.rows_changed.connect(lambda: told.append(model.rowCount()))
    save(world, Trend("snow", 30, 12), Trend("tea", 1, 1))
    assert told == [2]
    assert [(row.words, row.people, row.posts) for row in model.rows] == [
        ("#snow", "12 people", "30 posts"),
        ("#tea", "1 person", "1 post"),
    ]
    assert model.rows[0].spoken == "#snow: 12 people, 30 posts"


def test_tags_of_the_last_time_are_there_at_once(world: World, sync: FakePeopleSync) -> None:
    save(world, Trend("snow", 30, 12))
    model = TrendsModel(world.store, sync)
    assert [row.words for row in model.rows] == ["#snow"]
    assert model.state.phase is ListPhase.READY
    model.close()


def test_who_looks_again_soon_causes_no_new_question(world: World, model: TrendsModel, sync: FakePeopleSync) -> None:
    model.look()
    world.later(10)
    model.look()
    assert sync.asked == [("load_trends",)]
    world.later(FRESH_FOR.total_seconds())
    model.look()
    assert len(sync.asked) == 2


def test_what_was_asked_without_a_network_is_asked_again(
    world: World, model: TrendsModel, sync: FakePeopleSync
) -> None:
    world.store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=False, since=world.now))
    assert model.state.phase is ListPhase.OFFLINE
    model.look()
    model.look()
    assert len(sync.asked) == 2


def test_the_states_follow_what_sync_tells(world: World, model: TrendsModel) -> None:
    phases: list[ListPhase] = []
    model.state_changed.connect(lambda: phases.append(model.state.phase))
    assert model.state.phase is ListPhase.LOADING
    world.store.status.fail("trends", Problem(ProblemKind.SERVER_FAILED, may_retry=True))
    world.store.status.succeed("trends")
    save(world, Trend("snow", 1, 1))
    assert phases == [ListPhase.FAILED, ListPhase.EMPTY, ListPhase.READY]
