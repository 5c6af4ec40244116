"""Calls about people, and lists of them that no two servers send alike (api/microblog/people.py)."""

from __future__ import annotations

import httpx
import pytest

from microblog_desktop.api.errors import BadAnswer, Refused
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import ProfileChange, Suggestion, Trend
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.timeline import LIKES, posts_of, replies_of
from microblog_desktop.domain.secret import Secret
from tests.api.test_microblog import SUSAN, Wire

JOHN = {"id": 2, "username": "john", "about_me": "Trains"}


def people(*items: object, **meta: int) -> httpx.Response:
    return httpx.Response(200, json={"items": items, "_meta": meta})


async def test_lists_of_people_come_by_pages() -> None:
    wire = Wire(people(JOHN, page=2, per_page=100, total_pages=3, total_items=201))
    page = await wire.server.followers(PersonId("7"), 2)
    assert [one.username for one in page.people] == ["john"]
    assert (page.has_more, page.total) == (True, 201)
    assert (wire.asked[-1].url.path, wire.asked[-1].url.params["page"]) == ("/api/users/7/followers", "2")
    await wire.server.following(PersonId("a/b"), 1)
    assert wire.asked[-1].url.raw_path.startswith(b"/api/users/a%2Fb/following?")


async def test_a_page_without_people_is_the_last_whatever_it_says() -> None:
    page = await Wire(people(page=2, total_pages=9)).server.following(PersonId("7"), 2)
    assert (page.people, page.has_more, page.total) == ((), False, None)


async def test_suggestions_say_how_many_one_knows_follow_them() -> None:
    wire = Wire(httpx.Response(200, json={"items": [{**JOHN, "followed_by": 3}, SUSAN]}))
    assert await wire.server.suggestions() == (
        Suggestion(Person(PersonId("2"), "john", about_me="Trains"), 3),
        Suggestion(Person(PersonId("1"), "susan"), 0),
    )


async def test_tags_that_nobody_can_see_are_left_out() -> None:
    items = [{"tag": "snow", "posts": 3, "people": 2}, {"tag": "\u200b"}, {"tag": "a\nb", "posts": -1}]
    wire = Wire(httpx.Response(200, json={"items": items}))
    assert await wire.server.trends() == (Trend("snow", 3, 2), Trend("a b", 0, 0))


async def test_only_what_changes_is_sent() -> None:
    wire = Wire(httpx.Response(200, json={**SUSAN, "email": "s@example.org"}))
    person = await wire.server.change_profile(PersonId("1"), ProfileChange(name="Susan", about_me=""))
    assert wire.body == {"name": "Susan", "about_me": ""}
    assert wire.asked[-1].url.path == "/api/users/1"
    assert person.email == "s@example.org"


async def test_a_refused_profile_says_which_field() -> None:
    answer = httpx.Response(400, json={"error": "Bad Request", "message": "x", "fields": {"email": "is taken"}})
    with pytest.raises(Refused) as refused:
        await Wire(answer).server.change_profile(PersonId("1"), ProfileChange(email="x@example.org"))
    assert refused.value.problem.field("email") == "is taken"


async def test_a_new_password_goes_with_the_old_one() -> None:
    wire = Wire(httpx.Response(204))
    await wire.server.change_password(Secret("old"), Secret("new"))
    assert wire.body == {"current": "old", "password": "new"}


async def test_a_picture_goes_as_it_is() -> None:
    wire = Wire(httpx.Response(200, json=SUSAN))
    assert (await wire.server.put_avatar(b"\x89PNG")).username == "susan"
    assert (wire.asked[-1].method, wire.asked[-1].content) == ("PUT", b"\x89PNG")
    assert wire.asked[-1].headers["Content-Type"] == "application/octet-stream"


async def test_a_mailed_token_is_no_part_of_a_path() -> None:
    wire = Wire(httpx.Response(204))
    await wire.server.reset_password("../x?y", Secret("new password"))
    assert wire.asked[-1].url.raw_path == b"/api/password-resets/..%2Fx%3Fy"


async def test_each_list_of_a_person_has_its_address() -> None:
    wire = Wire(httpx.Response(200, json={"items": []}))
    for key, path, only in (
        (posts_of(PersonId("7")), "/api/users/7/posts", "posts"),
        (replies_of(PersonId("7")), "/api/users/7/posts", "replies"),
        (LIKES, "/api/me/likes", None),
    ):
        await wire.server.timeline(key)
        assert (wire.asked[-1].url.path, wire.asked[-1].url.params.get("only")) == (path, only)


@pytest.mark.parametrize("rubbish", [b"[]", b"{}", b"<html>", b'{"items": [{"id": null}]}', b'{"items": {}}'])
async def test_rubbish_is_a_bad_answer(rubbish: bytes) -> None:
    server = Wire(httpx.Response(200, content=rubbish)).server
    for ask in (server.suggestions, server.trends, lambda: server.followers(PersonId("1"), 1)):
        with pytest.raises(BadAnswer):
            await ask()
