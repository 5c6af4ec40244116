"""Streams over real sockets, from real processes (microblog_server/web/bodies/streams.py)."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from microblog_server.app import MicroblogServer
from microblog_server.live.events import Announcement, post_changed
from microblog_server.live.subscription import MOST_WAITING
from tests.server.client import PASSWORD
from tests.server.live.listening import PATIENCE_S, hearing
from tests.server.redis_process import RedisProcess
from tests.server.running_server import running
from tests.server.settings_for_tests import quick_settings

_END_S = 2.0
_STREAM = "/api/stream"


@contextlib.asynccontextmanager
async def _signed_in(url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=url, timeout=PATIENCE_S) as http:
        content = {"username": "susan", "email": "susan@example.org", "password": PASSWORD}
        assert (await http.post("/api/users", json=content)).status_code == 201
        token = (await http.post("/api/tokens", auth=("susan", PASSWORD))).json()["token"]
        http.headers["Authorization"] = f"Bearer {token}"
        yield http


@contextlib.asynccontextmanager
async def _in_this_process(folder: Path) -> AsyncIterator[tuple[MicroblogServer, str]]:
    """Behind a real socket, but where a test can reach into it."""
    app = MicroblogServer(quick_settings(folder))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        async with asyncio.TaskGroup() as group:
            # Not serve(): it would take the signals of the tests.
            group.create_task(server._serve([listener]))
            while not server.started:
                await asyncio.sleep(0.01)
            try:
                yield app, f"http://127.0.0.1:{listener.getsockname()[1]}"
            finally:
                app.end_streams()
                server.should_exit = True


def _stuck(url: str, authorization: str) -> socket.socket:
    """A connection that asks for the stream and never reads, with as little room as the system gives."""
    address = httpx.URL(url)
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    connection.connect((address.host, address.port))
    head = f"GET {_STREAM} HTTP/1.1\r\nHost: x\r\nAuthorization: {authorization}\r\n\r\n"
    connection.sendall(head.encode("ascii"))
    return connection


async def test_a_stream_is_passed_on_as_it_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MICROBLOG_HEARTBEAT", "1")
    with running(tmp_path) as (_, url):
        async with _signed_in(url) as http, hearing(http) as heard:
            assert (await http.post("/api/posts", json={"body": "Hello"})).status_code == 201
            told = await heard.next()
            assert (told.kind, told.data) == ("timeline", {"change": "added", "read": "/api/timeline"})
            await heard.heartbeat()
            await heard.heartbeat()
            assert heard.parser.last_id == told.id
    assert (tmp_path / "server.log").read_text() == ""


async def test_nothing_holds_or_changes_a_stream(tmp_path: Path) -> None:
    async with _in_this_process(tmp_path) as (_, url), _signed_in(url) as http:
        asked = {"Accept-Encoding": "gzip", "If-None-Match": "*"}
        async with http.stream("GET", _STREAM, headers=asked) as answer:
            assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert not {"content-encoding", "content-length", "etag"} & answer.headers.keys()
        assert (await http.head(_STREAM)).headers["content-type"].startswith("text/event-stream")
        assert (await http.get(_STREAM, headers={"Authorization": "Bearer wrong"})).status_code == 401


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_streams_end_with_the_server_at_once(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path) as (process, url):
        async with _signed_in(url) as http, http.stream("GET", _STREAM) as answer:
            parts = answer.aiter_bytes()
            assert (await anext(parts)).startswith(b"retry: ")
            asked = time.monotonic()
            process.send_signal(number)
            assert [part async for part in parts] == []
            assert await asyncio.to_thread(process.wait, PATIENCE_S) == 0
            assert time.monotonic() - asked < _END_S
    assert (tmp_path / "server.log").read_text() == ""


async def test_a_reader_who_never_reads_costs_no_more_than_a_little(tmp_path: Path) -> None:
    async with _in_this_process(tmp_path) as (server, url), _signed_in(url) as http:
        events, hub = server.context.events, server.context.events.hub
        with _stuck(url, http.headers["Authorization"]):
            while len(hub) == 0:
                await asyncio.sleep(0.01)
            (by_stuck,) = hub.subscriptions()
            async with hearing(http) as quick, asyncio.timeout(30):
                for number in range(4000):
                    news = [Announcement(post_changed(number * 20 + one), people=(1,)) for one in range(20)]
                    events.publish(news)
                    # Who reads gets everything.
                    assert [(await quick.next()).data["post"] for _ in news][-1] == number * 20 + 19
            waiting = by_stuck.take()
            assert 0 < len(waiting) <= MOST_WAITING
            assert next(iter(waiting)).kind == "reset"


@pytest.mark.expects_log("Cancel 1 running task")
@pytest.mark.expects_log("ASGI callable returned without completing response")
async def test_a_reader_who_never_reads_does_not_keep_the_server_from_ending(tmp_path: Path) -> None:
    async with contextlib.AsyncExitStack() as at_the_end:
        async with _in_this_process(tmp_path) as (server, url), _signed_in(url) as http:
            events, hub = server.context.events, server.context.events.hub
            at_the_end.enter_context(_stuck(url, http.headers["Authorization"]))
            while len(hub) == 0:
                await asyncio.sleep(0.01)
            (by_stuck,) = hub.subscriptions()
            for first in range(0, 400_000, 20):
                if by_stuck.is_full:
                    break
                events.publish([Announcement(post_changed(first + one), people=(1,)) for one in range(20)])
                for _ in range(3):
                    await asyncio.sleep(0)
            assert by_stuck.is_full
            asked = time.monotonic()
        assert time.monotonic() - asked < _END_S


@pytest.mark.needs("redis")
async def test_all_workers_tell_what_one_of_them_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with RedisProcess() as redis:
        monkeypatch.setenv("MICROBLOG_REDIS", redis.url)
        with running(tmp_path, "--workers", "2") as (process, url):
            async with _signed_in(url) as http, asyncio.timeout(30):
                async with contextlib.AsyncExitStack() as open_streams:
                    heard = [await open_streams.enter_async_context(hearing(http)) for _ in range(8)]
                    assert (await http.post("/api/posts", json={"body": "Hello"})).status_code == 201
                    told = [await one.next() for one in heard]
                    assert {(one.kind, one.data["change"]) for one in told} == {("timeline", "added")}
                    assert len({one.id for one in told}) == 1
                assert (await http.post("/api/posts", json={"body": "Missed"})).status_code == 201
                # Each connection may reach either worker; all of them know the place.
                for _ in range(6):
                    async with hearing(http, told[0].id) as back:
                        assert (await back.next()).data == told[0].data
                process.send_signal(signal.SIGTERM)
                assert await asyncio.to_thread(process.wait, PATIENCE_S) == 0
