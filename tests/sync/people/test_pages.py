"""What pages of people ask of the server (sync/people/pages.py)."""

from __future__ import annotations

import httpx

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import DIRECTORY, SUGGESTED, ProfileChange, followers_of
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from tests.sync.conftest import Bench

JOHN = PersonId("2")


def problem_of(bench: Bench, name: str) -> ProblemKind | None:
    problem = bench.store.status.activity(name).problem
    return problem.kind if problem else None


async def test_a_persons_page_is_kept_with_its_age(bench: Bench) -> None:
    await bench.start()
    assert bench.store.person_pages.read_at(JOHN) is None
    bench.sync.people_pages.load_person(JOHN)
    await bench.quiet()
    assert bench.store.person_pages.read_at(JOHN) == bench.clock()


async def test_a_list_is_read_page_by_page(bench: Bench) -> None:
    await bench.start()
    bench.sync.people_pages.load_people(DIRECTORY)
    bench.sync.people_pages.load_people(DIRECTORY)
    await bench.quiet()
    listed = bench.store.people_lists.people(DIRECTORY, 10)
    assert [one.person.username for one in listed] == ["susan", "john"]
    state = bench.store.people_lists.state(DIRECTORY)
    assert state is not None
    assert not state.has_more
    asked = len(bench.server.requests)
    bench.sync.people_pages.load_more_people(DIRECTORY)
    await bench.quiet()
    assert len(bench.server.requests) == asked, "there is nothing more to ask for"


async def test_where_nobody_suggests_people_strangers_are_suggested(bench: Bench) -> None:
    await bench.start()
    bench.sync.people_pages.load_people(SUGGESTED)
    await bench.quiet()
    assert [one.person.username for one in bench.store.people_lists.people(SUGGESTED, 10)] == ["john"]


async def test_what_the_server_refuses_stands_field_by_field(bench: Bench) -> None:
    await bench.start()
    refusal = {"error": "Bad Request", "message": "no", "fields": {"email": "is taken"}}
    bench.server.fail_next("PUT /api/users/1", httpx.Response(400, json=refusal))
    bench.sync.people_pages.change_profile(ProfileChange(email="x@example.org"))
    await bench.quiet()
    problem = bench.store.status.activity("profile").problem
    assert problem is not None
    assert problem.field("email") == "is taken"


async def test_offline_everything_is_declined_at_once_and_nothing_waits(bench: Bench) -> None:
    await bench.start()
    bench.sync.go_offline()
    pages = bench.sync.people_pages
    pages.load_people(followers_of(JOHN))
    pages.change_password(Secret("old"), Secret("new"))
    pages.put_avatar(b"png")
    await bench.quiet()
    for name in (f"people:{followers_of(JOHN)}", "password", "avatar"):
        assert problem_of(bench, name) is ProblemKind.OFFLINE
    asked = [request for request in bench.server.requests if "followers" in request or "PUT" in request]
    bench.sync.go_online()
    await bench.quiet()
    assert [request for request in bench.server.requests if "followers" in request or "PUT" in request] == asked


async def test_what_a_server_does_not_know_is_not_found(bench: Bench) -> None:
    await bench.start()
    bench.server.fail_next("GET /api/users/99", httpx.Response(404, json={"error": "Not Found"}))
    bench.sync.people_pages.load_person(PersonId("99"))
    await bench.quiet()
    assert problem_of(bench, "person:99") is ProblemKind.NOT_FOUND
