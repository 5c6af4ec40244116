from __future__ import annotations

from tests.sync.conftest import Bench


async def test_after_sleep_everything_is_brought_up_to_date_at_once(bench: Bench) -> None:
    await bench.start()
    await bench.pass_time(20, step_s=5)
    bench.server.post(2, "while you slept")
    bench.server.requests.clear()
    bench.clock.sleep_through(hours=8)
    await bench.pass_time(5)
    assert bench.server.count("GET /api/timeline") == 1
    assert bench.server.count("GET /api/conversations") >= 1


async def test_a_clock_that_goes_on_as_ever_wakes_nobody(bench: Bench) -> None:
    await bench.start()
    bench.sync.become_idle()
    await bench.quiet()
    bench.server.requests.clear()
    await bench.pass_time(50, step_s=5)
    assert bench.server.count("GET /api/timeline") == 0


async def test_a_clock_that_is_set_back_does_not_stop_the_refreshing(bench: Bench) -> None:
    await bench.start()
    bench.server.requests.clear()
    bench.clock.sleep_through(hours=-3)
    await bench.pass_time(70, step_s=5)
    assert bench.server.count("GET /api/timeline") >= 1
