from __future__ import annotations

import httpx

from microblog_desktop.domain.problem import ProblemKind
from tests.sync.conftest import Bench


async def test_people_to_meet_are_known_after_the_start(bench: Bench) -> None:
    await bench.start()
    assert [person.username for person in bench.store.people.suggestions(5)] == ["john"]


async def test_somebody_is_found_by_name_or_said_not_to_be_there(bench: Bench) -> None:
    await bench.start()
    bench.sync.find_person("John")
    bench.sync.find_person("nobody")
    await bench.quiet()
    assert bench.store.status.activity("find-person:John").problem is None
    problem = bench.store.status.activity("find-person:nobody").problem
    assert problem is not None
    assert problem.kind is ProblemKind.NOT_FOUND


async def test_people_are_asked_for_again_after_a_failure(bench: Bench) -> None:
    bench.server.fail_next("GET /api/users", httpx.Response(500))
    await bench.start()
    assert bench.store.people.suggestions(5) == []
    await bench.pass_time(125, step_s=5)
    assert [person.username for person in bench.store.people.suggestions(5)] == ["john"]
