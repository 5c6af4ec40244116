"""Thousands of idle streams on one worker: the memory of each, and how soon an event comes after a post."""

from __future__ import annotations

import asyncio
import resource
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from benchmarks.serving.filling import TOKEN, token_of
from benchmarks.serving.site import resident_bytes

_AT_ONCE = 100
_POSTS = 50
_PATIENCE_S = 60.0
_EVENT = b"event: timeline"


@dataclass(frozen=True, slots=True)
class Streams:
    kib_each: float
    p50_ms: float
    p99_ms: float


def measure(url: str, process: int, count: int, followers: int) -> Streams:
    """People 2 and on each have a stream; the first `followers` of them follow who posts."""
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    return asyncio.run(_measure(url, process, count, followers))


async def _measure(url: str, process: int, count: int, followers: int) -> Streams:
    async with httpx.AsyncClient(
        base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=_PATIENCE_S
    ) as http:
        await _post(http, 0)
        before = resident_bytes(process)
        turns = asyncio.Semaphore(_AT_ONCE)

        async def open_one(number: int) -> asyncio.StreamReader:
            async with turns:
                return await _open(url, token_of(number))

        readers = await asyncio.gather(*(open_one(number) for number in range(2, count + 2)))
        await asyncio.sleep(2.0)
        kib_each = (resident_bytes(process) - before) / count / 1024
        waited_ms: list[float] = []
        for number in range(_POSTS):
            began_s = time.perf_counter()
            events = [_heard(reader, began_s) for reader in readers[:followers]]
            _, *heard = await asyncio.wait_for(asyncio.gather(_post(http, number + 1), *events), _PATIENCE_S)
            waited_ms += [ms for ms in heard if ms is not None]
        waited_ms.sort()
        return Streams(kib_each, waited_ms[len(waited_ms) // 2], waited_ms[int(len(waited_ms) * 0.99)])


async def _open(url: str, token: str) -> asyncio.StreamReader:
    place = urlsplit(url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    writer.write(f"GET /api/stream HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
    status = await reader.readline()
    if b" 200 " not in status:
        raise RuntimeError(f"a stream was answered {status!r}")
    await reader.readuntil(b"\r\n\r\n")
    _kept.append(writer)
    return reader


# A writer that nobody holds closes its connection.
_kept: list[asyncio.StreamWriter] = []


async def _post(http: httpx.AsyncClient, number: int) -> None:
    (await http.post("/api/posts", json={"body": f"for those who listen {number}"})).raise_for_status()


async def _heard(reader: asyncio.StreamReader, began_s: float) -> float:
    """Milliseconds until the event that tells of the post."""
    while True:
        line = await reader.readline()
        if not line:
            raise RuntimeError("a stream has ended")
        if line.startswith(_EVENT):
            return (time.perf_counter() - began_s) * 1000
