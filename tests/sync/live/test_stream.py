from __future__ import annotations

import httpx
import pytest

from microblog_desktop.commands import settings
from microblog_desktop.domain.account import SavedData
from microblog_desktop.domain.ids import HOME
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store import preferences
from microblog_desktop.store.status import SessionState
from microblog_desktop.sync.live.stream import ACTIVITY
from tests.fakes.server import Fault
from tests.sync.conftest import Bench


def is_up(bench: Bench) -> bool:
    return bench.store.status.activity(ACTIVITY).is_busy


def opened(bench: Bench) -> int:
    return bench.server.count("GET /api/stream")


async def test_while_the_stream_is_up_we_look_every_five_minutes_only(live: Bench) -> None:
    await live.start()
    await live.pass_time(1)
    assert is_up(live)
    live.server.requests.clear()
    await live.pass_time(290, step_s=5)
    assert live.server.requests == []
    await live.pass_time(20, step_s=5)
    assert live.server.count("GET /api/timeline") == 1
    assert live.server.count("GET /api/me/counts") == 1


async def test_what_came_before_the_stream_stood_is_read_after_it(live: Bench) -> None:
    live.server.post(2, "first")
    live.server.fail_next("GET /api/stream", Fault.HELD)
    await live.start()
    live.server.post(2, "between")
    live.server.message(2, 1, "hi")
    live.server.released.set()
    await live.pass_time(1)
    rows = live.store.timelines.entry_rows(live.store.timelines.newest(HOME, 10))
    assert [row.post.body for row in rows if row.post] == ["between", "first"]
    assert live.store.unread.messages() == 1


async def test_a_stream_that_is_cut_comes_back_where_it_was_and_reads_nothing_again(live: Bench) -> None:
    await live.start()
    live.server.streams.ring("job", read="/api/exports/7")
    await live.pass_time(40, step_s=5)
    live.server.requests.clear()
    live.server.streams.cut()
    await live.quiet()
    assert not is_up(live)
    await live.pass_time(1)
    assert opened(live) == 0
    await live.pass_time(3)
    assert live.server.requests == ["GET /api/stream"]
    assert live.server.streams.asked_from == [None, "1"]
    assert is_up(live)


async def test_heartbeats_move_the_place_to_come_back_to(live: Bench) -> None:
    await live.start()
    live.server.streams.send(b"id: 77\n\n")
    await live.quiet()
    live.server.streams.cut()
    await live.pass_time(5)
    assert live.server.streams.asked_from[-1] == "77"


async def test_a_place_that_the_server_makes_nothing_of_is_forgotten(live: Bench) -> None:
    await live.start()
    live.server.streams.cut()
    live.server.fail_next("GET /api/stream", httpx.Response(422, json={"error": "Unprocessable Entity"}))
    await live.pass_time(30)
    assert live.server.streams.asked_from == [None, None]


async def test_silence_ends_it_and_it_begins_anew(live: Bench) -> None:
    await live.start()
    live.server.streams.fall_silent()
    await live.quiet()
    problem = live.store.status.activity(ACTIVITY).problem
    assert problem is not None
    assert problem.kind is ProblemKind.TIMED_OUT
    assert live.store.status.network.is_online
    await live.pass_time(5)
    assert is_up(live)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, html="<p>Sign in to the hotel's network"),
        httpx.Response(503),
        httpx.Response(404, json={"error": "Not Found"}),
        httpx.Response(204),
    ],
)
async def test_where_there_is_no_stream_we_look_ourselves_and_ask_for_it_ever_more_rarely(
    live: Bench, answer: httpx.Response
) -> None:
    live.server.fail_next("GET /api/stream", *[answer] * 200)
    await live.start()
    await live.pass_time(60)
    assert 3 <= opened(live) <= 8
    assert 5 <= live.server.count("GET /api/timeline") <= 8
    await live.pass_time(1000, step_s=5)
    live.server.requests.clear()
    await live.pass_time(600, step_s=5)
    assert 1 <= opened(live) <= 4


async def test_a_stream_that_always_ends_at_once_is_asked_for_ever_more_rarely(live: Bench) -> None:
    await live.start()
    for _ in range(600):
        live.server.streams.end()
        await live.pass_time(1)
    assert 5 <= opened(live) <= 12


async def test_a_server_that_says_when_is_asked_then(live: Bench) -> None:
    live.server.fail_next("GET /api/stream", httpx.Response(429, headers={"Retry-After": "200"}))
    await live.start()
    await live.pass_time(195)
    live.sync.wake()
    await live.quiet()
    assert opened(live) == 1
    await live.pass_time(10)
    assert opened(live) == 2


