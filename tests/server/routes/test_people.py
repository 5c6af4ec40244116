"""People over the wire, beyond chapter 23 (microblog_server/routes/people.py)."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image

from tests.server.client import PASSWORD, Person, Visitors


async def test_a_reader_sees_who_follows_whom(susan: Person, john: Person) -> None:
    await susan.put(f"/api/me/following/{john.id}")
    seen = (await susan.get(f"/api/users/{john.id}")).json()
    assert (seen["you_follow"], seen["follows_you"]) == (True, False)
    seen = (await john.get(f"/api/users/{susan.id}")).json()
    assert (seen["you_follow"], seen["follows_you"]) == (False, True)
    listed = (await susan.get("/api/users", username="JOHN")).json()
    assert [(one["username"], one["you_follow"]) for one in listed["items"]] == [("john", True)]
    assert (await susan.get("/api/users", username="nobody")).json()["items"] == []


async def test_only_the_person_sees_their_address(susan: Person, john: Person) -> None:
    assert (await susan.get("/api/me")).json()["email"] == "susan@example.org"
    assert "email" not in (await john.get(f"/api/users/{susan.id}")).json()
    assert "susan@example.org" not in (await john.get("/api/users")).text


async def test_following_twice_is_following(susan: Person, john: Person) -> None:
    for _ in range(2):
        assert (await susan.put(f"/api/me/following/{john.id}")).status_code == 204
    assert (await susan.get("/api/me")).json()["following_count"] == 1
    for _ in range(2):
        assert (await susan.delete(f"/api/me/following/{john.id}")).status_code == 204
    assert (await susan.get("/api/me")).json()["following_count"] == 0
    assert (await john.get("/api/me")).json()["follower_count"] == 0


async def test_nobody_follows_themselves_or_nobody(susan: Person) -> None:
    assert (await susan.put(f"/api/me/following/{susan.id}")).status_code == 400
    assert (await susan.put("/api/me/following/4711")).status_code == 404
    assert (await susan.delete("/api/me/following/4711")).status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", None),
        ("username", ""),
        ("username", "a b"),
        ("username", "a@b"),
        ("username", "a:b"),
        ("username", "x" * 65),
        ("username", "susan\x00"),
        ("username", 5),
        ("email", "not-an-address"),
        ("email", None),
        ("email", "a" * 250 + "@example.org"),
        ("name", "two\nlines"),
        ("name", "x" * 65),
        ("about_me", "x" * 281),
        ("about_me", "\ud800"),
        ("about_me", ["x"]),
    ],
)
async def test_a_bad_member_is_named(susan: Person, field: str, value: object) -> None:
    answer = await susan.http.put(
        f"/api/users/{susan.id}",
        content=json.dumps({field: value}),
        headers=susan.headers | {"Content-Type": "application/json"},
    )
    assert answer.status_code == 400
    assert list(answer.json()["fields"]) == [field]
    assert (await susan.get("/api/me")).json()["username"] == "susan"


async def test_a_profile_is_cleared_by_null_and_renamed(visitors: Visitors, susan: Person) -> None:
    path = f"/api/users/{susan.id}"
    await susan.put(path, {"about_me": "Hello 👨‍👩‍👧‍👦" * 20, "name": " Susan "})
    me = (await susan.put(path, {"about_me": None, "username": "Susanna", "email": "new@example.org"})).json()
    assert (me["about_me"], me["name"], me["username"]) == (None, "Susan", "Susanna")
    assert await visitors.token("SUSANNA")
    assert await visitors.token("New@Example.org")
    assert (await visitors.sign_up("susan")).id != susan.id


async def test_a_short_password_is_refused(visitors: Visitors) -> None:
    content = {"username": "kate", "email": "kate@example.org", "password": "short"}
    answer = await visitors.http.post("/api/users", json=content)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["password"])
    assert "short" not in answer.text.replace("shorter", "")


async def test_registration_is_repeated_only_by_the_same_request(visitors: Visitors) -> None:
    content = {"username": "kate", "email": "kate@example.org", "password": PASSWORD}
    headers = {"Idempotency-Key": "first-try"}
    first = await visitors.http.post("/api/users", json=content, headers=headers)
    again = await visitors.http.post("/api/users", json=content, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert again.headers["location"] == first.headers["location"]
    other = await visitors.http.post("/api/users", json=content | {"password": PASSWORD + "!"}, headers=headers)
    assert other.status_code == 422


async def test_a_picture_is_kept_until_it_changes(susan: Person) -> None:
    address = (await susan.get("/api/me")).json()["_links"]["avatar"]
    picture = await susan.http.get(address)
    assert picture.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert not picture.headers["etag"].startswith("W/")
    again = await susan.http.get(address, headers={"If-None-Match": picture.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    small = await susan.http.get(address.replace("s=128", "s=44"))
    assert Image.open(io.BytesIO(small.content)).size == (44, 44)
    await susan.put(f"/api/users/{susan.id}", {"name": "Zoe"})
    changed = (await susan.get("/api/me")).json()["_links"]["avatar"]
    assert changed != address
    old = await susan.http.get(address)
    assert old.headers["cache-control"] == "public, max-age=3600"
    assert (await susan.http.get("/api/users/4711/avatar")).status_code == 404
