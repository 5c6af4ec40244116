"""A large export takes no more memory than a small one (microblog_server/jobs/archive.py)."""

from __future__ import annotations

import io
import tracemalloc
from datetime import timedelta

from sqlalchemy import insert, update

from microblog_server.db.models import Entry, Post
from microblog_server.db.models import Person as PersonRow
from microblog_server.db.session import Database
from microblog_server.jobs import archive
from microblog_server.services import clock
from tests.server.client import Person


class _Nowhere(io.RawIOBase):
    """Takes bytes and keeps only their number."""

    def __init__(self) -> None:
        super().__init__()
        self.length = 0

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        assert isinstance(content, bytes | bytearray | memoryview)
        self.length += len(content)
        return len(content)

    def flush(self) -> None:
        return


async def _write_posts(database: Database, person: Person, first: int, count: int) -> None:
    at = clock.now()
    numbers = range(first, first + count)
    posts = [{"id": n, "author_id": person.id, "body": f"{n} " * 40, "created_at": at} for n in numbers]
    entries = [
        # Some at the same time: the place of each is told apart by its id.
        {"kind": "post", "post_id": n, "person_id": person.id, "published_at": at + timedelta(seconds=n // 3)}
        for n in numbers
    ]
    async with database.writing() as session:
        await session.execute(insert(Post), posts)
        await session.execute(insert(Entry), entries)
        await session.execute(update(PersonRow).values(post_count=first + count - 1))


async def _peak(database: Database, person: Person) -> tuple[int, int]:
    """The most memory in use at once, and the rows that were told."""
    rows = 0

    async def told(count: int) -> None:
        nonlocal rows
        rows += count

    async with database.reading() as session:
        row = await session.get_one(PersonRow, person.id)
    tracemalloc.start()
    try:
        await archive.write(database, row, _Nowhere(), told)  # type: ignore[arg-type] # has what ZipFile asks for
        return tracemalloc.get_traced_memory()[1], rows
    finally:
        tracemalloc.stop()


async def test_memory_does_not_grow_with_what_somebody_wrote(database: Database, susan: Person) -> None:
    await _write_posts(database, susan, 1, 1_000)
    await _peak(database, susan)
    few, _ = await _peak(database, susan)
    await _write_posts(database, susan, 1_001, 9_000)
    many, rows = await _peak(database, susan)
    assert rows == 10_000
    assert many < few * 1.3 + 500_000
