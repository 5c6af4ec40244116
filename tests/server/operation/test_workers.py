"""Several workers (microblog_server/operation/workers.py, noticeboard.py, running.py)."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

from tests.server.client import PASSWORD
from tests.server.redis_process import RedisProcess
from tests.server.running_server import running

_PATIENCE_S = 15.0
pytestmark = pytest.mark.needs("redis")


def _workers(
    folder: Path, redis: str, *arguments: str, **settings: str
) -> AbstractContextManager[tuple[subprocess.Popen[str], str]]:
    return running(folder, "--workers", "2", *arguments, MICROBLOG_REDIS=redis, **settings)


def _children(process: subprocess.Popen[str]) -> list[int]:
    return [int(id) for id in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def _wait_until_gone(ids: list[int]) -> None:
    give_up_s = time.monotonic() + _PATIENCE_S
    while any(Path(f"/proc/{id}").exists() for id in ids):
        assert time.monotonic() < give_up_s, "a worker was left"
        time.sleep(0.02)


@pytest.fixture
def redis() -> Iterator[str]:
    with RedisProcess() as process:
        yield process.url


def _serving_workers(url: str) -> set[str]:
    """Each request on a connection of its own, so that all workers get some."""
    for _ in range(30):
        httpx.get(f"{url}/api")
    time.sleep(2.1)  # the noticeboard is renewed every two seconds
    told = httpx.get(f"{url}/metrics").text
    return set(re.findall(r'microblog_requests_total\{worker="(\d)",method="GET",route="/api",status="200"\}', told))


def test_two_workers_serve_and_end_together(tmp_path: Path, redis: str) -> None:
    with _workers(tmp_path, redis) as (process, url):
        children = _children(process)
        assert len(children) == 2
        assert _serving_workers(url) == {"0", "1"}
        process.send_signal(signal.SIGTERM)
        assert process.wait(_PATIENCE_S) == 0
        _wait_until_gone(children)
    assert (tmp_path / "server.log").read_text() == ""


def test_a_worker_that_is_killed_is_started_again_and_nothing_is_lost(tmp_path: Path, redis: str) -> None:
    with _workers(tmp_path, redis) as (process, url), httpx.Client(base_url=url) as http:
        content = {"username": "susan", "email": "susan@example.org", "password": PASSWORD}
        assert http.post("/api/users", json=content).status_code == 201
        token = http.post("/api/tokens", auth=("susan", PASSWORD)).json()["token"]
        headers = {"Authorization": f"Bearer {token}"}
        before = _children(process)
        os.kill(before[0], signal.SIGKILL)
        give_up_s = time.monotonic() + _PATIENCE_S
        while len(_children(process)) < 2 or before[0] in _children(process):
            assert time.monotonic() < give_up_s, "no worker was started again"
            time.sleep(0.05)
        for number in range(10):
            body = {"body": f"after {number}"}
            answer = httpx.post(f"{url}/api/posts", json=body, headers=headers, timeout=_PATIENCE_S)
            assert answer.status_code == 201
        assert len(httpx.get(f"{url}/api/timeline", headers=headers).json()["items"]) == 10
    assert "worker 0 has ended (-9)" in (tmp_path / "server.log").read_text()


@pytest.mark.parametrize("killed", ["closed", "killed"])
def test_no_worker_outlives_the_supervisor(tmp_path: Path, redis: str, killed: str) -> None:
    with _workers(tmp_path, redis, "--exit-with-stdin") as (process, _):
        children = _children(process)
        if killed == "killed":
            process.kill()
        else:
            assert process.stdin is not None
            process.stdin.close()
            process.stdin = None
        process.wait(_PATIENCE_S)
        _wait_until_gone(children)


def test_rates_hold_for_all_workers_together(tmp_path: Path, redis: str) -> None:
    with _workers(tmp_path, redis, MICROBLOG_RATE_ADDRESS="20/3600") as (_, url):
        codes = [httpx.get(f"{url}/api").status_code for _ in range(30)]
    assert codes.count(200) == 20


def test_several_workers_without_redis_are_refused(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "microblog_server", "run", "--port", "0", "--workers", "2"],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "MICROBLOG_DATA_DIR": str(tmp_path)},
    )
    assert ended.returncode == 2
    assert ended.stderr == (
        "microblog-server: several workers need MICROBLOG_REDIS: it is how they tell each other what is new\n"
    )


def test_workers_that_cannot_start_are_not_started_again_and_again(tmp_path: Path, redis: str) -> None:
    (tmp_path / "microblog.db").write_text("this is no database, but a text that is long enough to look at" * 10)
    ended = subprocess.run(
        [sys.executable, "-m", "microblog_server", "run", "--port", "0", "--workers", "2"],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "MICROBLOG_DATA_DIR": str(tmp_path), "MICROBLOG_REDIS": redis},
    )
    assert ended.returncode == 3
    assert "not a database" in ended.stderr
    assert ended.stdout == ""
