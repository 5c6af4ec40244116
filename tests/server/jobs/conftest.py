"""A server that sends mail, the post office it sends to, and a worker that works when it is told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from microblog_server.app import MicroblogServer
from microblog_server.jobs.kinds import EXPORTS, LOOKUPS, MAIL
from microblog_server.jobs.worker import Worker
from microblog_server.live.events import Announcement
from microblog_server.working import worker_of
from tests.server.client import Visitors
from tests.server.jobs.post_office import PostOffice
from tests.server.settings_for_tests import quick_settings


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


class Heard:
    """Keeps what a worker tells of its progress."""

    def __init__(self) -> None:
        self.changes: list[Announcement] = []

    async def tell(self, change: Announcement) -> None:
        self.changes.append(change)


@pytest.fixture
def heard() -> Heard:
    return Heard()


async def do_all(worker: Worker) -> None:
    """What is due, and what comes of that."""
    for lane in (EXPORTS, LOOKUPS, MAIL):
        await worker.work(lane)


@pytest.fixture
def worker(visitors: Visitors, heard: Heard) -> Worker:
    context = visitors.server.context
    return worker_of(context.settings, context.database, context.bell, heard)
