"""Files pass through without being held, and keep no server from ending (microblog_server/web/bodies/downloads.py)."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from starlette.types import ASGIApp, Receive, Scope, Send

from microblog_server.web.answers import Answers
from microblog_server.web.bodies.downloads import Download
from microblog_server.web.bodies.streams import Streams
from tests.server.jobs.test_beside import export_once, sign_up
from tests.server.running_server import running

_LENGTH = 60_000_000


def _serving(path: Path) -> ASGIApp:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await Download(path, path.stat().st_size, "application/zip", {"X-Own": "kept"})(scope, receive, send)

    return Streams(Answers(app))


@asynccontextmanager
async def _client(path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(_serving(path)), base_url="http://server") as http:
        yield http


async def test_a_file_comes_whole_with_the_headers_of_every_answer(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(os.urandom(700_000))
    async with _client(path) as http:
        answer = await http.get("/", headers={"Accept-Encoding": "gzip"})
    assert answer.content == path.read_bytes()
    assert answer.headers["content-length"] == "700000"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-own"] == "kept"
    assert "content-encoding" not in answer.headers


async def test_head_has_no_body(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"content")
    async with _client(path) as http:
        answer = await http.head("/")
    assert (answer.status_code, answer.content, answer.headers["content-length"]) == (200, b"", "7")


def test_a_reader_that_does_not_read_keeps_no_server_from_ending(tmp_path: Path) -> None:
    with running(tmp_path) as (process, url), httpx.Client(base_url=url) as http:
        sign_up(http)
        path = export_once(http)
        file = next((tmp_path / "exports").glob("*.zip"))
        os.truncate(file, _LENGTH)
        address = httpx.URL(url)
        with socket.create_connection((address.host, address.port or 0)) as reader:
            head = f"GET {path}/file HTTP/1.1\r\nHost: server\r\nAuthorization: {http.headers['Authorization']}\r\n\r\n"
            reader.sendall(head.encode())
            assert reader.recv(15) == b"HTTP/1.1 200 OK"
            process.send_signal(signal.SIGTERM)
            assert process.wait(15) == 0
