from __future__ import annotations

from microblog_desktop.domain.ids import PostId
from microblog_desktop.domain.problem import ProblemKind
from tests.sync.conftest import Bench


async def test_somebody_is_found_by_name_or_said_not_to_be_there(bench: Bench) -> None:
    await bench.start()
    bench.sync.find_person("John")
    bench.sync.find_person("nobody")
    await bench.quiet()
    assert bench.store.status.activity("find-person:John").problem is None
    problem = bench.store.status.activity("find-person:nobody").problem
    assert problem is not None
    assert problem.kind is ProblemKind.NOT_FOUND


async def test_a_post_that_is_known_by_its_id_only_is_brought(bench: Bench) -> None:
    await bench.start()
    id = bench.server.post(2, "far away")["id"]
    bench.sync.find_post(PostId(str(id)))
    await bench.quiet()
    assert bench.store.posts.by_remote(PostId(str(id))) is not None
    assert bench.store.status.activity(f"find-post:{id}").problem is None


async def test_why_a_post_is_not_brought_is_told(bench: Bench) -> None:
    await bench.start()
    bench.sync.find_post(PostId("999"))
    await bench.quiet()
    problem = bench.store.status.activity("find-post:999").problem
    assert problem is not None
    assert problem.kind is ProblemKind.NOT_FOUND
