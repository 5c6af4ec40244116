from __future__ import annotations

import random

import pytest

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.status import StatusBoard
from microblog_desktop.sync.link import Link
from microblog_desktop.sync.live.pace import LivePace, Looks
from tests.fakes.clock import FakeClock
from tests.fakes.server import FakeServer


@pytest.fixture
def link(clock: FakeClock) -> Link:
    server = FakeServer(clock)
    board = StatusBoard(ChangeFeed(lambda tell: None), clock)
    return Link(server.account, board, server.open, clock=clock, call_later=clock.call_later, dice=random.Random(1))


def test_the_first_look_is_due_at_once_and_the_next_by_the_pace(link: Link, clock: FakeClock) -> None:
    pace = LivePace(link)
    looks = Looks(link, pace)
    assert looks.is_due
    looks.done()
    assert looks.wait_s == 10
    pace.set_idle()
    assert looks.wait_s == 60
    pace.stream_opened()
    assert looks.wait_s == 300
    pace.set_active()
    clock.advance(seconds=120)
    assert looks.wait_s == 180
    pace.stream_ended()
    assert looks.wait_s == 10


def test_a_person_may_want_it_looked_at_more_rarely(link: Link) -> None:
    chosen = [30.0]
    pace = LivePace(link, lambda: chosen[0])
    looks = Looks(link, pace)
    looks.done()
    assert looks.wait_s == 30
    pace.set_idle()
    assert looks.wait_s == 60
    chosen[0] = 900.0
    assert looks.wait_s == 900
    pace.stream_opened()
    assert looks.wait_s == 900


def test_who_comes_back_after_a_while_sees_a_look_at_once(link: Link, clock: FakeClock) -> None:
    pace = LivePace(link)
    looks = Looks(link, pace)
    looks.done()
    pace.set_idle()
    clock.advance(seconds=30)
    assert not looks.is_due
    pace.set_active()
    assert looks.is_due


def test_after_a_failure_we_look_again_soon_though_there_is_a_stream(link: Link) -> None:
    pace = LivePace(link)
    looks = Looks(link, pace)
    pace.stream_opened()
    looks.failed(Problem(ProblemKind.SERVER_FAILED))
    assert looks.wait_s == 10
    looks.done()
    assert looks.wait_s == 300


def test_what_the_server_asks_for_holds_even_for_who_is_in_a_hurry(link: Link, clock: FakeClock) -> None:
    looks = Looks(link, LivePace(link))
    looks.failed(Problem(ProblemKind.RATE_LIMITED, retry_after_s=200))
    looks.soon()
    assert looks.wait_s == 200
    clock.advance(seconds=200)
    assert looks.is_due
