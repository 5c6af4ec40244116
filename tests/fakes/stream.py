"""The live stream of a fake server: it rings, is cut, falls silent or ends as a test says."""

from __future__ import annotations

import asyncio
import json

import httpx

RETRY_MS = 2000


class FakeStream(httpx.AsyncByteStream):
    """One open connection."""

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[bytes | Exception | None] = asyncio.Queue()
        self.is_open = True

    def __aiter__(self) -> FakeStream:
        return self

    async def __anext__(self) -> bytes:
        part = await self._waiting.get()
        if part is None:
            raise StopAsyncIteration
        if isinstance(part, Exception):
            raise part
        return part

    def send(self, part: bytes | Exception | None) -> None:
        """Bytes; an error of the network; `None` ends the answer."""
        self._waiting.put_nowait(part)

    async def aclose(self) -> None:
        self.is_open = False


class FakeStreams:
    """All connections there ever were, oldest first; events go to those that are open."""

    def __init__(self) -> None:
        self.all: list[FakeStream] = []
        self.asked_from: list[str | None] = []
        self._number = 0

    @property
    def open(self) -> list[FakeStream]:
        return [stream for stream in self.all if stream.is_open]

    def answer(self, request: httpx.Request) -> httpx.Response:
        stream = FakeStream()
        self.all.append(stream)
        self.asked_from.append(request.headers.get("Last-Event-ID"))
        stream.send(f"retry: {RETRY_MS}\nid: {self._number}\n\n".encode())
        return httpx.Response(200, headers={"Content-Type": "text/event-stream; charset=utf-8"}, stream=stream)

    def ring(self, event: str, **data: str | int) -> None:
        self._number += 1
        self.send(f"id: {self._number}\nevent: {event}\ndata: {json.dumps(data)}\n\n".encode())

    def beat(self) -> None:
        self.send(f": heartbeat\nid: {self._number}\n\n".encode())

    def send(self, part: bytes | Exception | None) -> None:
        for stream in self.open:
            stream.send(part)

    def cut(self) -> None:
        self.send(httpx.ReadError("cut"))

    def fall_silent(self) -> None:
        """As the client notices it: nothing came for too long."""
        self.send(httpx.ReadTimeout("silent"))

    def end(self) -> None:
        self.send(None)
