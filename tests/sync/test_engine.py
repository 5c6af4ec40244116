from __future__ import annotations

import asyncio

from microblog_desktop.domain.ids import HOME
from tests.fakes.server import Fault
from tests.sync.conftest import Bench


async def test_nothing_runs_after_stop(bench: Bench) -> None:
    await bench.start()
    bench.server.fail_next("GET /api/timeline", Fault.HELD)
    bench.sync.refresh(HOME)
    await bench.quiet()
    await bench.sync.stop()
    assert bench.supervisor.workers == frozenset()
    assert bench.clock.next_timer_s is None
    assert bench.feed.subscribers == 0


async def test_it_can_be_stopped_before_it_began(bench: Bench) -> None:
    bench.sync.start(bench.supervisor)
    await bench.sync.stop()
    await asyncio.sleep(0.05)  # the vault's thread comes back to nobody
    assert bench.supervisor.workers == frozenset()


async def test_a_server_is_not_asked_for_what_it_does_not_offer(bench: Bench) -> None:
    bench.server.capabilities = frozenset()
    bench.sync = bench.new_sync()
    await bench.start()
    bench.sync.refresh(HOME)
    bench.sync.load_older(HOME)
    await bench.pass_time(130, step_s=5)
    assert bench.server.requests == []
