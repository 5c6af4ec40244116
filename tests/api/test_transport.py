from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from microblog_desktop.api.errors import (
    ApiError,
    BadAnswer,
    Forbidden,
    NotFound,
    NotSent,
    RateLimited,
    Refused,
    ServerFailed,
    SignedOut,
    Unanswered,
)
from microblog_desktop.api.exchange import Request
from microblog_desktop.api.transport import Redirects, Transport
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from tests.api.raw_server import Ending, http, serve

GET = Request("GET", "/api/me")
POST = Request("POST", "/api/posts", json=b'{"body":"x"}')
_PIXEL = b"\x89PNG"


def transport(answer: Callable[[httpx.Request], httpx.Response], base: str = "https://x.example") -> Transport:
    return Transport(base, token=Secret("t0ken"), network=httpx.MockTransport(answer))


class Line:
    """A line that can be closed, and remembers."""

    def __init__(self) -> None:
        self.is_open = True
        self.events: list[str] = []

    def worked(self) -> None:
        self.events.append("worked")

    def failed(self, error: ApiError) -> None:
        self.events.append(type(error).__name__)


@pytest.mark.parametrize(
    ("status", "error", "kind", "may_have_been_done"),
    [
        (400, Refused, ProblemKind.REFUSED, False),
        (401, SignedOut, ProblemKind.SIGNED_OUT, False),
        (403, Forbidden, ProblemKind.FORBIDDEN, False),
        (404, NotFound, ProblemKind.NOT_FOUND, False),
        (410, NotFound, ProblemKind.NOT_FOUND, False),
        (422, Refused, ProblemKind.REFUSED, False),
        (429, RateLimited, ProblemKind.RATE_LIMITED, False),
        (500, ServerFailed, ProblemKind.SERVER_FAILED, True),
        (504, ServerFailed, ProblemKind.SERVER_FAILED, True),
    ],
)
async def test_each_answer_has_its_error(
    status: int, error: type[ApiError], kind: ProblemKind, may_have_been_done: bool
) -> None:
    there = transport(
        lambda request: httpx.Response(status, json={"error": "E", "message": "No.", "fields": {"a": "b"}})
    )
    with pytest.raises(error) as caught:
        await there.call(POST)
    assert caught.value.problem.kind is kind
    assert caught.value.problem.message == "No."
    assert caught.value.problem.field("a") == "b"
    assert caught.value.may_have_been_done is may_have_been_done
    await there.aclose()


async def test_an_html_error_page_has_no_words_for_a_person() -> None:
    there = transport(lambda request: httpx.Response(502, html="<h1>Bad gateway</h1>"))
    with pytest.raises(ServerFailed) as caught:
        await there.call(GET)
    assert caught.value.problem.message == ""


@pytest.mark.parametrize(
    ("base", "picture"),
    [
        ("https://x.example", "http://pictures.example/1.png"),
        ("https://x.example", "http://127.0.0.1:631/admin"),
        ("https://x.example", "https://localhost/"),
        ("http://x.example", "http://[::1]/"),
    ],
)
async def test_a_strangers_picture_leads_neither_to_http_nor_to_this_computer(base: str, picture: str) -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(str(request.url))
        return httpx.Response(302, headers={"Location": picture})

    there = transport(answer, base)
    with pytest.raises(NotSent):
        await there.fetch(picture, {}, limit_bytes=100)
    with pytest.raises(BadAnswer):
        await there.fetch("/1.png", {}, limit_bytes=100)
    assert seen == [f"{base}/1.png"]


async def test_what_the_server_asks_us_to_wait_is_kept() -> None:
    there = transport(lambda request: httpx.Response(429, headers={"Retry-After": "12"}))
    with pytest.raises(RateLimited) as caught:
        await there.call(GET)
    assert caught.value.problem.retry_after_s == 12


async def test_the_token_goes_to_its_own_origin_only() -> None:
    seen: list[tuple[str, str | None]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append((str(request.url), request.headers.get("Authorization")))
        if request.url.path == "/api/users/1/avatar":
            return httpx.Response(302, headers={"Location": "https://pictures.example/1.png"})
        return httpx.Response(200, content=_PIXEL)

    there = transport(answer)
    await there.fetch("/api/users/1/avatar", {}, limit_bytes=100)
    await there.fetch("https://x.example:8443/p.png", {}, limit_bytes=100)
    assert seen == [
        ("https://x.example/api/users/1/avatar", "Bearer t0ken"),
        ("https://pictures.example/1.png", None),
        ("https://x.example:8443/p.png", None),
    ]


async def test_a_redirect_within_the_server_keeps_the_token() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/me":
            return httpx.Response(308, headers={"Location": "../api/users/1"})
        assert request.headers["Authorization"] == "Bearer t0ken"
        return httpx.Response(200, json={})

    assert (await transport(answer).call(GET)).url == "https://x.example/api/users/1"


@pytest.mark.parametrize("target", ["https://y.example/api/me", "//y.example/", "https://x.example:444/"])
async def test_a_call_does_not_follow_to_another_origin(target: str) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"Location": target})

    with pytest.raises(BadAnswer):
        await transport(answer).call(GET)
    assert asked == ["https://x.example/api/me"]


