"""Every failure has one shape, and no body makes the server fail (microblog_server/web/failures.py)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import given, settings
from hypothesis import strategies as st

from microblog_server.app import MicroblogServer
from microblog_server.errors import ApiError
from microblog_server.web.failures import install
from tests.server.client import Json, Person, Visitors
from tests.server.settings_for_tests import quick_settings

_BODY_ADDRESSES = [
    ("POST", "/api/users"),
    ("PUT", "/api/users/1"),
    ("POST", "/api/posts"),
    ("PUT", "/api/posts/1"),
    ("POST", "/api/conversations/2/messages"),
    ("PUT", "/api/conversations/2/read"),
    ("PUT", "/api/notifications/read"),
]
_MEMBERS = ["body", "reply_to", "up_to", "username", "email", "password", "about_me", "name"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/nowhere", 404),
        ("GET", "/api/posts/x", 404),
        ("GET", f"/api/posts/{10**30}", 404),
        ("DELETE", "/api", 405),
        ("PATCH", "/api/posts", 405),
        ("GET", "/api/tokens", 405),
        ("OPTIONS", "/api/me", 405),
    ],
)
async def test_failures_have_one_shape(susan: Person, method: str, path: str, status: int) -> None:
    answer = await susan.http.request(method, path, headers=susan.headers | {"Accept": "text/html"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"
    assert answer.json().keys() == {"error", "message"}


@pytest.mark.parametrize(
    "body",
    [
        *(b"null", b"[]", b'"text"', b"1", b"true", b"{}", b"", b"{", b"nonsense", b"\xff\xfe", b'{"body": "\xff"}'),
        *(b'{"body": null}', b'{"body": 1}', b'{"body": ""}', b'{"body": " \\n\\t "}', b'{"body": ["x"]}'),
        *(b'{"body": "\\u0000"}', b'{"body": "a\\u0007b"}', b'{"body": "\\ud800"}', b'{"body": "\\u200b\\u200d"}'),
        *(b'{"body": "x", "reply_to": "1"}', b'{"body": "x", "reply_to": 1.5}', b'{"body": "x", "reply_to": true}'),
        *(b'{"body": "x", "reply_to": -1}', b'{"body": "x", "reply_to": %d}' % 2**63, b'{"body": NaN}'),
        b'{"body": "x", "reply_to": ' + b"9" * 5000 + b"}",
        b'{"body": "' + b"x" * 501 + b'"}',
        json.dumps({"body": "e" + "\u0301" * 20_000}).encode(),
        b"[" * 100_000,
    ],
)
async def test_a_bad_body_is_400_and_names_the_field(susan: Person, body: bytes) -> None:
    answer = await susan.http.post(
        "/api/posts", content=body, headers=susan.headers | {"Content-Type": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.json()["error"] == "Bad Request"
    assert answer.json()["fields"]
    assert set(answer.json()["fields"]) <= {"body", "reply_to"}


_json: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None, exclude_categories=())),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
_bodies = _json | st.dictionaries(st.sampled_from(_MEMBERS), _json, max_size=6)


@asynccontextmanager
async def _susan_alone(folder: Path, database: str) -> AsyncIterator[tuple[Visitors, Person]]:
    server = MicroblogServer(quick_settings(folder, database))
    async with server.running():
        visitors = Visitors(server)
        async with visitors.http:
            susan = await visitors.sign_up("susan")
            await visitors.sign_up("john")
            await susan.write("First")
            yield visitors, susan


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


def test_no_json_makes_the_server_fail(runner: asyncio.Runner, tmp_path: Path, database_url: str) -> None:
    opened = _susan_alone(tmp_path, database_url)
    _, susan = runner.run(opened.__aenter__())

    @settings(max_examples=150, deadline=None)
    @given(address=st.sampled_from(_BODY_ADDRESSES), body=_bodies)
    def send(address: tuple[str, str], body: Json) -> None:
        headers = susan.headers | {"Content-Type": "application/json"}
        content = json.dumps(body).encode("ascii")
        answer = runner.run(susan.http.request(*address, content=content, headers=headers))
        assert answer.status_code < 500
        if answer.status_code == 400:
            assert answer.json()["fields"]

    try:
        send()
    finally:
        runner.run(opened.__aexit__(None, None, None))


async def test_our_own_mistake_tells_nothing() -> None:
    app = FastAPI()
    install(app)

    async def fail() -> None:
        raise ArithmeticError("the secret is 42")

    async def refuse() -> None:
        raise ApiError("Not today.", fields={"day": "is wrong"}, headers={"X-Why": "tired"})

    app.add_api_route("/fail", fail)
    app.add_api_route("/refuse", refuse)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://server") as http:
        failed = await http.get("/fail")
        refused = await http.get("/refuse")
    assert failed.status_code == 500
    assert failed.json() == {"error": "Internal Server Error", "message": "Something went wrong on the server."}
    assert (refused.json()["message"], refused.headers["x-why"]) == ("Not today.", "tired")