async def test_a_lost_stream_is_no_reason_for_everybody_to_look_at_once(live: Bench) -> None:
    await live.start()
    await live.pass_time(120, step_s=5)
    live.server.requests.clear()
    live.server.fail_next("GET /api/stream", *[httpx.Response(503)] * 50)
    live.server.streams.end()
    await live.pass_time(8)
    assert live.server.count("GET /api/timeline") == 0
    await live.pass_time(5)
    assert live.server.count("GET /api/timeline") == 1


async def test_a_token_that_is_not_taken_any_more_ends_it(live: Bench) -> None:
    await live.start()
    live.server.tokens.clear()
    live.server.streams.end()
    await live.pass_time(10)
    assert live.store.status.session.state is SessionState.EXPIRED
    live.server.requests.clear()
    await live.pass_time(300, step_s=5)
    assert live.server.requests == []


async def test_signing_in_again_opens_it_with_the_new_token(live: Bench) -> None:
    await live.start()
    first = live.server.streams.open[0]
    live.server.tokens.clear()
    live.sync.refresh(HOME)
    await live.quiet()
    assert not first.is_open
    live.sync.sign_in_again(Secret("open sesame"))
    await live.until(lambda: live.store.status.session.state is SessionState.SIGNED_IN)
    await live.quiet()
    assert is_up(live)
    assert len(live.server.streams.open) == 1


async def test_offline_by_choice_lets_it_go_and_nothing_leaves(live: Bench) -> None:
    await live.start()
    live.sync.go_offline()
    await live.quiet()
    assert live.server.streams.open == []
    live.server.requests.clear()
    await live.pass_time(300, step_s=5)
    assert live.server.requests == []
    live.sync.go_online()
    await live.pass_time(5)
    assert is_up(live)


async def test_after_sleep_the_connection_is_not_trusted(live: Bench) -> None:
    await live.start()
    first = live.server.streams.open[0]
    live.clock.sleep_through(hours=8)
    await live.pass_time(5)
    assert not first.is_open
    assert len(live.server.streams.open) == 1
    assert live.server.count("GET /api/timeline") >= 2


async def test_another_network_is_another_connection(live: Bench) -> None:
    await live.start()
    live.sync.network_hint()
    await live.quiet()
    assert [stream.is_open for stream in live.server.streams.all] == [False, True]


async def test_nothing_is_left_after_the_end(live: Bench) -> None:
    await live.start()
    await live.sync.stop()
    assert live.server.streams.open == []
    assert live.supervisor.workers == frozenset()
    assert live.clock.next_timer_s is None


async def test_signing_out_ends_it(live: Bench) -> None:
    await live.start()
    live.sync.sign_out(SavedData.KEEP)
    await live.until(lambda: live.signed_out)
    await live.quiet()
    assert live.server.streams.open == []


@pytest.mark.parametrize("garbage", [b"x" * 40000, b"\x00\xff\n" * 9, b"data: {}\n" * 30000, b"\n\n\r\r\n:::\n"])
async def test_garbage_in_the_stream_is_survived(live: Bench, garbage: bytes) -> None:
    await live.start()
    live.server.streams.send(garbage)
    await live.pass_time(10)
    live.server.post(2, "after all")
    live.server.streams.ring("timeline", change="added", read="/api/timeline")
    await live.pass_time(1)
    rows = live.store.timelines.entry_rows(live.store.timelines.newest(HOME, 10))
    assert [row.post.body for row in rows if row.post] == ["after all"]


async def test_who_wants_no_stream_has_none_from_that_moment_and_is_told_by_looks(live: Bench) -> None:
    await live.start()
    await live.pass_time(1)
    settings.turn(live.profile, preferences.STREAMING)
    await live.quiet()
    assert not is_up(live)
    live.server.requests.clear()
    await live.pass_time(60)
    assert opened(live) == 0
    assert 5 <= live.server.count("GET /api/timeline") <= 8
    settings.turn(live.profile, preferences.STREAMING)
    await live.quiet()
    await live.pass_time(1)
    assert opened(live) == 1
    assert is_up(live)


async def test_how_often_is_looked_without_a_stream_is_the_persons_to_say(live: Bench) -> None:
    settings.turn(live.profile, preferences.STREAMING)
    settings.choose_check_every(live.profile, 60)
    await live.start()
    live.server.requests.clear()
    await live.pass_time(125, step_s=5)
    assert live.server.count("GET /api/timeline") == 2
    settings.choose_check_every(live.profile, 10)
    await live.quiet()
    await live.pass_time(60)
    assert 5 <= live.server.count("GET /api/timeline") - 2 <= 8