@pytest.mark.parametrize("redirects", list(Redirects))
async def test_nothing_follows_from_https_to_http(redirects: Redirects) -> None:
    there = transport(lambda request: httpx.Response(301, headers={"Location": "http://x.example/api/me"}))
    with pytest.raises(BadAnswer):
        await there.ask(GET, redirects)


async def test_a_post_is_never_sent_along_a_redirect() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.method)
        return httpx.Response(307, headers={"Location": "/api/posts/"})

    with pytest.raises(BadAnswer):
        await transport(answer).call(POST)
    assert asked == ["POST"]


async def test_redirects_in_a_circle_end() -> None:
    with pytest.raises(BadAnswer):
        await transport(lambda request: httpx.Response(302, headers={"Location": "/api/me"})).call(GET)


async def test_nothing_leaves_on_a_closed_line() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200)

    line = Line()
    line.is_open = False
    there = Transport("https://x.example", line=line, network=httpx.MockTransport(answer))
    for call in (there.call(GET), there.call(POST), there.fetch("https://y.example/p", {}, limit_bytes=10)):
        with pytest.raises(NotSent) as caught:
            await call
        assert caught.value.problem.kind is ProblemKind.OFFLINE
    assert asked == []


async def test_the_line_learns_what_became_of_calls_but_not_of_strangers_pictures() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "y.example" or request.url.path == "/api/posts":
            raise httpx.ConnectError("no")
        return httpx.Response(500)

    line = Line()
    there = Transport("https://x.example", line=line, network=httpx.MockTransport(answer))
    with pytest.raises(NotSent):
        await there.fetch("https://y.example/p", {}, limit_bytes=10)
    with pytest.raises(ServerFailed):
        await there.call(GET)
    with pytest.raises(NotSent):
        await there.call(POST)
    assert line.events == ["worked", "NotSent"]


async def test_an_answer_too_long_is_not_read_to_its_end() -> None:
    bomb = gzip.compress(b" " * 9_000_000)
    there = transport(lambda request: httpx.Response(200, content=bomb, headers={"Content-Encoding": "gzip"}))
    with pytest.raises(BadAnswer):
        await there.call(GET)


async def test_damaged_compression_is_a_bad_answer_that_may_have_been_done() -> None:
    there = transport(lambda request: httpx.Response(200, content=b"no gzip", headers={"Content-Encoding": "gzip"}))
    with pytest.raises(BadAnswer) as caught:
        await there.call(POST)
    assert caught.value.may_have_been_done


async def test_cookies_are_not_kept() -> None:
    seen: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("Cookie"))
        return httpx.Response(200, headers={"Set-Cookie": "session=1; Path=/"})

    there = transport(answer)
    await there.call(GET)
    await there.call(GET)
    assert seen == [None, None]


async def test_the_difference_to_the_servers_clock_is_learnt() -> None:
    here = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)
    answer = httpx.MockTransport(lambda _: httpx.Response(200, headers={"Date": "Sun, 22 Nov 2026 12:03:00 GMT"}))
    there = Transport("https://x.example", network=answer, clock=lambda: here)
    await there.call(GET)
    assert there.clock_offset == timedelta(minutes=3)


async def test_an_answer_cut_off_is_unanswered() -> None:
    async with serve([http("200 OK", b'{"id": 1', length=100)]) as raw:
        there = Transport(raw.url)
        with pytest.raises(Unanswered) as caught:
            await there.call(POST)
        assert caught.value.may_have_been_done
        assert len(raw.requests) == 1
        await there.aclose()


async def test_a_connection_that_closes_without_a_word_is_unanswered_and_a_get_is_asked_again() -> None:
    async with serve([b"", http("200 OK", b"{}")]) as raw:
        there = Transport(raw.url)
        assert (await there.call(GET)).body == b"{}"
        assert len(raw.requests) == 2
        await there.aclose()
    async with serve([b"", http("200 OK", b"{}")]) as raw:
        there = Transport(raw.url)
        with pytest.raises(Unanswered):
            await there.call(POST)
        assert len(raw.requests) == 1
        await there.aclose()


async def test_a_call_ends_after_its_whole_time_even_if_bytes_trickle() -> None:
    async with serve([http("200 OK", b"{", length=10)], then=Ending.HOLD) as raw:
        there = Transport(raw.url, whole_call_s=0.1)
        with pytest.raises(Unanswered) as caught:
            await there.call(POST)
        assert caught.value.problem.kind is ProblemKind.TIMED_OUT
        await there.aclose()


async def test_garbage_instead_of_http_is_unanswered() -> None:
    async with serve([b"SSH-2.0-OpenSSH_9.6\r\n"]) as raw:
        there = Transport(raw.url)
        with pytest.raises(Unanswered):
            await there.call(POST)
        await there.aclose()


async def test_this_computer_is_reached_straight_whatever_proxy_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://proxy.invalid:3128")
    async with serve([http("200 OK", b"{}")]) as raw:
        there = Transport(raw.url)
        assert (await there.call(GET)).status == 200
        await there.aclose()
