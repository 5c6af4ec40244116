"""Upkeep keeps an account's file and the pictures within what was chosen, and hurries when the disk is full."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from microblog_desktop.domain.ids import HOME, PostId
from microblog_desktop.domain.posts.post import Post
from microblog_desktop.domain.posts.timeline import RemoteEntry, TimelinePage
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store import preferences
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.store.preferences import Preference
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.trimming.limits import NEAR
from microblog_desktop.store.trimming.trimming import bytes_on_disk
from microblog_desktop.sync.supervisor import Supervisor
from microblog_desktop.sync.upkeep.upkeep import EVERY_S, FIRST_AFTER_S, UPKEEP, Upkeep
from tests.fakes.clock import FakeClock
from tests.small_disk import small_disk
from tests.store.world import ACCOUNT, JOHN, NOON, World

PATIENCE_S = 15.0
T = TypeVar("T", int, bool)
POSTS = 600


class Bench:
    """An account with posts of 300 days, pictures of ten megabytes, and its upkeep."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder / "account.db")
        self.world.save_people(JOHN)
        self.clock = FakeClock(NOON)
        self.folder = folder
        self.bugs: list[Exception] = []
        (folder / "pictures").mkdir()
        self.profile = ProfileStore(folder / "profile.db", ChangeFeed(lambda tell: tell()))
        self.pictures = PictureStore(self.profile.db, folder / "pictures")
        entries = tuple(self._entry(number) for number in range(POSTS, 0, -1))
        with self.world.store.transaction():
            self.world.store.timelines.merge_newest(HOME, TimelinePage(entries, has_more=False))
        with self.profile.transaction():
            for number in range(10):
                self.pictures.save(f"https://example.org/{number}", b"x" * 1_000_000, None, NOON)
        self.upkeep = Upkeep(
            ACCOUNT, self.world.store, self.profile, self.pictures, sleep=self._pause, call_later=self.clock.call_later
        )

    async def _pause(self, _seconds: float) -> None:
        await asyncio.sleep(0)

    def _entry(self, number: int) -> RemoteEntry:
        post = Post(PostId(str(number)), JOHN, f"post {number}", NOON - timedelta(days=0.5) * (POSTS - number))
        return RemoteEntry(str(number), f"{number:08}", f"c{number}", post)

    def choose(self, preference: Preference[T], value: T) -> None:
        with self.profile.transaction():
            self.profile.preferences.set(preference, value)

    @property
    def posts(self) -> int:
        return len(self.world.store.timelines.newest(HOME, 1000))

    def close(self) -> None:
        self.world.store.close()
        self.profile.close()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        async with Supervisor(self.bugs.append) as supervisor:
            supervisor.keep_running("upkeep", self.upkeep.run)
            yield
        assert self.bugs == []


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.close()


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not happened():
            await asyncio.sleep(0.005)


def has_tidied(bench: Bench) -> bool:
    activity = bench.world.store.status.activity(UPKEEP)
    return activity.since is not None and not activity.is_busy


async def test_what_is_too_old_leaves_in_small_pieces(bench: Bench) -> None:
    bench.choose(preferences.KEEP_DAYS, 150)
    await bench.upkeep.tidy()
    assert bench.posts == 301
    assert bench.world.store.posts.by_remote(PostId("200")) is None


async def test_it_waits_after_the_start_and_then_comes_each_hour(bench: Bench) -> None:
    async with bench.running():
        await asyncio.sleep(0.05)
        bench.clock.advance(seconds=bench.upkeep.first_after_s - 1)
        await asyncio.sleep(0.05)
        assert bench.posts == POSTS
        assert bench.upkeep.first_after_s >= FIRST_AFTER_S
        bench.clock.advance(seconds=2)
        await until(lambda: bench.posts == NEAR and has_tidied(bench))
        bench.choose(preferences.KEEP_DAYS, 0)
        await until(lambda: has_tidied(bench))
        entries = tuple(bench._entry(number) for number in range(POSTS, 0, -1))
        with bench.world.store.transaction():
            bench.world.store.timelines.merge_newest(HOME, TimelinePage(entries, has_more=False))
        with bench.profile.transaction():
            bench.profile.db.write("UPDATE preference SET value = 90 WHERE name = 'keep_days'")
        bench.clock.advance(seconds=EVERY_S + 1)
        await until(lambda: bench.posts < POSTS)


async def test_a_choice_takes_effect_at_once(bench: Bench) -> None:
    async with bench.running():
        await asyncio.sleep(0.05)
        bench.choose(preferences.KEEP_DAYS, 250)
        await until(lambda: bench.posts == 501)


async def test_a_wish_to_clear_is_granted_and_forgotten(bench: Bench) -> None:
    wish = preferences.clear_cached(ACCOUNT.id)
    async with bench.running():
        await asyncio.sleep(0.05)
        bench.choose(wish, True)
        await until(lambda: not bench.profile.preferences.get(wish))
        assert bench.posts == NEAR
        bench.choose(preferences.CLEAR_PICTURES, True)
        await until(lambda: not bench.profile.preferences.get(preferences.CLEAR_PICTURES))
    assert list((bench.folder / "pictures").iterdir()) == []
    assert bench.pictures.total_bytes == 0


async def test_pictures_stay_within_their_megabytes(bench: Bench) -> None:
    bench.choose(preferences.PICTURE_CACHE_MB, 4)
    bench.pictures.get("https://example.org/0")
    await bench.upkeep.tidy()
    assert bench.pictures.total_bytes == 4_000_000
    assert bench.pictures.get("https://example.org/0") is not None, "it was used"


async def test_files_of_an_index_that_is_no_more_are_removed(bench: Bench) -> None:
    (bench.folder / "pictures" / "4711.picture").write_bytes(b"nobody knows it")
    await bench.upkeep.tidy()
    assert len(list((bench.folder / "pictures").iterdir())) == 10


async def test_a_full_disk_gets_room_at_once(bench: Bench) -> None:
    await bench.upkeep.tidy()
    reserve = bench.folder / "reserve"
    assert reserve.exists()
    async with bench.running():
        await asyncio.sleep(0.05)
        bench.world.store.status.notice(Problem(ProblemKind.DISK_FULL, may_retry=True))
        assert not reserve.exists(), "what was held back is there for whoever tries again"
        await until(lambda: bench.pictures.total_bytes == 0 and reserve.exists())


async def test_room_is_made_on_a_disk_that_is_really_full(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 64) as disk:
        bench = Bench(disk.folder)
        bench.choose(preferences.KEEP_DAYS, 0)
        await bench.upkeep.tidy()
        with bench.world.store.transaction():
            bench.world.store.db.write("UPDATE post SET body = body || ?", (" words" * 1500,))
        bench.choose(preferences.KEEP_DAYS, 150)
        bench.choose(preferences.PICTURE_CACHE_MB, 3)
        before = bytes_on_disk(bench.world.store.path)
        disk.use_up()
        await bench.upkeep.tidy()
        assert bench.world.store.status.activity(UPKEEP).problem is None
        assert bench.posts == 301
        assert bench.pictures.total_bytes == 3_000_000
        bench.world.store.close()
        assert bench.world.store.path.stat().st_size < before * 0.7
        bench.profile.close()
