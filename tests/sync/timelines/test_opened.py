"""Timelines that somebody opens (sync/timelines/opened.py)."""

from __future__ import annotations

import httpx

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.posts.timeline import GapSide, posts_of
from microblog_desktop.domain.problem import ProblemKind
from tests.sync.conftest import Bench

JOHNS = posts_of(PersonId("2"))
PATH = "GET /api/users/2/posts"


def shown(bench: Bench) -> list[str]:
    rows = bench.store.timelines.entry_rows(bench.store.timelines.newest(JOHNS, 500))
    return [row.post.body if row.post else "gap" for row in rows]


async def test_they_are_asked_for_when_somebody_opens_them_and_not_by_themselves(bench: Bench) -> None:
    bench.server.post(2, "John's")
    bench.server.post(1, "Susan's")
    await bench.start()
    assert shown(bench) == []
    bench.sync.refresh(JOHNS)
    await bench.quiet()
    assert shown(bench) == ["John's"]
    await bench.pass_time(700, step_s=60)
    assert bench.server.count(PATH) == 1


async def test_older_pages_and_gaps_are_filled(bench: Bench) -> None:
    for number in range(120):
        bench.server.post(2, str(number))
    await bench.start()
    bench.sync.refresh(JOHNS)
    bench.sync.load_older(JOHNS)
    await bench.quiet()
    assert shown(bench) == [str(number) for number in range(119, 19, -1)]
    for number in range(120, 200):
        bench.server.post(2, str(number))
    bench.sync.refresh(JOHNS)
    await bench.quiet()
    gap = shown(bench).index("gap")
    key = bench.store.timelines.newest(JOHNS, 500)[gap]
    bench.sync.fill_gap(key, GapSide.TOP)
    await bench.quiet()
    assert shown(bench) == [str(number) for number in range(199, 19, -1)]


async def test_a_failure_is_told_by_the_timelines_own_activity(bench: Bench) -> None:
    await bench.start()
    bench.server.fail_next(PATH, httpx.Response(500))
    bench.sync.refresh(JOHNS)
    await bench.quiet()
    problem = bench.store.status.activity(f"timeline:{JOHNS}").problem
    assert problem is not None
    assert problem.kind is ProblemKind.SERVER_FAILED
    bench.sync.go_offline()
    bench.sync.load_older(JOHNS)
    await bench.quiet()
    problem = bench.store.status.activity(f"older:{JOHNS}").problem
    assert problem is not None
    assert problem.kind is ProblemKind.OFFLINE
