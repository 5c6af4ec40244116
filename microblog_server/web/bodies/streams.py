"""Live events over HTTP: Server-Sent Events.

A route only opens a stream. What runs it is out here, after the framework has
finished with the request: an idle stream is one waiting task with little else,
and nothing that holds or changes answers ever sees its body.
"""

from __future__ import annotations

import asyncio
import random
from typing import Protocol

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from microblog_server.live.hub import Hub
from microblog_server.live.subscription import Subscription

KEY = "microblog.stream"
# When the server ends, its readers should not all be back in the same moment.
_AGAIN_MS = (1000, 5000)
_HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    # A proxy that gathers what it passes on would keep events back (nginx asks for this by name).
    "X-Accel-Buffering": "no",
}


class Body(Protocol):
    """Sends what comes after the headers; it may be cancelled at any moment."""

    async def run(self, scope: Scope, receive: Receive, send: Send) -> None: ...


class Opened(Response):
    """What the route answers: headers, and a body that others send."""

    def __init__(self, stream: Stream) -> None:
        super().__init__(headers=_HEADERS)
        del self.headers["Content-Length"]
        self._stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        scope[KEY].append(self._stream)


class Streams:
    """ASGI middleware, the outermost."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        opened: list[Body] = []
        # A copy: what the framework writes into it is gone before the stream runs.
        await self._app({**scope, KEY: opened}, receive, send)
        for stream in opened:
            await stream.run(scope, receive, send)


class Stream:
    """One connection. Only a task that has something to send ever waits for the reader, and there is one at most."""

    __slots__ = ("_hub", "_send", "_subscription", "_writing")

    def __init__(self, hub: Hub, subscription: Subscription) -> None:
        self._hub = hub
        self._subscription = subscription
        self._send: Send | None = None
        self._writing: asyncio.Task[None] | None = None

    async def run(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Until the reader leaves, or the subscription is ended."""
        try:
            if scope["method"] == "HEAD":
                await send({"type": "http.response.body", "body": b""})
                return
            await send({"type": "http.response.body", "body": self._first_part(), "more_body": True})
            self._send = send
            self._subscription.on_ring = self._on_ring
            self._on_ring()
            # Also true when the last part was sent.
            while (await receive())["type"] != "http.disconnect":
                pass
        except asyncio.CancelledError:
            # The server ends, and a reader who takes nothing would not let it.
            if not self._subscription.is_ended:
                raise
        finally:
            self._hub.leave(self._subscription)
            self._subscription.on_ring = _nothing
            if self._writing is not None:
                self._writing.cancel()

    def _on_ring(self) -> None:
        if self._writing is None:
            self._writing = asyncio.get_running_loop().create_task(self._write())

    async def _write(self) -> None:
        """Send until there is nothing more; from the last look to the end nothing waits, so no ring is missed."""
        assert self._send is not None
        while not self._subscription.is_ended:
            part = self._next_part()
            if not part:
                break
            await self._send({"type": "http.response.body", "body": part, "more_body": True})
        else:
            await self._send({"type": "http.response.body", "body": b""})
        self._writing = None

    def _first_part(self) -> bytes:
        """How long to wait before coming back, and from where on, should there be no event before."""
        place = self._subscription.start_id
        return f"retry: {random.randint(*_AGAIN_MS)}\n{_id_line(place)}\n".encode()

    def _next_part(self) -> bytes:
        events = self._subscription.take()
        if events:
            self._subscription.is_heartbeat_due = False
            parts = (f"id: {id}\nevent: {event.kind}\ndata: {event.data}\n\n" for event, id in events.items())
            return "".join(parts).encode("utf-8")
        if self._subscription.is_heartbeat_due:
            self._subscription.is_heartbeat_due = False
            return f": heartbeat\n{_id_line(self._hub.place_for(self._subscription))}\n".encode()
        return b""


def _id_line(place: str) -> str:
    return f"id: {place}\n" if place else ""


def _nothing() -> None:
    return
