from __future__ import annotations

import httpx

from tests.sync.conftest import Bench


async def test_people_to_meet_are_known_after_the_start(bench: Bench) -> None:
    await bench.start()
    assert [person.username for person in bench.store.people.suggestions(5)] == ["john"]


async def test_people_are_asked_for_again_after_a_failure(bench: Bench) -> None:
    bench.server.fail_next("GET /api/users", httpx.Response(500))
    await bench.start()
    assert bench.store.people.suggestions(5) == []
    await bench.pass_time(125, step_s=5)
    assert [person.username for person in bench.store.people.suggestions(5)] == ["john"]
