"""Letting three quarters of a year of posts go while somebody reads: 200,000 posts, of which 90 days stay.

Each slice is measured with all that follows from it: the list on Home reads again what it shows. Beside it: bare SQLite
that deletes as many rows at once, writing a page of 50 posts, and a file that never held more than what stays.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import apsw

from benchmarks.figures import Figure, within
from benchmarks.scrolling.filling import NOW, PAGE, account, entry
from microblog_desktop.domain.ids import HOME
from microblog_desktop.domain.posts.timeline import TimelinePage
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.store.preferences import KEEP_DAYS
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.trimming.trimming import bytes_on_disk
from microblog_desktop.sync.upkeep.upkeep import Upkeep

_POSTS, _DAYS = 200_000, 365
_LONGEST_MS = 16.0
_PAGES, _PAGE = 30, 50


@dataclass
class _Beats:
    """What the window's thread did in one go, and how late the pauses ended."""

    worked_ms: list[float] = field(default_factory=list)
    began: float = field(default_factory=time.thread_time)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)
        self.worked_ms.append((time.thread_time() - self.began) * 1000)
        await asyncio.sleep(min(seconds, 0.001))
        self.began = time.thread_time()


def measure() -> list[Figure]:
    """Return milliseconds, seconds and megabytes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="microblog-bench-") as name:
        folder = Path(name)
        kept = _POSTS * KEEP_DAYS.default // _DAYS
        small = _filled(folder / "small", _POSTS - kept, _POSTS)
        full = _filled(folder / "full", 0, _POSTS)
        page_ms = _page_ms(folder / "small" / "account.db")
        bare_s = _bare_s(folder / "bare.db", _POSTS - kept)
        before = bytes_on_disk(full)
        beats, took_s, cpu_s = asyncio.run(_trim(folder / "full"))
        after = bytes_on_disk(full)
        return [
            Figure("writing a page of 50 posts, median", page_ms, "ms"),
            within(
                "longest work in one go", max(beats.worked_ms), "ms", yardstick=page_ms, factor=_LONGEST_MS / page_ms
            ),
            Figure("work in one go, median", statistics.median(beats.worked_ms), "ms", page_ms),
            Figure("from beginning to end", took_s, "s", bare_s),
            Figure("work of the window's thread in all", cpu_s, "s", bare_s),
            Figure("file and log before", before / 1e6, "MB", bytes_on_disk(small) / 1e6),
            within("file and log after", after / 1e6, "MB", yardstick=bytes_on_disk(small) / 1e6, factor=1.25),
        ]


async def _trim(folder: Path) -> tuple[_Beats, float, float]:
    from microblog_desktop.viewmodels.timeline.model import TimelineModel
    from microblog_desktop.viewmodels.timeline.rows import Offers
    from tests.fakes.timeline_sync import FakeTimelineSync

    loop = asyncio.get_running_loop()
    feed = ChangeFeed(loop.call_soon)
    store = open_account_store(folder / "account.db", feed, lambda: NOW, account())
    model = TimelineModel(store, HOME, FakeTimelineSync(), Offers(can_write=True, can_follow=True, can_message=True))
    profile = ProfileStore(folder / "profile.db", ChangeFeed(loop.call_soon))
    beats = _Beats()
    upkeep = Upkeep(account(), store, profile, PictureStore(profile.db, folder), sleep=beats.sleep)
    began, worked = time.perf_counter(), time.thread_time()
    beats.began = worked
    await upkeep.tidy()
    took, cpu = time.perf_counter() - began, time.thread_time() - worked
    assert len(store.timelines.newest(HOME, 1000)) == 1000
    model.close()
    store.close()
    profile.close()
    return beats, took, cpu


def _filled(folder: Path, first: int, last: int) -> Path:
    """A file with the posts of a year, those after `first` up to `last`."""
    folder.mkdir()
    file = folder / "account.db"
    store = open_account_store(file, ChangeFeed(lambda _deliver: None), lambda: NOW, account())
    for page in _pages(first, last):
        _merge(store, page)
    store.close()
    return file


def _merge(store: AccountStore, page: TimelinePage) -> None:
    with store.transaction():
        edge = store.timelines.oldest_edge(HOME)
        if edge is None:
            store.timelines.merge_newest(HOME, page)
        else:
            store.timelines.merge_before(HOME, page, edge)


def _pages(first: int, last: int) -> Iterator[TimelinePage]:
    between = timedelta(days=_DAYS) / _POSTS
    for top in range(last, first, -PAGE):
        bottom = max(top - PAGE, first)
        entries = tuple(entry(number, NOW - between * (_POSTS - number)) for number in range(top, bottom, -1))
        yield TimelinePage(entries, has_more=True)


def _page_ms(file: Path) -> float:
    """The middle of writing pages as they come while somebody reads."""
    store = open_account_store(file, ChangeFeed(lambda _deliver: None), lambda: NOW, account())
    times = []
    for page in range(_PAGES):
        first = _POSTS + page * _PAGE
        entries = tuple(entry(number, NOW) for number in range(first + _PAGE, first, -1))
        began = time.perf_counter()
        with store.transaction():
            store.timelines.merge_newest(HOME, TimelinePage(entries, has_more=True))
        times.append((time.perf_counter() - began) * 1000)
    store.close()
    return statistics.median(times)


def _bare_s(file: Path, rows: int) -> float:
    """Bare SQLite, which deletes as many rows of text at once and nothing with them, and gives their room back."""
    connection = apsw.Connection(str(file))
    connection.pragma("auto_vacuum", "incremental")
    connection.pragma("journal_mode", "wal")
    connection.execute("CREATE TABLE post (key INTEGER PRIMARY KEY, body TEXT)")
    with connection:
        connection.executemany("INSERT INTO post (body) VALUES (?)", ((f"{number} " * 30,) for number in range(_POSTS)))
    began = time.perf_counter()
    connection.execute("DELETE FROM post WHERE key <= ?", (rows,))
    connection.execute("PRAGMA incremental_vacuum").fetchall()
    took = time.perf_counter() - began
    connection.close()
    return took
