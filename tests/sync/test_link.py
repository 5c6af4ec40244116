from __future__ import annotations

from microblog_desktop.domain.ids import HOME
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
