"""What the server finds is kept, and named in its order (sync/search/server_search.py)."""

from __future__ import annotations

import httpx
import pytest

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.server import Capability
from tests.fakes.server import Fault
from tests.sync.conftest import Bench


@pytest.fixture
def searching(bench: Bench) -> Bench:
    """At a server that can search."""
    bench.server.capabilities |= {Capability.SEARCH}
    bench.sync = bench.new_sync()
    return bench


def bodies(bench: Bench, typed: str) -> list[str]:
    answer = bench.store.search.answers.get(typed)
    assert answer is not None
    stored = bench.store.posts.get_all(answer.posts)
    return [stored[key].body for key in answer.posts]


async def test_posts_and_people_are_kept_and_named(searching: Bench) -> None:
    await searching.start()
    searching.server.post(2, "an old heron")
    searching.server.post(2, "a swan")
    searching.sync.search.search("heron")
    assert searching.store.status.activity("search:heron").is_busy
    await searching.quiet()
    assert bodies(searching, "heron") == ["an old heron"]
    searching.sync.search.search("john")
    await searching.quiet()
    answer = searching.store.search.answers.get("john")
    assert answer is not None
    assert answer.people == ("2",)
    assert searching.store.status.activity("search:john").problem is None


async def test_the_list_goes_on_from_where_it_was(searching: Bench) -> None:
    await searching.start()
    for number in range(50):
        searching.server.post(2, f"heron {number}")
    searching.sync.search.search("heron")
    await searching.quiet()
    first = len(bodies(searching, "heron"))
    assert 0 < first < 50
    searching.sync.search.search_further("heron")
    await searching.quiet()
    assert len(set(bodies(searching, "heron"))) == 50
    asked = searching.server.count("GET /api/search")
    searching.sync.search.search_further("heron")
    await searching.quiet()
    assert searching.server.count("GET /api/search") == asked, "there is nothing more to ask for"


async def test_only_the_newest_of_searches_that_wait_is_asked(searching: Bench) -> None:
    await searching.start()
    for typed in ("h", "he", "her", "hero", "heron"):
        searching.sync.search.search(typed)
    await searching.quiet()
    assert searching.server.count("GET /api/search") == 2  # people and posts, once each
    assert searching.store.search.answers.get("heron") is not None


async def test_failures_stand_on_the_board_and_a_second_try_can_succeed(searching: Bench) -> None:
    await searching.start()
    searching.server.fail_next("GET /api/search", httpx.Response(500), Fault.REFUSED)
    searching.sync.search.search("heron")
    await searching.quiet()
    assert searching.store.status.activity("search:heron").problem is not None
    assert searching.store.search.answers.get("heron") is None


async def test_offline_a_search_is_declined_at_once(searching: Bench) -> None:
    await searching.start()
    searching.sync.go_offline()
    searching.sync.search.search("heron")
    await searching.quiet()
    problem = searching.store.status.activity("search:heron").problem
    assert problem is not None
    assert problem.kind is ProblemKind.OFFLINE


async def test_the_latest_answers_are_remembered(searching: Bench) -> None:
    await searching.start()
    for number in range(25):
        searching.sync.search.search(f"word {number}")
        await searching.quiet()
    assert searching.store.search.answers.get("word 0") is None
    assert searching.store.search.answers.get("word 24") is not None


async def test_people_alone_are_asked_for_once_and_kept(searching: Bench) -> None:
    await searching.start()
    for typed in ("j", "jo", "john"):
        searching.sync.search.search_people(typed)
    assert searching.store.status.activity("search-people:john").is_busy
    await searching.quiet()
    answer = searching.store.search.people_answers.get("john")
    assert answer is not None
    assert answer.people == ("2",)
    assert searching.server.count("GET /api/search") == 1
    assert searching.store.search.answers.get("john") is None
