"""A socket that answers each connection with prepared bytes, however broken they are."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum


class Ending(Enum):
    """What follows the answer."""

    CLOSE = "close the connection"
    HOLD = "say nothing more"


@dataclass
class RawServer:
    """`url` is where it listens; `requests` what it read, one for each connection."""

    url: str = ""
    requests: list[bytes] = field(default_factory=list)


@asynccontextmanager
async def serve(
    answers: Sequence[bytes], tls: ssl.SSLContext | None = None, *, then: Ending = Ending.CLOSE
) -> AsyncIterator[RawServer]:
    """Answer the first connection with the first bytes, and so on; the last one again for all later ones."""
    raw = RawServer()
    over, running = asyncio.Event(), 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal running
        running += 1
        try:
            raw.requests.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(answers[min(len(raw.requests), len(answers)) - 1])
            await writer.drain()
            if then is Ending.HOLD:
                await over.wait()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()
            running -= 1

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    raw.url = f"{'https' if tls else 'http'}://127.0.0.1:{port}"
    try:
        yield raw
    finally:
        over.set()
        while running:
            await asyncio.sleep(0)
        server.close()
        await server.wait_closed()


def http(status: str, body: bytes = b"", *headers: str, length: int | None = None) -> bytes:
    """An HTTP answer; a `length` other than the body's makes it a broken one."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", "Connection: close"]
    return "\r\n".join([*lines, *headers, "", ""]).encode() + body
