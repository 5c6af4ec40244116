from __future__ import annotations

import httpx

from microblog_desktop.domain.ids import HOME
from microblog_desktop.domain.posts.timeline import GapSide
from microblog_desktop.domain.problem import ProblemKind
from tests.fakes.server import FakeServer, Fault
from tests.sync.conftest import Bench


def fill(server: FakeServer, count: int) -> None:
    for number in range(count):
        server.post(2, f"post {number}")


def shown(bench: Bench, limit: int = 500) -> list[str]:
    rows = bench.store.timelines.entry_rows(bench.store.timelines.newest(HOME, limit))
    return [row.post.body if row.post else "gap" for row in rows]


async def test_the_newest_page_comes_at_start_and_every_ten_seconds(bench: Bench) -> None:
    fill(bench.server, 3)
    await bench.start()
    assert shown(bench) == ["post 2", "post 1", "post 0"]
    bench.server.post(2, "new")
    await bench.pass_time(9)
    assert bench.server.count("GET /api/timeline") == 1
    await bench.pass_time(2)
    assert shown(bench)[0] == "new"
    assert bench.server.count("GET /api/timeline") == 2


async def test_it_comes_once_a_minute_while_nobody_looks(bench: Bench) -> None:
    await bench.start()
    bench.sync.become_idle()
    await bench.pass_time(58)
    assert bench.server.count("GET /api/timeline") <= 2
    await bench.pass_time(40)
    bench.sync.become_active()
    await bench.quiet()
    assert bench.server.count("GET /api/timeline") == 3


async def test_one_page_of_older_posts_comes_when_it_is_asked_for(bench: Bench) -> None:
    fill(bench.server, 120)
    await bench.start()
    assert len(shown(bench)) == 50
    bench.sync.load_older(HOME)
    bench.sync.load_older(HOME)
    await bench.quiet()
    assert len(shown(bench)) == 100
    bench.sync.load_older(HOME)
    await bench.quiet()
    bench.sync.load_older(HOME)
    await bench.quiet()
    assert len(shown(bench)) == 120
    assert bench.store.timelines.has_reached_start(HOME)
    assert bench.server.count("GET /api/timeline") == 3


async def test_a_gap_is_filled_from_either_side(bench: Bench) -> None:
    fill(bench.server, 10)
    await bench.start()
    fill(bench.server, 180)
    bench.sync.refresh(HOME)
    await bench.quiet()
    assert shown(bench).count("gap") == 1
    for side in (GapSide.BOTTOM, GapSide.TOP, GapSide.BOTTOM):
        rows = bench.store.timelines.entry_rows(bench.store.timelines.newest(HOME, 500))
        gap = next(row for row in rows if row.gap)
        bench.sync.fill_gap(gap.key, side)
        await bench.quiet()
    assert "gap" not in shown(bench)
    assert len(shown(bench)) == 190


async def test_only_one_request_for_a_timeline_is_on_the_way(bench: Bench) -> None:
    fill(bench.server, 120)
    await bench.start()
    bench.server.fail_next("GET /api/timeline", Fault.HELD)
    before = bench.server.count("GET /api/timeline")
    for _ in range(5):
        bench.sync.refresh(HOME)
        bench.sync.load_older(HOME)
        await bench.quiet()
    assert bench.server.count("GET /api/timeline") == before + 1
    assert bench.store.status.activity("timeline:home").is_busy
    bench.server.released.set()
    await bench.quiet()
    assert not bench.store.status.activity("timeline:home").is_busy


async def test_a_failure_is_told_and_what_is_shown_stays(bench: Bench) -> None:
    fill(bench.server, 3)
    await bench.start()
    bench.server.fail_next("GET /api/timeline", httpx.Response(500, html="<h1>Oops</h1>"))
    bench.sync.refresh(HOME)
    await bench.quiet()
    problem = bench.store.status.activity("timeline:home").problem
    assert problem is not None
    assert problem.kind is ProblemKind.SERVER_FAILED
    assert len(shown(bench)) == 3
    await bench.pass_time(62)
    assert bench.store.status.activity("timeline:home").problem is None


async def test_an_answer_that_is_no_timeline_changes_nothing(bench: Bench) -> None:
    fill(bench.server, 3)
    await bench.start()
    answers = [httpx.Response(200, html="<p>Sign in to the hotel's network"), httpx.Response(200, json={"items": [{}]})]
    for answer in answers:
        bench.server.fail_next("GET /api/timeline", answer)
        bench.sync.refresh(HOME)
        await bench.quiet()
        problem = bench.store.status.activity("timeline:home").problem
        assert problem is not None
        assert problem.kind is ProblemKind.BAD_ANSWER
        assert len(shown(bench)) == 3


async def test_a_server_that_asks_for_patience_gets_it(bench: Bench) -> None:
    bench.server.fail_next("GET /api/timeline", httpx.Response(429, headers={"Retry-After": "200"}))
    await bench.start()
    await bench.pass_time(195)
    assert bench.server.count("GET /api/timeline") == 1
    await bench.pass_time(10)
    assert bench.server.count("GET /api/timeline") == 2
