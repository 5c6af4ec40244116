from __future__ import annotations

import asyncio
import gc
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from microblog_desktop.api.errors import ApiError, NotSent
from microblog_desktop.api.exchange import Request
from microblog_desktop.api.route import Route
from microblog_desktop.api.transport import Transport
from microblog_desktop.domain.network.proxy import Proxy, ProxyKind
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from tests.api.raw_server import http, serve
from tests.api.test_failures import self_signed
from tests.fakes.ways_out import WayOut, http_proxy, socks_proxy

GET = Request("GET", "/api/me")
FAR = "http://board.example"
OK = http("200 OK", b"{}")


def free_port() -> int:
    """Where nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def through(kind: str, port: int, password: str | None = None, user: str = "") -> Route:
    name = f"{user}@" if user else ""
    return Route(Proxy(ProxyKind.MANUAL, f"{kind}://{name}127.0.0.1:{port}", Secret(password) if password else None))


async def failure(url: str, route: Route, whole_call_s: float = 10.0) -> ApiError:
    transport = Transport(url, token=Secret("t0ken"), route=route, whole_call_s=whole_call_s)
    try:
        with pytest.raises(ApiError) as caught:
            await transport.call(GET)
        return caught.value
    finally:
        await transport.aclose()


async def body(url: str, route: Route) -> bytes:
    transport = Transport(url, route=route)
    try:
        return (await transport.call(GET)).body
    finally:
        await transport.aclose()


async def test_an_http_proxy_is_on_the_way_with_name_and_password() -> None:
    async with http_proxy(WayOut(login=("ann", "p:w"))) as way:
        assert await body(FAR, through("http", way.port, "p:w", "ann")) == b"{}"
        assert way.asked == ["http://board.example/api/me"]


async def test_an_encrypted_server_is_reached_through_a_tunnel_and_the_proxy_sees_no_token(tmp_path: Path) -> None:
    async with serve([OK], tls=self_signed(tmp_path)) as raw, http_proxy(WayOut(urlsplit(raw.url).port or 0)) as way:
        error = await failure("https://board.example", through("http", way.port))
        # The handshake went through; it is the server whose certificate is not trusted.
        assert error.problem.kind is ProblemKind.CERTIFICATE
        assert way.asked == ["board.example:443"]
        assert b"t0ken" not in b"".join(way.heads)


@pytest.mark.parametrize("login", [None, ("ann", "secret")])
async def test_a_socks_proxy_is_on_the_way_and_looks_names_up(login: tuple[str, str] | None) -> None:
    async with serve([OK]) as raw, socks_proxy(WayOut(urlsplit(raw.url).port or 0, login)) as way:
        user, password = login or ("", None)
        assert await body(FAR, through("socks5", way.port, password, user)) == b"{}"
        assert way.asked == ["board.example:80"]


@pytest.mark.parametrize("url", [FAR, "https://board.example"])
async def test_a_wrong_password_is_the_proxys_complaint(url: str) -> None:
    async with http_proxy(WayOut(login=("ann", "right"))) as way:
        error = await failure(url, through("http", way.port, "wrong", "ann"))
        assert isinstance(error, NotSent)
        assert error.problem.kind is ProblemKind.PROXY_SIGN_IN
        assert error.problem.may_retry


# WORKAROUND(httpcore 1.0.9): a SOCKS proxy that refuses leaves its connection to the garbage collector.
@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
async def test_a_socks_proxy_that_wants_a_login_says_so() -> None:
    async with socks_proxy(WayOut(login=("ann", "right"))) as way:
        wrong = await failure(FAR, through("socks5", way.port, "wrong", "ann"))
        assert wrong.problem.kind is ProblemKind.PROXY_SIGN_IN
        del wrong
        gc.collect()


@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_a_proxy_that_is_not_there_is_named_and_not_the_server(kind: str) -> None:
    for url in (FAR, "https://board.example"):
        error = await failure(url, through(kind, free_port()))
        assert isinstance(error, NotSent)
        assert error.problem.kind is ProblemKind.PROXY


async def test_a_proxy_that_never_answers_does_not_hold_us_for_ever() -> None:
    async with http_proxy(WayOut(is_silent=True)) as way:
        error = await failure(FAR, through("http", way.port), whole_call_s=0.3)
        assert error.problem.kind is ProblemKind.TIMED_OUT


async def test_what_is_on_this_computer_is_asked_straight() -> None:
    async with serve([OK]) as raw:
        assert await body(raw.url, through("http", free_port())) == b"{}"
        refused = await failure(f"http://127.0.0.1:{free_port()}", through("http", free_port()))
        assert refused.problem.kind is ProblemKind.CONNECTION_REFUSED


async def test_another_way_holds_from_the_next_request_on() -> None:
    async with http_proxy(WayOut()) as first, http_proxy(WayOut()) as second:
        route = through("http", first.port)
        transport = Transport(FAR, route=route)
        await transport.call(GET)
        assert route.change(through("http", second.port).proxy)
        assert not route.change(through("http", second.port).proxy)
        await transport.call(GET)
        await transport.aclose()
        assert (len(first.asked), len(second.asked)) == (1, 1)


async def test_requests_wait_while_the_password_is_looked_for() -> None:
    async with http_proxy(WayOut(login=("ann", "secret"))) as way:
        route = Route()
        route.withhold()
        was_asked_before: list[bytes] = []

        async def find_it() -> None:
            await asyncio.sleep(0.05)
            was_asked_before.extend(way.heads)
            route.change(through("http", way.port, "secret", "ann").proxy)

        answered, _ = await asyncio.gather(body(FAR, route), find_it())
        assert (answered, was_asked_before) == (b"{}", [])


async def test_the_environment_is_obeyed_only_where_the_system_is_to_say(monkeypatch: pytest.MonkeyPatch) -> None:
    async with http_proxy(WayOut()) as way:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{way.port}")
        assert await body(FAR, Route()) == b"{}"
        assert len(way.asked) == 1
        error = await failure("http://board.invalid", Route(Proxy(ProxyKind.NONE)))
        assert error.problem.kind in {ProblemKind.NO_SUCH_HOST, ProblemKind.UNREACHABLE}
        assert len(way.asked) == 1
