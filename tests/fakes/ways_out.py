"""Real little proxies on loopback: HTTP with CONNECT, and SOCKS5. Whatever name is asked for leads to one upstream."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"


@dataclass
class WayOut:
    """`port` is where it listens; `asked` what it was asked to reach, `heads` the first bytes of what came."""

    upstream_port: int = 0
    login: tuple[str, str] | None = None
    is_silent: bool = False
    port: int = 0
    asked: list[str] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)


@asynccontextmanager
async def http_proxy(way: WayOut) -> AsyncIterator[WayOut]:
    """Plain requests it answers itself with `{}`; CONNECT leads to the upstream."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        way.heads.append(head)
        if way.is_silent:
            await reader.read()
            return
        method, target, _version = head.split(b"\r\n")[0].decode().split(" ")
        if way.login and _basic(way.login) not in head:
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return
        way.asked.append(target)
        if method == "CONNECT":
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await _join(way, reader, writer)
        else:
            writer.write(_ANSWER)

    async with _listening(way, handle):
        yield way


@asynccontextmanager
async def socks_proxy(way: WayOut) -> AsyncIterator[WayOut]:
    """RFC 1928, and RFC 1929 where there is a login; names are looked up behind it."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _version, count = await reader.readexactly(2)
        methods = await reader.readexactly(count)
        wanted = 2 if way.login else 0
        writer.write(bytes([5, wanted if wanted in methods else 255]))
        if wanted not in methods:
            return
        if way.login:
            _, length = await reader.readexactly(2)
            user = (await reader.readexactly(length)).decode()
            (length,) = await reader.readexactly(1)
            is_right = (user, (await reader.readexactly(length)).decode()) == way.login
            writer.write(bytes([1, 0 if is_right else 1]))
            if not is_right:
                return
        _, _, _, kind = await reader.readexactly(4)
        assert kind == 3, "a name, looked up by the proxy"
        (length,) = await reader.readexactly(1)
        name = (await reader.readexactly(length)).decode()
        port = int.from_bytes(await reader.readexactly(2), "big")
        way.asked.append(f"{name}:{port}")
        writer.write(bytes([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
        await _join(way, reader, writer)

    async with _listening(way, handle):
        yield way


def _basic(login: tuple[str, str]) -> bytes:
    return b"Basic " + base64.b64encode(":".join(login).encode())


@asynccontextmanager
async def _listening(way: WayOut, handle: Handler) -> AsyncIterator[None]:
    running: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        running.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await handle(reader, writer)
                await writer.drain()
        finally:
            running.discard(task)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    way.port = server.sockets[0].getsockname()[1]
    try:
        yield
    finally:
        server.close()
        for task in tuple(running):
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _join(way: WayOut, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    there, back = await asyncio.open_connection("127.0.0.1", way.upstream_port)
    try:
        await asyncio.gather(_pour(reader, back), _pour(there, writer))
    finally:
        back.close()
        with suppress(OSError):
            await back.wait_closed()


async def _pour(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
        sink.write_eof()
