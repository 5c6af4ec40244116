"""A client written for chapter 23 of the tutorial works here; each call is as that server answers it.

Written from the description of the tutorial's server, not from our code: raw HTTP, nothing of ours but the server.
"""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from microblog_server.app import MicroblogServer
from tests.server.settings_for_tests import quick_settings

_PERSON = {"id", "username", "last_seen", "about_me", "post_count", "follower_count", "following_count", "_links"}


@pytest.fixture
async def http(tmp_path: Path, database_url: str) -> AsyncIterator[httpx.AsyncClient]:
    server = MicroblogServer(quick_settings(tmp_path, database_url))
    async with (
        server.running(),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=server), base_url="http://server") as client,
    ):
        yield client


async def _register(http: httpx.AsyncClient, name: str) -> httpx.Response:
    return await http.post(
        "/api/users", json={"username": name, "email": f"{name}@example.com", "password": "a password"}
    )


async def _token(http: httpx.AsyncClient, name: str) -> dict[str, str]:
    answer = await http.post("/api/tokens", auth=(name, "a password"))
    assert answer.status_code == 200
    token = answer.json()["token"]
    assert isinstance(token, str)
    return {"Authorization": f"Bearer {token}"}


async def test_registration_needs_no_sign_in_and_says_where_the_person_is(http: httpx.AsyncClient) -> None:
    answer = await _register(http, "susan")
    assert answer.status_code == 201
    person = answer.json()
    assert answer.headers["Location"] == f"/api/users/{person['id']}" == person["_links"]["self"]
    assert person.keys() >= _PERSON
    assert "email" not in person
    assert (person["username"], person["about_me"], person["post_count"]) == ("susan", None, 0)
    assert (person["follower_count"], person["following_count"]) == (0, 0)
    assert datetime.fromisoformat(person["last_seen"]).tzinfo is not None


async def test_registration_wants_three_fields(http: httpx.AsyncClient) -> None:
    for body in ({}, {"username": "susan"}, {"username": "susan", "email": "susan@example.com"}):
        answer = await http.post("/api/users", json=body)
        assert answer.status_code == 400
        assert answer.json()["error"] == "Bad Request"
    answer = await http.post("/api/users", json={})
    assert answer.json()["message"] == "must include username, email and password fields"


async def test_names_and_addresses_are_given_once(http: httpx.AsyncClient) -> None:
    await _register(http, "susan")
    again = await _register(http, "susan")
    assert again.status_code == 400
    assert again.json()["error"] == "Bad Request"
    assert again.json()["message"] == "please use a different username"
    content = {"username": "other", "email": "susan@example.com", "password": "a password"}
    answer = await http.post("/api/users", json=content)
    assert (answer.status_code, answer.json()["message"]) == (400, "please use a different email address")


