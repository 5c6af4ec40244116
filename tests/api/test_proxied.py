from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from socksio import SOCKSError

from microblog_desktop.api.proxied import Proxied
from tests.api.raw_server import http, serve
from tests.fakes.ways_out import WayOut, http_proxy, socks_proxy

FAR = "http://board.example/"
NONSENSE = (AssertionError, ValueError, IndexError, SOCKSError)


@asynccontextmanager
async def saying(answer: bytes | None) -> AsyncIterator[int]:
    """A proxy of no known kind; None says nothing and keeps the line open."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        if answer is None:
            await reader.read()
        else:
            writer.write(answer)
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()
        # The last handlers see the end of their line.
        await asyncio.sleep(0.01)


async def ask(url: str, proxy: str, patience_s: float = 5.0) -> httpx.Response:
    through = httpx.AsyncHTTPTransport(proxy=httpx.Proxy(proxy), trust_env=False)
    transport = Proxied(through, nonsense=NONSENSE, patience_s=patience_s)
    async with httpx.AsyncClient(transport=transport, timeout=5) as client:
        return await client.get(url)


@pytest.mark.parametrize(("proxy", "url"), [("socks5", FAR), ("http", "https://board.example/")])
async def test_a_proxy_that_says_nothing_is_given_up(proxy: str, url: str) -> None:
    async with saying(None) as port:
        began = time.monotonic()
        with pytest.raises(httpx.ProxyError):
            await ask(url, f"{proxy}://127.0.0.1:{port}", patience_s=0.2)
        assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x05", b"\x04\x00", b"\x05\x00\x01\x02\x03"]
)
@pytest.mark.parametrize(("proxy", "url"), [("socks5", FAR), ("http", "https://board.example/")])
async def test_a_proxy_that_talks_nonsense_or_hangs_up_is_the_proxys_failure(
    proxy: str, url: str, answer: bytes
) -> None:
    async with saying(answer) as port:
        with pytest.raises(httpx.ProxyError):
            await ask(url, f"{proxy}://127.0.0.1:{port}")


async def test_what_the_server_does_behind_the_proxy_is_the_servers() -> None:
    broken = http("200 OK", b"{}", length=50)
    async with serve([broken]) as raw, socks_proxy(WayOut(int(raw.url.rpartition(":")[2]))) as way:
        with pytest.raises(httpx.RemoteProtocolError):
            await ask(FAR, f"socks5://127.0.0.1:{way.port}")


async def test_a_server_behind_a_proxy_may_take_longer_than_the_proxy_itself() -> None:
    async with http_proxy(WayOut()) as way:
        through = httpx.AsyncHTTPTransport(proxy=httpx.Proxy(f"http://127.0.0.1:{way.port}"), trust_env=False)
        async with httpx.AsyncClient(transport=Proxied(through, patience_s=0.5)) as client:
            await client.get(FAR)
            await asyncio.sleep(0.6)
            assert (await client.get(FAR)).status_code == 200
