"""Someone who listens to `GET /api/stream`, in the same process as the server or over a socket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from starlette.types import Message, Scope

from microblog_server.app import MicroblogServer
from tests.server.client import Person

PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class Told:
    """One event as it came."""

    id: str
    kind: str
    data: dict[str, Any]


class Parser:
    """Server-Sent Events, as far as this server sends them; `last_id` also moves without an event."""

    def __init__(self, last_id: str = "") -> None:
        self.last_id = last_id
        self.heartbeats = 0
        self._rest = ""

    def feed(self, part: bytes) -> list[Told]:
        *blocks, self._rest = (self._rest + part.decode("utf-8")).split("\n\n")
        return [told for block in blocks for told in self._read(block)]

    def _read(self, block: str) -> list[Told]:
        fields = dict(line.partition(": ")[::2] for line in block.split("\n"))
        self.last_id = fields.get("id", self.last_id)
        # A comment has no name before its colon.
        self.heartbeats += block.startswith(": ")
        if "event" not in fields:
            return []
        return [Told(fields["id"], fields["event"], json.loads(fields["data"]))]


class Listener:
    """A connection to the server in this process. `pause` makes the reader slow."""

    def __init__(self, server: MicroblogServer, token: str, last_id: str | None) -> None:
        self.parser = Parser(last_id or "")
        self.status = 0
        self.is_over = asyncio.Event()
        self._server = server
        headers = [(b"authorization", f"Bearer {token}".encode("ascii"))]
        if last_id is not None:
            headers.append((b"last-event-id", last_id.encode("ascii")))
        self._headers = headers
        self._told: asyncio.Queue[Told] = asyncio.Queue()
        self._left = asyncio.Event()
        self._reads = asyncio.Event()
        self._reads.set()
        self.began = asyncio.Event()

    async def run(self) -> None:
        scope: Scope = {
            "type": "http",
            "method": "GET",
            "path": "/api/stream",
            "raw_path": b"/api/stream",
            "root_path": "",
            "query_string": b"",
            "headers": self._headers,
            "scheme": "http",
            "client": ("127.0.0.1", 1),
            "server": ("server", 80),
            "http_version": "1.1",
        }
        await self._server(scope, self._receive, self._send)

    async def next(self) -> Told:
        async with asyncio.timeout(PATIENCE_S):
            return await self._told.get()

    def waiting(self) -> list[Told]:
        """What has come and was not asked for yet."""
        return [self._told.get_nowait() for _ in range(self._told.qsize())]

    def pause(self) -> None:
        self._reads.clear()

    def go_on(self) -> None:
        self._reads.set()

    def leave(self) -> None:
        self._left.set()
        self._reads.set()

    async def _receive(self) -> Message:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            return
        await self._reads.wait()
        for told in self.parser.feed(message.get("body", b"")):
            self._told.put_nowait(told)
        self.began.set()
        if not message.get("more_body", False):
            self.is_over.set()
            # As uvicorn does: whoever waits for the reader to leave is woken.
            self._left.set()


@asynccontextmanager
async def listening(server: MicroblogServer, person: Person, last_id: str | None = None) -> AsyncIterator[Listener]:
    listener = Listener(server, person.token, last_id)
    async with asyncio.TaskGroup() as group:
        group.create_task(listener.run())
        async with asyncio.timeout(PATIENCE_S):
            await listener.began.wait()
        try:
            yield listener
        finally:
            listener.leave()


class Heard:
    """The events of an answer that comes over a socket."""

    def __init__(self, answer: httpx.Response) -> None:
        self.parser = Parser()
        parts = answer.aiter_bytes()
        assert isinstance(parts, AsyncGenerator)
        self._parts: AsyncGenerator[bytes, None] = parts
        self._told: list[Told] = []

    async def next(self) -> Told:
        while not self._told:
            self._told = self.parser.feed(await anext(self._parts))
        return self._told.pop(0)

    async def close(self) -> None:
        await self._parts.aclose()

    async def heartbeat(self) -> None:
        """Wait for the next one."""
        before = self.parser.heartbeats
        while self.parser.heartbeats == before:
            self._told += self.parser.feed(await anext(self._parts))


@asynccontextmanager
async def hearing(http: httpx.AsyncClient, last_id: str | None = None) -> AsyncIterator[Heard]:
    """Open `GET /api/stream` and wait until it has begun."""
    headers = {} if last_id is None else {"Last-Event-ID": last_id}
    async with http.stream("GET", "/api/stream", headers=headers) as answer:
        assert answer.status_code == 200
        heard = Heard(answer)
        try:
            yield heard
        finally:
            await heard.close()
