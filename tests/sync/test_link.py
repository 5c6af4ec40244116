from __future__ import annotations

import asyncio

from microblog_desktop.domain.ids import HOME, PersonId
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.store.status import SessionState
from tests.sync.conftest import Bench


async def test_a_token_that_is_not_taken_any_more_stops_all_requests(bench: Bench) -> None:
    await bench.start()
    bench.server.tokens.clear()
    bench.sync.refresh(HOME)
    await bench.quiet()
    session = bench.store.status.session
    assert session.state is SessionState.EXPIRED
    assert session.problem is not None
    assert session.problem.kind is ProblemKind.SIGNED_OUT
    bench.server.requests.clear()
    bench.sync.refresh(HOME)
    bench.sync.want("https://square.example/p.png")
    await bench.pass_time(130, step_s=5)
    assert bench.server.requests == []
    problem = bench.store.status.activity("timeline:home").problem
    assert problem is not None
    assert problem.kind is ProblemKind.SIGNED_OUT


async def test_what_is_asked_for_before_the_token_is_read_waits_for_it(bench: Bench) -> None:
    bench.server.post(2, "hello")
    bench.sync.refresh(HOME)
    bench.sync.find_person("john")
    bench.sync.open_conversation(PersonId("2"))
    bench.sync.start(bench.supervisor)
    for _ in range(5):
        await asyncio.sleep(0)
    assert bench.store.status.activity("timeline:home").problem is None
    await bench.until(lambda: bench.store.timelines.newest(HOME, 1))
    await bench.quiet()
    for name in ("timeline:home", "find-person:john", "conversation:2"):
        activity = bench.store.status.activity(name)
        assert activity.since is not None
        assert activity.problem is None


async def test_what_was_asked_for_is_declined_when_there_is_no_token(bench: Bench) -> None:
    bench.vault.delete("susan1")
    bench.sync.refresh(HOME)
    await bench.start()
    problem = bench.store.status.activity("timeline:home").problem
    assert problem is not None
    assert problem.kind is ProblemKind.SIGNED_OUT
