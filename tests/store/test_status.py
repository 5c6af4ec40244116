"""What is going on is told once for each change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.status import (
    REMEMBERED_ACTIVITIES,
    Activity,
    NetworkState,
    Session,
    SessionState,
    StatusBoard,
)
from tests.store.world import NOON

TIMED_OUT = Problem(ProblemKind.TIMED_OUT, may_retry=True)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def board(told: list[str]) -> StatusBoard:
    feed = ChangeFeed(lambda flush: flush())
    feed.subscribe(lambda changes: told.extend(sorted(changes.status)))
    return StatusBoard(feed, lambda: NOON)


def test_an_activity_goes_from_busy_to_its_end(board: StatusBoard, told: list[str]) -> None:
    assert board.activity("timeline:home") == Activity()
    board.begin("timeline:home")
    assert board.activity("timeline:home") == Activity(is_busy=True, since=NOON)
    board.fail("timeline:home", TIMED_OUT)
    assert board.activity("timeline:home") == Activity(problem=TIMED_OUT, since=NOON)
    board.begin("timeline:home")
    assert board.activity("timeline:home").problem == TIMED_OUT
    board.succeed("timeline:home")
    assert board.activity("timeline:home") == Activity(since=NOON)
    assert told == ["timeline:home"] * 4


def test_network_and_session_are_told_only_when_they_change(board: StatusBoard, told: list[str]) -> None:
    offline = replace(board.network, is_online=False)
    board.set_network(offline)
    board.set_network(offline)
    board.set_session(SessionState.EXPIRED, TIMED_OUT)
    board.set_session(SessionState.EXPIRED, TIMED_OUT)
    assert board.network == offline
    assert board.session == Session(SessionState.EXPIRED, TIMED_OUT)
    assert told == ["network", "session"]


def test_equal_notices_differ_by_number(board: StatusBoard) -> None:
    assert board.latest_notice is None
    board.notice(TIMED_OUT)
    first = board.latest_notice
    board.notice(TIMED_OUT)
    assert first is not None
    assert board.latest_notice == replace(first, number=2)


def test_old_idle_activities_are_forgotten_and_busy_ones_are_not(board: StatusBoard) -> None:
    board.begin("busy")
    for number in range(REMEMBERED_ACTIVITIES + 10):
        board.fail(f"gap:{number}", TIMED_OUT)
    assert board.activity("busy").is_busy
    assert board.activity("gap:0") == Activity()
    assert board.activity(f"gap:{REMEMBERED_ACTIVITIES + 9}").problem == TIMED_OUT


def test_the_network_is_not_used_by_choice_even_where_there_is_one() -> None:
    for is_online, by_choice in ((True, False), (True, True), (False, False), (False, True)):
        network = NetworkState(is_online=is_online, works_offline_by_choice=by_choice, since=NOON)
        assert network.is_usable == (is_online and not by_choice)


def test_a_full_disk_is_said_once_however_many_meet_it() -> None:
    now = [NOON]
    board = StatusBoard(ChangeFeed(lambda flush: flush()), lambda: now[0])
    full = Problem(ProblemKind.DISK_FULL, may_retry=True)
    for _ in range(5):
        board.notice(full)
        now[0] += timedelta(seconds=1)
    assert board.latest_notice is not None
    assert board.latest_notice.number == 1
    now[0] += timedelta(seconds=10)
    board.notice(full)
    assert board.latest_notice.number == 2
