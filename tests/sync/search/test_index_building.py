"""The index of what was there before is built in slices that fit between two frames."""

from __future__ import annotations

import pytest

from microblog_desktop.store.errors import StoreFullError
from microblog_desktop.sync.search.index_building import IndexBuilding
from tests.store.world import World, entry, post


@pytest.fixture
def world(world: World) -> World:
    world.refresh(*(entry(number, of=post(number, body=f"heron {number}")) for number in range(300, 0, -1)))
    with world.store.transaction():
        world.store.db.write("INSERT INTO search (search) VALUES ('delete-all')")
        world.store.db.write("INSERT INTO search_unbuilt SELECT 0, max(key) + 1 FROM post")
    return world


def found(world: World) -> int:
    row = world.store.db.row("SELECT count(*) FROM search WHERE search MATCH 'heron'")
    assert row is not None
    return int(str(row[0]))


class Watch:
    """A stopwatch on which each row takes a millisecond."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sizes: list[int] = []
        self._before = 0
        self._is_end = False

    def __call__(self) -> float:
        done = found(self.world)
        if self._is_end:
            self.sizes.append(done - self._before)
        self._is_end = not self._is_end
        rows, self._before = done, done
        return rows * 0.001


async def test_slices_take_as_many_rows_as_fit_and_end_when_all_is_indexed(world: World) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    watch = Watch(world)
    await IndexBuilding(world.store.search.index, sleep, watch).run()
    assert found(world) == 300
    assert world.store.search.index.is_whole
    assert max(watch.sizes[1:]) <= 6
    assert len(pauses) == len(watch.sizes) > 50


async def test_a_full_disk_makes_it_wait_and_go_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    index = world.store.search.index
    build = type(index).build
    fails = [StoreFullError("full")]

    def build_or_fail(self: object, rows: int) -> bool:
        if fails:
            raise fails.pop()
        return build(index, rows)

    monkeypatch.setattr(type(index), "build", build_or_fail)
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    await IndexBuilding(index, sleep).run()
    assert found(world) == 300
    assert pauses[0] > 10
