"""Requests that are not let in (microblog_server/web/guard.py)."""

from __future__ import annotations

from collections.abc import AsyncIterator

from tests.server.client import Person, Visitors

_JSON = {"Content-Type": "application/json"}


async def test_a_body_that_is_too_large_is_413(susan: Person) -> None:
    whole = await susan.http.post("/api/posts", content=b"x" * 300_000, headers=susan.headers | _JSON)
    assert whole.status_code == 413

    async def parts() -> AsyncIterator[bytes]:
        for _ in range(300):
            yield b"x" * 1000

    chunked = await susan.http.post("/api/posts", content=parts(), headers=susan.headers | _JSON)
    assert chunked.status_code == 413
    assert chunked.json()["error"] == whole.json()["error"]
    assert await susan.bodies("/api/timeline") == []


async def test_a_length_that_is_no_number_is_refused(visitors: Visitors) -> None:
    for length in ("many", "-1", "9" * 40):
        answer = await visitors.http.post("/api/posts", content=b"{}", headers=_JSON | {"Content-Length": length})
        assert answer.status_code == 413


async def test_only_json_is_read(susan: Person) -> None:
    for kind, status in (
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("", 415),
        ("application/json; charset=utf-8", 201),
        ("APPLICATION/JSON", 201),
    ):
        headers = susan.headers | {"Content-Type": kind}
        answer = await susan.http.post("/api/posts", content=b'{"body": "x"}', headers=headers)
        assert answer.status_code == status, kind


async def test_a_request_without_a_body_needs_no_type(susan: Person, john: Person) -> None:
    answer = await susan.http.put(f"/api/me/following/{john.id}", headers=susan.headers)
    assert answer.status_code == 204
