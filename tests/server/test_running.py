"""The server as a process of its own (microblog_server/running.py)."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.server.client import PASSWORD
from tests.server.running_server import running

_END_S = 2.0


def _sign_up(http: httpx.Client) -> None:
    content = {"username": "susan", "email": "susan@example.org", "password": PASSWORD}
    assert http.post("/api/users", json=content).status_code == 201
    token = http.post("/api/tokens", auth=("susan", PASSWORD)).json()["token"]
    http.headers["Authorization"] = f"Bearer {token}"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_quickly_also_with_open_connections(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path) as (process, url), httpx.Client(base_url=url) as http:
        assert http.get("/api").json()["people"] == 0
        asked = time.monotonic()
        process.send_signal(number)
        assert process.wait(_END_S * 5) == 0
        assert time.monotonic() - asked < _END_S
    assert (tmp_path / "server.log").read_text() == ""


def test_the_server_ends_with_its_standard_input(tmp_path: Path) -> None:
    with running(tmp_path, "--exit-with-stdin", "--live") as (process, _):
        assert process.stdin is not None
        asked = time.monotonic()
        process.stdin.close()
        assert process.wait(_END_S * 5) == 0
        assert time.monotonic() - asked < _END_S
        process.stdin = None
    assert (tmp_path / "server.log").read_text() == ""


def test_what_was_answered_survives_a_kill(tmp_path: Path) -> None:
    with running(tmp_path) as (process, url), httpx.Client(base_url=url) as http:
        _sign_up(http)
        assert http.post("/api/posts", json={"body": "Kept"}).status_code == 201
        token = http.headers["Authorization"]
        process.kill()
        process.wait()
    with running(tmp_path) as (_, url), httpx.Client(base_url=url, headers={"Authorization": token}) as http:
        assert [item["body"] for item in http.get("/api/timeline").json()["items"]] == ["Kept"]


def test_a_client_that_hangs_up_after_sending_has_posted_once(tmp_path: Path) -> None:
    with running(tmp_path) as (_, url), httpx.Client(base_url=url) as http:
        _sign_up(http)
        headers = {"Idempotency-Key": "cut"}
        request = http.build_request("POST", "/api/posts", json={"body": "Once"}, headers=headers)
        head = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
        for _ in range(5):
            with socket.create_connection((request.url.host, request.url.port or 0)) as connection:
                connection.sendall(f"POST /api/posts HTTP/1.1\r\n{head}\r\n".encode() + request.content)
        assert http.send(request).status_code == 201
        assert [item["body"] for item in http.get("/api/timeline").json()["items"]] == ["Once"]


def test_connections_are_kept_and_large_answers_compressed(tmp_path: Path) -> None:
    with running(tmp_path) as (_, url), httpx.Client(base_url=url) as http:
        _sign_up(http)
        for number in range(3):
            http.post("/api/posts", json={"body": f"{number} " + "long " * 90})
        answer = http.get("/api/timeline")
        assert answer.headers["content-encoding"] == "gzip"
        assert int(answer.headers["content-length"]) < 1024 < len(answer.content)
        assert "server" not in answer.headers
        again = http.get("/api/timeline", headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        too_large = http.post("/api/posts", content=iter([b'{"body": "' + b"x" * 300_000]), headers=_JSON)
        assert too_large.status_code == 413
        assert http.get("/api").status_code == 200


_JSON = {"Content-Type": "application/json"}


def test_a_server_that_cannot_start_says_so_and_fails(tmp_path: Path) -> None:
    (tmp_path / "microblog.db").write_text("this is no database, but a text that is long enough to look at" * 10)
    ended = _run_to_the_end(tmp_path)
    assert ended.returncode == 3
    assert "not a database" in ended.stderr
    assert ended.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--port", "99999"], "must be from 0 to 65535"),
        (["--database", "postgresql+nothing://host/db"], "no kind of database"),
        (["--database", "sqlite:////dev/null/a.db"], "cannot make the folder"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(tmp_path: Path, arguments: list[str], complaint: str) -> None:
    ended = _run_to_the_end(tmp_path, *arguments)
    assert ended.returncode == 2
    assert complaint in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def _run_to_the_end(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "microblog_server", "run", "--port", "0", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "MICROBLOG_DATA_DIR": str(folder)},
        check=False,
        timeout=20,
    )


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = _run_to_the_end(tmp_path, "--port", port)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"microblog-server: cannot listen on 127.0.0.1:{port}")
    assert len(ended.stderr.splitlines()) == 1
