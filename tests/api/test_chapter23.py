"""The answers are what the tutorial's own server was seen to say."""

from __future__ import annotations

import base64
import json

import httpx
import pytest

from microblog_desktop.api.chapter23 import Chapter23Server
from microblog_desktop.api.errors import NotOffered, Refused, SignedOut
from microblog_desktop.api.transport import Transport
from microblog_desktop.domain.ids import HOME, PersonId
from microblog_desktop.domain.people.lists import ProfileChange
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import ServerDescription, ServerKind

URL = "https://old.example"


def person(id: int) -> dict[str, object]:
    return {
        "_links": {"avatar": "https://www.gravatar.com/avatar/1?s=128", "self": f"/api/users/{id}"},
        "about_me": None,
        "follower_count": 0,
        "following_count": 1,
        "id": id,
        "last_seen": "2026-11-22T06:12:34.354026+00:00",
        "post_count": 0,
        "username": f"person{id}",
    }


def answer(request: httpx.Request) -> httpx.Response:
    bearer = request.headers.get("Authorization") == "Bearer 4f1ecc7c595be6d2081cfb79277e6df6"
    if request.url.path == "/api/tokens" and request.method == "POST":
        expected = "Basic " + base64.b64encode("person130:pä:ss".encode()).decode()
        if request.headers.get("Authorization") == expected:
            return httpx.Response(200, json={"token": "4f1ecc7c595be6d2081cfb79277e6df6"})
        return httpx.Response(401, json={"error": "Unauthorized"}, headers={"WWW-Authenticate": 'Basic realm="x"'})
    if request.url.path == "/api/users" and request.method == "POST":
        return httpx.Response(400, json={"error": "Bad Request", "message": "please use a different username"})
    if not bearer:
        return httpx.Response(401, json={"error": "Unauthorized"})
    if request.method == "PUT":
        assert request.url.path == "/api/users/130"
        return httpx.Response(200, json={**person(130), **json.loads(request.content)})
    assert request.url.path in ("/api/users", "/api/users/130/followers", "/api/users/130/following")
    page = int(request.url.params["page"])
    items = [person(id) for id in range(100 * page - 99, min(100 * page, 140) + 1)]
    return httpx.Response(200, json={"items": items, "_meta": {"page": page, "per_page": 100, "total_pages": 2}})


def server(token: str = "") -> Chapter23Server:
    description = ServerDescription(url=URL, kind=ServerKind.CHAPTER_23, name="old")
    return Chapter23Server(
        description, Transport(URL, token=Secret(token) if token else None, network=httpx.MockTransport(answer))
    )


async def test_signing_in_finds_oneself_on_a_later_page_of_people() -> None:
    signed_in = await server().sign_in("person130", Secret("pä:ss"))
    assert signed_in.person.id == "130"
    assert signed_in.token.reveal() == "4f1ecc7c595be6d2081cfb79277e6df6"


async def test_a_wrong_password_is_signed_out() -> None:
    with pytest.raises(SignedOut):
        await server().sign_in("person130", Secret("wrong"))


async def test_somebody_who_is_in_no_list_is_not_found() -> None:
    there = server("4f1ecc7c595be6d2081cfb79277e6df6")
    assert await there.person_by_username("nobody") is None
    found = await there.person_by_username("person130")
    assert found is not None
    assert found.id == "130"


async def test_the_servers_words_about_a_taken_name_arrive() -> None:
    with pytest.raises(Refused) as caught:
        await server().register("person1", "a@b.example", Secret("x"))
    assert caught.value.problem.message == "please use a different username"


async def test_what_is_not_there_is_not_asked_for() -> None:
    with pytest.raises(NotOffered):
        await server().timeline(HOME)
    with pytest.raises(NotOffered):
        await server().create_post("x", reply_to=None, idempotency_key="k")
    with pytest.raises(NotOffered):
        server().events(None)


async def test_followers_come_by_pages() -> None:
    signed_in = server("4f1ecc7c595be6d2081cfb79277e6df6")
    first = await signed_in.followers(PersonId("130"), 1)
    assert (len(first.people), first.has_more) == (100, True)
    second = await signed_in.following(PersonId("130"), 2)
    assert (len(second.people), second.has_more) == (40, False)


async def test_a_profile_is_changed_without_nulls() -> None:
    signed_in = server("4f1ecc7c595be6d2081cfb79277e6df6")
    changed = await signed_in.change_profile(PersonId("130"), ProfileChange(about_me="Hello"))
    assert (changed.username, changed.about_me) == ("person130", "Hello")
