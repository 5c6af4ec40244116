from __future__ import annotations

from microblog_desktop.api.errors import NotSent
from microblog_desktop.domain.ids import HOME
from microblog_desktop.domain.problem import Problem, ProblemKind
from tests.fakes.server import Fault
from tests.sync.conftest import Bench


async def test_a_server_out_of_reach_is_looked_for_more_and_more_rarely(bench: Bench) -> None:
    await bench.start()
    bench.sync.become_idle()
    bench.server.is_reachable = False
    bench.sync.refresh(HOME)
    await bench.quiet()
    assert not bench.store.status.network.is_online
    since = bench.store.status.network.since
    await bench.pass_time(600, step_s=5)
    assert bench.store.status.network.since == since
    bench.server.is_reachable = True
    bench.server.requests.clear()
    await bench.pass_time(65, step_s=5)
    assert bench.store.status.network.is_online
    assert bench.server.requests[0] == "GET /api"
    assert bench.server.count("GET /api/timeline") == 1


async def test_a_hint_of_the_system_makes_it_look_at_once(bench: Bench) -> None:
    await bench.start()
    bench.server.is_reachable = False
    bench.sync.refresh(HOME)
    await bench.pass_time(600, step_s=5)
    bench.server.is_reachable = True
    bench.sync.network_hint()
    await bench.quiet()
    assert bench.store.status.network.is_online


async def test_no_request_leaves_while_somebody_works_offline(bench: Bench) -> None:
    await bench.start()
    bench.sync.go_offline()
    bench.server.requests.clear()
    bench.sync.refresh(HOME)
    bench.sync.load_older(HOME)
    bench.sync.refresh_conversations()
    bench.sync.find_person("john")
    bench.sync.want("https://square.example/p.png")
    bench.sync.wake()
    bench.sync.network_hint()
    await bench.pass_time(600, step_s=5)
    assert bench.server.requests == []
    problem = bench.store.status.activity("older:home").problem
    assert problem is not None
    assert problem.kind is ProblemKind.OFFLINE
    assert bench.store.status.network.works_offline_by_choice
    bench.sync.go_online()
    await bench.quiet()
    assert bench.server.count("GET /api/timeline") == 1
    assert not bench.store.status.network.works_offline_by_choice


async def test_working_offline_from_the_start_sends_nothing(bench: Bench) -> None:
    bench.sync.go_offline()
    await bench.start()
    await bench.pass_time(120, step_s=5)
    assert bench.server.requests == []


async def test_an_answer_lost_on_the_way_is_not_a_lost_network(bench: Bench) -> None:
    await bench.start()
    bench.server.fail_next("GET /api/timeline", Fault.CUT_BEFORE, Fault.CUT_BEFORE)
    bench.sync.refresh(HOME)
    await bench.quiet()
    assert bench.store.status.network.is_online
    problem = bench.store.status.activity("timeline:home").problem
    assert problem is not None
    assert problem.kind is ProblemKind.UNREACHABLE


async def test_a_proxy_that_keeps_requests_from_leaving_is_named_until_one_leaves(bench: Bench) -> None:
    await bench.start()
    line = bench.sync._link.connectivity
    since = bench.store.status.network.since
    bench.clock.advance(seconds=5)
    line.failed(NotSent(Problem(ProblemKind.PROXY, may_retry=True)))
    network = bench.store.status.network
    assert network.reason == Problem(ProblemKind.PROXY, may_retry=True)
    assert not network.is_online
    assert network.since > since
    line.failed(NotSent(Problem(ProblemKind.PROXY_SIGN_IN, may_retry=True)))
    assert bench.store.status.network.since == network.since
    line.worked()
    assert bench.store.status.network.reason is None
