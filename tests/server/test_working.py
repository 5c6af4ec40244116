"""The worker as a process that may be killed at any moment (microblog_server/working.py)."""

from __future__ import annotations

import asyncio
import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from microblog_server.app import MicroblogServer
from microblog_server.db.models import Entry, Post
from microblog_server.db.session import Database
from microblog_server.db.work_tables import Job
from microblog_server.jobs.bell import Bell
from microblog_server.jobs.kinds import EXPORTS
from microblog_server.services import clock
from microblog_server.settings import Settings
from tests.server.client import Person, Visitors
from tests.server.jobs.post_office import PostOffice
from tests.server.settings_for_tests import quick_settings

_PATIENCE_S = 40.0
_POSTS = 20_000


@pytest.fixture
def post_office(tmp_path: Path) -> Iterator[PostOffice]:
    office = PostOffice(tmp_path)
    office.open()
    yield office
    office.close()


@pytest.fixture
async def visitors(tmp_path: Path, database_url: str, post_office: PostOffice) -> AsyncIterator[Visitors]:
    server = MicroblogServer(post_office.used_by(quick_settings(tmp_path, database_url)))
    async with server.running():
        visitors = Visitors(server)
        async with visitors.http:
            yield visitors


@contextmanager
def _worker(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    log = settings.data_dir / "worker.log"
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "microblog_server", "worker", "--exit-with-stdin"],
            stdin=subprocess.PIPE,
            stderr=stderr,
            env={**os.environ, **settings.environment()},
        )
    try:
        yield process
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 0
        assert log.read_text() == ""
    finally:
        process.kill()
        process.communicate()


async def _until(is_so: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(_PATIENCE_S):
        while not await is_so():
            await asyncio.sleep(0.02)


async def _write_many(database: Database, person: Person) -> None:
    start = clock.now() - timedelta(days=1)
    posts: list[dict[str, object]] = []
    entries: list[dict[str, object]] = []
    for n in range(_POSTS):
        at = start + timedelta(milliseconds=n)
        posts.append({"id": n + 1, "author_id": person.id, "body": f"Post {n} " + "word " * 20, "created_at": at})
        entries.append({"kind": "post", "post_id": n + 1, "person_id": person.id, "published_at": at})
    async with database.writing() as session:
        await session.execute(insert(Post), posts)
        await session.execute(insert(Entry), entries)


async def _end_leases(database: Database) -> None:
    async with database.writing() as session:
        await session.execute(update(Job).values(due_at=clock.now()))


async def test_an_export_outlives_its_worker_and_is_made_and_mailed_once(
    visitors: Visitors, susan: Person, database: Database, post_office: PostOffice
) -> None:
    await _write_many(database, susan)
    path = (await susan.http.post("/api/exports", headers=susan.headers)).headers["location"]

    async def progress_is(least: int) -> bool:
        return bool((await susan.get(path)).json()["progress"] >= least)

    settings = visitors.server.context.settings
    with _worker(settings) as first:
        await _until(lambda: progress_is(5))
        first.kill()
        assert first.wait() == -signal.SIGKILL
    export = (await susan.get(path)).json()
    assert (export["state"], export["progress"] < 100) == ("running", True)
    await _end_leases(database)

    async def is_mailed() -> bool:
        return bool(post_office.letters)

    with _worker(settings):
        await _until(lambda: progress_is(100))
        await _until(is_mailed)

        async def is_nothing_left() -> bool:
            async with database.reading() as session:
                return not (await session.scalars(select(Job))).all()

        await _until(is_nothing_left)
    with zipfile.ZipFile(io.BytesIO((await susan.get(f"{path}/file")).content)) as file:
        bodies = [post["body"].split()[1] for post in json.loads(file.read("posts.json"))]
    assert bodies == [str(n) for n in range(_POSTS)]
    assert len(post_office.letters) == 1


@pytest.mark.parametrize(("answers", "taken"), [(["451 cut off"], 0), ([], 1)])
async def test_a_worker_killed_while_it_sends_a_mail_loses_none(
    visitors: Visitors, susan: Person, database: Database, post_office: PostOffice, answers: list[str], taken: int
) -> None:
    """When the mail was taken and nobody lived to hear it, the second copy can be known by its Message-ID."""
    settings = visitors.server.context.settings
    await visitors.http.post("/api/password-resets", json={"email": "susan@example.org"})
    post_office.answers.extend(answers)
    with _worker(settings) as first:
        # It is in the middle of handing the mail over.
        post_office.on_mail = first.kill
        await asyncio.to_thread(first.wait, _PATIENCE_S)
    assert len(post_office.letters) == taken
    post_office.on_mail = lambda: None
    await _end_leases(database)

    async def is_nothing_left() -> bool:
        async with database.reading() as session:
            return not (await session.scalars(select(Job))).all()

    with _worker(settings):
        await _until(is_nothing_left)
    assert len(post_office.letters) == taken + 1
    assert len({letter.message["Message-ID"] for letter in post_office.letters}) == 1


async def test_a_ring_wakes_a_worker_that_has_nothing_to_do(visitors: Visitors, susan: Person) -> None:
    settings = visitors.server.context.settings
    with _worker(settings):
        await _wait_for_one_export(susan)
        begun = clock.now()
        await _wait_for_one_export(susan)
    assert clock.now() - begun < timedelta(seconds=10)


async def _wait_for_one_export(person: Person) -> None:
    path = (await person.http.post("/api/exports", headers=person.headers)).headers["location"]

    async def is_done() -> bool:
        return bool((await person.get(path)).json()["state"] == "done")

    await _until(is_done)


async def test_a_worker_ends_with_its_standard_input(visitors: Visitors, susan: Person) -> None:
    with _worker(visitors.server.context.settings) as worker:
        await _wait_for_one_export(susan)
        assert worker.stdin is not None
        worker.stdin.close()
        worker.stdin = None
        assert await asyncio.to_thread(worker.wait, 10) == 0


async def test_rings_are_no_code(tmp_path: Path) -> None:
    """Whoever can write to the queue can ring, and nothing more."""
    bell = Bell(tmp_path, "")
    await bell.ring(EXPORTS)
    (ring,) = bell.queue.storage.enqueued_items()
    assert json.loads(ring)[1:] == ["microblog_server.jobs.bell.ring", None, [EXPORTS]]
    bell.close()
