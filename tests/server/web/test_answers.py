"""What is done with every answer (microblog_server/web/answers.py)."""

from __future__ import annotations

import pytest

from tests.server.client import Person, Visitors


async def test_an_unchanged_answer_costs_no_body(susan: Person) -> None:
    first = await susan.get("/api/timeline")
    for known in (first.headers["etag"], f'"other", {first.headers["etag"]}', "*"):
        again = await susan.http.get("/api/timeline", headers=susan.headers | {"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    await susan.write("New")
    changed = await susan.http.get("/api/timeline", headers=susan.headers | {"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200


async def test_failures_and_writes_have_no_etag(susan: Person) -> None:
    assert "etag" not in (await susan.get("/api/posts/4711")).headers
    assert "etag" not in (await susan.post("/api/posts", {"body": "x"})).headers


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip", "gzip"), ("br, gzip;q=0.5", "gzip"), ("*", "gzip"), ("gzip;q=0", None), ("br", None), ("gzip;q=.", None)],
)
async def test_large_answers_are_compressed_for_who_asks(susan: Person, accepted: str, encoding: str | None) -> None:
    headers = susan.headers | {"Accept-Encoding": accepted}
    small = await susan.http.get("/api/me/counts", headers=headers)
    assert "content-encoding" not in small.headers
    for _ in range(3):
        await susan.write("many words " * 40)
    large = await susan.http.get("/api/timeline", headers=headers)
    assert large.headers.get("content-encoding") == encoding
    assert large.headers["vary"] == "Accept-Encoding"
    assert len(large.json()["items"]) == 3


async def test_pictures_are_not_compressed_again(visitors: Visitors, susan: Person) -> None:
    answer = await visitors.http.get(f"/api/users/{susan.id}/avatar?s=512", headers={"Accept-Encoding": "gzip"})
    assert len(answer.content) > 1024
    assert "content-encoding" not in answer.headers


async def test_every_answer_tells_browsers_to_be_careful(visitors: Visitors, susan: Person) -> None:
    for answer in (await visitors.http.get("/api"), await susan.get("/nowhere"), await susan.delete("/api/tokens")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] in ("private, no-cache", "no-store")
    assert (await visitors.http.post("/api/tokens")).headers["cache-control"] == "no-store"


async def test_head_says_what_get_would(susan: Person) -> None:
    answer = await susan.http.head("/api/timeline", headers=susan.headers)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["etag"] == (await susan.get("/api/timeline")).headers["etag"]
