"""The worker that `run` brings along (microblog_server/jobs/beside.py)."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import httpx
import pytest

from tests.server.client import PASSWORD
from tests.server.running_server import running

_PATIENCE_S = 30.0


def sign_up(http: httpx.Client) -> None:
    content = {"username": "susan", "email": "susan@example.org", "password": PASSWORD}
    assert http.post("/api/users", json=content).status_code == 201
    token = http.post("/api/tokens", auth=("susan", PASSWORD)).json()["token"]
    http.headers["Authorization"] = f"Bearer {token}"


def _children(pid: int) -> list[int]:
    """The processes that this one has started (Linux)."""
    tasks = Path(f"/proc/{pid}/task")
    return [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def export_once(http: httpx.Client) -> str:
    path = http.post("/api/exports").headers["location"]
    _until(lambda: http.get(path).json()["state"] == "done")
    return path


def _until(is_so: object) -> None:
    assert callable(is_so)
    give_up_s = time.monotonic() + _PATIENCE_S
    while not is_so():
        assert time.monotonic() < give_up_s
        time.sleep(0.05)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for child processes in /proc")
def test_the_worker_comes_with_the_first_job_and_goes_with_the_server(tmp_path: Path) -> None:
    with running(tmp_path) as (process, url), httpx.Client(base_url=url) as http:
        sign_up(http)
        assert _children(process.pid) == []
        export_once(http)
        (worker,) = _children(process.pid)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert not _is_running(worker)
    assert (tmp_path / "server.log").read_text() == ""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for child processes in /proc")
def test_a_worker_that_is_killed_is_started_again_and_one_whose_server_is_killed_ends(tmp_path: Path) -> None:
    with running(tmp_path) as (process, url), httpx.Client(base_url=url) as http:
        sign_up(http)
        export_once(http)
        (first,) = _children(process.pid)
        os.kill(first, signal.SIGKILL)
        export_once(http)
        (second,) = _children(process.pid)
        assert second != first
        process.kill()
        process.wait()
        _until(lambda: not _is_running(second))
    assert "the worker has ended (-9)" in (tmp_path / "server.log").read_text()


def test_progress_reaches_the_stream_of_who_asked(tmp_path: Path) -> None:
    with running(tmp_path) as (_, url), httpx.Client(base_url=url, timeout=_PATIENCE_S) as http:
        sign_up(http)
        with http.stream("GET", "/api/stream") as stream:
            lines = stream.iter_lines()
            assert next(lines) is not None
            path = http.post("/api/exports").headers["location"]
            assert any(line.startswith("data:") and path in line for line in lines)


def test_without_a_worker_of_its_own_the_server_leaves_jobs_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MICROBLOG_WORKER", "off")
    with running(tmp_path) as (process, url), httpx.Client(base_url=url) as http:
        sign_up(http)
        path = http.post("/api/exports").headers["location"]
        assert http.get(path).json()["state"] == "waiting"
        if Path("/proc/self/task").exists():
            assert _children(process.pid) == []