async def test_a_body_that_is_not_json_is_415(http: httpx.AsyncClient) -> None:
    answer = await http.post("/api/users", content="username=susan", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415
    assert answer.json()["error"] == "Unsupported Media Type"


async def test_sign_in_wants_basic_and_the_right_password(http: httpx.AsyncClient) -> None:
    await _register(http, "susan")
    for answer in (
        await http.post("/api/tokens"),
        await http.post("/api/tokens", auth=("susan", "wrong")),
        await http.post("/api/tokens", auth=("nobody", "a password")),
    ):
        assert answer.status_code == 401
        assert answer.json()["error"] == "Unauthorized"
        assert answer.headers["WWW-Authenticate"] == 'Basic realm="Authentication Required"'


async def test_credentials_are_utf8_and_passwords_may_hold_colons(http: httpx.AsyncClient) -> None:
    content = {"username": "한강", "email": "han@example.com", "password": "päss:wörd:ㅎ"}
    assert (await http.post("/api/users", json=content)).status_code == 201
    pair = base64.b64encode("한강:päss:wörd:ㅎ".encode()).decode()
    assert (await http.post("/api/tokens", headers={"Authorization": f"Basic {pair}"})).status_code == 200


async def test_a_token_works_until_it_is_deleted(http: httpx.AsyncClient) -> None:
    await _register(http, "susan")
    headers = await _token(http, "susan")
    assert (await http.get("/api/users/1", headers=headers)).status_code == 200
    ended = await http.delete("/api/tokens", headers=headers)
    assert (ended.status_code, ended.content) == (204, b"")
    answer = await http.get("/api/users/1", headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (401, "Unauthorized")
    assert (await http.delete("/api/tokens", headers=headers)).status_code == 401


@pytest.mark.parametrize("path", ["/api/users", "/api/users/1", "/api/users/1/followers", "/api/users/1/following"])
async def test_reading_wants_a_token(http: httpx.AsyncClient, path: str) -> None:
    await _register(http, "susan")
    for headers in ({}, {"Authorization": "Bearer 0123456789abcdef0123456789abcdef"}):
        answer = await http.get(path, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (401, "Unauthorized")


async def test_a_person_is_read_and_changed_by_themselves_only(http: httpx.AsyncClient) -> None:
    await _register(http, "susan")
    await _register(http, "john")
    headers = await _token(http, "susan")
    assert (await http.get("/api/users/99", headers=headers)).status_code == 404
    changed = await http.put("/api/users/1", headers=headers, json={"about_me": "Hi, I am Susan", "password": "x"})
    assert (changed.status_code, changed.json()["about_me"]) == (200, "Hi, I am Susan")
    assert (await http.get("/api/users/1", headers=headers)).json()["about_me"] == "Hi, I am Susan"
    assert (await http.put("/api/users/2", headers=headers, json={"about_me": "Hacked"})).status_code == 403
    taken = await http.put("/api/users/1", headers=headers, json={"username": "john"})
    assert (taken.status_code, taken.json()["message"]) == (400, "please use a different username")
    same = await http.put("/api/users/1", headers=headers, json={"username": "susan"})
    assert same.status_code == 200
    # Passwords are not changed here: the old one still signs in.
    await _token(http, "susan")


async def test_lists_of_people_are_numbered_pages(http: httpx.AsyncClient) -> None:
    for number in range(5):
        await _register(http, f"person{number}")
    headers = await _token(http, "person0")
    page = (await http.get("/api/users", headers=headers, params={"page": 2, "per_page": 2})).json()
    assert page["_meta"] == {"page": 2, "per_page": 2, "total_items": 5, "total_pages": 3}
    assert page["_links"] == {
        "self": "/api/users?page=2&per_page=2",
        "next": "/api/users?page=3&per_page=2",
        "prev": "/api/users?page=1&per_page=2",
    }
    assert [person["username"] for person in page["items"]] == ["person2", "person3"]
    assert all(person.keys() >= _PERSON for person in page["items"])
    last = (await http.get(page["_links"]["next"], headers=headers)).json()
    assert last["_links"]["next"] is None
    default = (await http.get("/api/users", headers=headers)).json()
    assert default["_meta"]["per_page"] == 10
    assert default["_links"]["prev"] is None


async def test_strange_page_numbers_are_answered(http: httpx.AsyncClient) -> None:
    await _register(http, "susan")
    headers = await _token(http, "susan")
    for query in ("page=0", "page=-1", "page=abc", "per_page=0", "per_page=-1", "per_page=x", "page="):
        answer = await http.get(f"/api/users?{query}", headers=headers)
        assert answer.status_code == 200, query
        assert len(answer.json()["items"]) == 1
    beyond = await http.get("/api/users?page=" + "9" * 6000, headers=headers)
    assert (beyond.status_code, beyond.json()["items"]) == (200, [])
    assert (await http.get("/api/users?per_page=1000", headers=headers)).json()["_meta"]["per_page"] == 100


async def test_followers_and_followed_are_listed(http: httpx.AsyncClient) -> None:
    await _register(http, "susan")
    await _register(http, "john")
    headers = await _token(http, "susan")
    await http.put("/api/me/following/2", headers=headers)
    followers = (await http.get("/api/users/2/followers", headers=headers)).json()
    assert [person["username"] for person in followers["items"]] == ["susan"]
    assert followers["_meta"]["total_items"] == 1
    assert followers["_links"]["self"] == "/api/users/2/followers?page=1&per_page=10"
    following = (await http.get("/api/users/1/following", headers=headers)).json()
    assert [person["username"] for person in following["items"]] == ["john"]
    assert (await http.get("/api/users/2", headers=headers)).json()["follower_count"] == 1
    assert (await http.get("/api/users/99/followers", headers=headers)).status_code == 404


async def test_head_works_and_a_trailing_slash_does_not(http: httpx.AsyncClient) -> None:
    await _register(http, "susan")
    headers = await _token(http, "susan")
    answer = await http.head("/api/users/1", headers=headers)
    assert (answer.status_code, answer.content) == (200, b"")
    assert (await http.get("/api/users/", headers=headers)).status_code == 404


async def test_an_avatar_is_a_picture(http: httpx.AsyncClient) -> None:
    person = (await _register(http, "susan")).json()
    answer = await http.get(person["_links"]["avatar"])
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")
