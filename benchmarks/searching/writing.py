"""What the index costs who writes: a page of fifty posts with and without it, and building it for what is there."""

from __future__ import annotations

import asyncio
import statistics
import time
from itertools import islice
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.searching.babel import bodies
from benchmarks.searching.well_read import open_store, well_read
from microblog_desktop.domain.ids import HOME, PersonId, PostId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.post import Post
from microblog_desktop.domain.posts.timeline import RemoteEntry, TimelinePage
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.sync.search.index_building import IndexBuilding

_POSTS = 20_000
_PAGES, _PAGE = 40, 50
_SLICE_MS = 16.0
_PAGE_MS = 16.0


def measure_writing(folder: Path) -> list[Figure]:
    """Return milliseconds."""
    store = open_store(well_read(folder, _POSTS))
    indexed = _pages_ms(store, 1)
    with store.transaction():
        for name in [str(row[0]) for row in store.db.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'")]:
            if name.startswith("search_"):
                store.db.write(f"DROP TRIGGER {name}")
    bare = _pages_ms(store, 2)
    slices, worked = _build(store)
    store.close()
    return [
        Figure("writing a page of 50 posts", statistics.median(indexed), "ms", statistics.median(bare), _PAGE_MS),
        Figure("writing a page of 50 posts, slowest", max(indexed), "ms", max(bare)),
        Figure("building the index, work of the longest slice", max(worked), "ms", None, _SLICE_MS),
        Figure("building the index, slice, p99", sorted(slices)[int(len(slices) * 0.99)], "ms", None, _SLICE_MS),
        Figure("building the index, longest slice", max(slices), "ms"),
        Figure("building the index for 1,000 posts", sum(slices) / _POSTS * 1000, "ms"),
    ]


def _pages_ms(store: AccountStore, run: int) -> list[float]:
    author = Person(PersonId("2"), "john", "John")
    texts = bodies(_PAGES * _PAGE, seed=run)
    times = []
    for page in range(_PAGES):
        entries = tuple(
            _entry(f"{run}.{page:04}.{_PAGE - place:02}", body, author, store)
            for place, body in enumerate(islice(texts, _PAGE))
        )
        began = time.perf_counter()
        with store.transaction():
            store.timelines.merge_newest(HOME, TimelinePage(entries, has_more=True))
        times.append((time.perf_counter() - began) * 1000)
    return times


def _entry(order: str, body: str, author: Person, store: AccountStore) -> RemoteEntry:
    post = Post(PostId(order), author, body, store.clock())
    return RemoteEntry(entry_id=order, order=order, cursor=order, post=post)


def _build(store: AccountStore) -> tuple[list[float], list[float]]:
    """Build it anew as sync does, without the pauses; how long each slice took, and how much of that was its own work.

    On a machine with other work, the rest is waiting for a core.
    """
    with store.transaction():
        store.db.write("INSERT INTO search (search) VALUES ('delete-all')")
        store.db.write("INSERT INTO search_unbuilt SELECT 0, max(key) + 1 FROM post")
    slices: list[float] = []
    works: list[float] = []
    began, worked = time.perf_counter(), time.thread_time()

    async def sleep(_seconds: float) -> None:
        nonlocal began, worked
        slices.append((time.perf_counter() - began) * 1000)
        works.append((time.thread_time() - worked) * 1000)
        began, worked = time.perf_counter(), time.thread_time()

    asyncio.run(IndexBuilding(store.search.index, sleep).run())
    return slices, works
