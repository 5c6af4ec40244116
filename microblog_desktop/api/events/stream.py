"""Hold a server's stream of events open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from microblog_desktop.api.errors import BadAnswer
from microblog_desktop.api.events.parser import EventParser
from microblog_desktop.api.events.reading import read_event
from microblog_desktop.api.exchange import Request
from microblog_desktop.api.transport import Transport
from microblog_desktop.domain.event import LiveEvent, LiveEventKind

SILENCE_S = 37.5
"""Two and a half heartbeats of the server (15 s): by then the connection is lost, whatever it looks like."""

_KIND = "text/event-stream"
# So many bytes are read in one turn of the loop: a flood of lines takes seven milliseconds then, and windows go on.
_AT_ONCE = 2048


async def hold_stream(
    transport: Transport, path: str, last_id: str | None, *, silence_s: float = SILENCE_S
) -> AsyncGenerator[LiveEvent, None]:
    """`OPENED`, then what happens, until the server ends it. Raises `ApiError`, also after so long a silence."""
    # Compression would hold events back, and make much out of little.
    headers = [("Accept", _KIND), ("Accept-Encoding", "identity"), ("Cache-Control", "no-store")]
    if last_id:
        headers.append(("Last-Event-ID", last_id))
    request = Request("GET", path, headers=tuple(headers))
    async with transport.open(request, silence_s=silence_s) as answer:
        _check(answer.headers)
        yield LiveEvent(LiveEventKind.OPENED, last_id or "")
        parser = EventParser(last_id or "")
        async with aclosing(answer.chunks) as chunks:
            async for chunk in chunks:
                for start in range(0, len(chunk), _AT_ONCE):
                    if start:
                        await asyncio.sleep(0)
                    for sent in parser.feed(chunk[start : start + _AT_ONCE]):
                        yield read_event(sent)


def _check(headers: dict[str, str]) -> None:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _KIND:
        raise BadAnswer("not a stream of events")
    if headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise BadAnswer("a stream of events that is packed")
