"""What a busy site runs, thrown away afterwards: PostgreSQL, Redis, the server with its workers."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.serving.filling import Site, fill, fill_search
from microblog_server.db.session import Database
from microblog_server.migrations import migrate
from tests.server.cluster import Cluster

# As a small machine would run it; a commit is on the disk when it is answered.
POSTGRESQL = {"shared_buffers": "512MB", "max_wal_size": "8GB", "synchronous_commit": "on", "jit": "off"}
# High, but counted.
_NEVER_REACHED = "100000000/60"
_START_S = 60.0


def make(cluster: Cluster, name: str, site: Site) -> str:
    """A database with so much in it; returns its URL."""
    cluster.psql(f"CREATE DATABASE {name}")
    url = cluster.url(name)
    asyncio.run(_migrate(url))
    fill(cluster, name, site, time.time_ns() // 1000)
    asyncio.run(fill_search(url))
    cluster.psql("CHECKPOINT")
    return url


async def _migrate(url: str) -> None:
    database = Database(url)
    await migrate.upgrade(database)
    await database.close()


@contextlib.contextmanager
def server(database: str, redis: str, workers: int) -> Iterator[tuple[str, int]]:
    """The URL and the process id."""
    with tempfile.TemporaryDirectory(prefix="microblog-bench-") as folder:
        settings = {
            "MICROBLOG_DATABASE": database,
            "MICROBLOG_REDIS": redis,
            "MICROBLOG_DATA_DIR": folder,
            "MICROBLOG_RATE_ADDRESS": _NEVER_REACHED,
            "MICROBLOG_RATE_TOKEN": _NEVER_REACHED,
            "MICROBLOG_WORKER": "off",
        }
        command = [sys.executable, "-m", "microblog_server", "run", "--port", "0", "--workers", str(workers)]
        with _running([*command, "--exit-with-stdin"], settings, "listening on ") as (line, process):
            yield line, process


@contextlib.contextmanager
def hello(workers: int, port: int) -> Iterator[str]:
    """The yardstick on the same number of processes."""
    address = f"http://127.0.0.1:{port}"
    module = ["-m", "uvicorn", "benchmarks.serving.hello:app", "--no-access-log", "--workers", str(workers)]
    process = subprocess.Popen(
        [sys.executable, *module, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        time.sleep(4.0)
        yield address
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def _running(command: Sequence[str], settings: Mapping[str, str], announces: str) -> Iterator[tuple[str, int]]:
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={
                **{name: value for name, value in os.environ.items() if not name.startswith("MICROBLOG_")},
                **settings,
            },
        )
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            if not line.startswith(announces):
                log.seek(0)
                raise RuntimeError(log.read())
            yield line.removeprefix(announces).strip(), process.pid
        finally:
            process.terminate()
            process.communicate()
            log.seek(0)
            said = log.read()
            if said:
                print(said, file=sys.stderr)


def _without_settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("MICROBLOG_")}


def resident_bytes(process: int) -> int:
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
