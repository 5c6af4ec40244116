from __future__ import annotations

import asyncio
import gzip
import tracemalloc
from contextlib import aclosing

import httpx
import pytest

from microblog_desktop.api.errors import ApiError, BadAnswer, NotSent, RateLimited, SignedOut, Unanswered
from microblog_desktop.api.events.stream import hold_stream
from microblog_desktop.api.transport import Transport
from microblog_desktop.domain.event import LiveEvent, LiveEventKind
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from tests.api.raw_server import Ending, serve
from tests.fakes.stream import FakeStream

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nConnection: close\r\n\r\n"
BODY = b'retry: 2000\nid: 1\n\nid: 2\nevent: message\ndata: {"person":2}\n\n'
TOLD = [
    LiveEvent(LiveEventKind.OPENED),
    LiveEvent(LiveEventKind.PLACE, "1", retry_s=2.0),
    LiveEvent(LiveEventKind.MESSAGE, "2", person=PersonId("2")),
]


async def read(transport: Transport, last_id: str | None = None, silence_s: float = 5.0) -> list[LiveEvent]:
    async with aclosing(hold_stream(transport, "/api/stream", last_id, silence_s=silence_s)) as events:
        return [event async for event in events]


async def read_into(told: list[LiveEvent], transport: Transport) -> None:
    async for event in hold_stream(transport, "/api/stream", None):
        told.append(event)


def answering(response: httpx.Response) -> Transport:
    return Transport("https://x.example", network=httpx.MockTransport(lambda request: response))


async def test_it_opens_and_tells_until_the_server_ends_it() -> None:
    async with serve([HEAD + BODY]) as raw:
        transport = Transport(raw.url, token=Secret("t0ken"))
        assert await read(transport, "abc") == [LiveEvent(LiveEventKind.OPENED, "abc"), *TOLD[1:]]
        asked = raw.requests[0].decode().lower()
        for header in ("last-event-id: abc", "authorization: bearer t0ken", "accept-encoding: identity"):
            assert header in asked
        assert "accept: text/event-stream" in asked
        await transport.aclose()


async def test_a_cut_at_any_byte_is_an_end_or_an_error_and_never_a_wrong_event() -> None:
    length = len(BODY) + 10
    whole = HEAD.replace(b"\r\n\r\n", f"\r\nContent-Length: {length}\r\n\r\n".encode()) + BODY
    for cut in range(len(whole)):
        told: list[LiveEvent] = []
        async with serve([whole[:cut]]) as raw:
            transport = Transport(raw.url)
            with pytest.raises(Unanswered):
                await read_into(told, transport)
            await transport.aclose()
        assert told == TOLD[: len(told)], cut


async def test_silence_is_an_error_after_a_while() -> None:
    async with serve([HEAD + BODY], then=Ending.HOLD) as raw:
        transport = Transport(raw.url)
        with pytest.raises(Unanswered) as caught:
            await read(transport, silence_s=0.1)
        assert caught.value.problem.kind is ProblemKind.TIMED_OUT
        await transport.aclose()


@pytest.mark.parametrize(
    ("response", "error"),
    [
        (httpx.Response(200, html="<p>Sign in to the hotel's network"), BadAnswer),
        (httpx.Response(200, json={}), BadAnswer),
        (httpx.Response(204), BadAnswer),
        (httpx.Response(302, headers={"Location": "https://y.example/"}), BadAnswer),
        (httpx.Response(401, json={"error": "Unauthorized"}), SignedOut),
        (httpx.Response(429, headers={"Retry-After": "12"}), RateLimited),
        (
            httpx.Response(
                200,
                content=gzip.compress(b"data: x\n\n"),
                headers={"Content-Type": "text/event-stream", "Content-Encoding": "gzip"},
            ),
            BadAnswer,
        ),
    ],
)
async def test_what_is_no_stream_is_an_error(response: httpx.Response, error: type[ApiError]) -> None:
    with pytest.raises(error):
        await read(answering(response))


async def test_the_server_says_how_long_to_stay_away() -> None:
    with pytest.raises(RateLimited) as caught:
        await read(answering(httpx.Response(429, headers={"Retry-After": "12"})))
    assert caught.value.problem.retry_after_s == 12


async def test_nothing_is_asked_while_nothing_may_leave() -> None:
    class Closed:
        is_open = False

        def worked(self) -> None:
            raise AssertionError

        def failed(self, error: ApiError) -> None:
            assert isinstance(error, NotSent)

    transport = Transport(
        "https://x.example", line=Closed(), network=httpx.MockTransport(lambda _: httpx.Response(200))
    )
    with pytest.raises(NotSent):
        await read(transport)


class Endless(httpx.AsyncByteStream):
    """A stream of 200 MB that a client should leave soon."""

    def __init__(self, chunk: bytes) -> None:
        self.chunk = chunk
        self.sent = 0
        self.is_closed = False

    def __aiter__(self) -> Endless:
        return self

    async def __anext__(self) -> bytes:
        if self.sent > 200_000_000:
            raise StopAsyncIteration
        self.sent += len(self.chunk)
        return self.chunk

    async def aclose(self) -> None:
        self.is_closed = True


@pytest.mark.parametrize("chunk", [b"x" * 65536, b"\x00\x01\xfe\r" * 16000 + b"q" * 20000, b"data: abc\n" * 6000])
async def test_a_hostile_stream_is_left_before_it_fills_the_memory(chunk: bytes) -> None:
    stream = Endless(chunk)
    transport = answering(httpx.Response(200, headers={"Content-Type": "text/event-stream"}, stream=stream))
    tracemalloc.start()
    with pytest.raises(BadAnswer):
        await read(transport)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000_000
    assert stream.sent < 1_000_000
    assert stream.is_closed


@pytest.mark.parametrize("line", [b"\n", b"data\n\n", b":\n", b"retry: 5\n\n"])
async def test_a_flood_of_lines_lets_others_take_their_turns(line: bytes) -> None:
    stream = FakeStream()
    stream.send(line * (65536 // len(line)))
    stream.send(None)
    flood = httpx.Response(200, headers={"Content-Type": "text/event-stream"}, stream=stream)
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        counting = group.create_task(others())
        await read(answering(flood))
        counting.cancel()
    assert turns >= 30
