"""A run of the cache, bounded, that follows what comes and goes."""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.domain.ids import HOME, EntryKey
from microblog_desktop.viewmodels.timeline.reading.window import PAGE, TimelineWindow
from tests.store.world import NOON, SUSAN, World, entries, entry, post


def orders(world: World, window: TimelineWindow) -> Callable[[EntryKey], str | None]:
    return {row.key: row.order for row in world.store.timelines.entry_rows(window.keys)}.get


def numbers(world: World, window: TimelineWindow) -> list[str]:
    rows = world.store.timelines.entry_rows(window.keys)
    return [row.post.body.removeprefix("post ") if row.post else "…" for row in rows]


def test_it_begins_around_the_place_and_is_full_below_it(world: World) -> None:
    world.refresh(*entries(*range(300, 0, -1)))
    keys = world.keys()
    window = TimelineWindow(world.store.timelines, HOME, keys[150])
    assert window.keys == keys[130:181]
    assert not window.is_at_newest
    assert window.grow_up()
    assert window.keys == keys[80:181]
    assert window.grow_down()
    assert window.keys == keys[80:231]


def test_it_follows_deletions_at_both_ends(world: World) -> None:
    world.refresh(*entries(*range(100, 0, -1)))
    window = TimelineWindow(world.store.timelines, HOME, None)
    before = orders(world, window)
    world.refresh(*entries(*range(98, 53, -1)), *entries(*range(50, 0, -1)))
    window.follow(before, None)
    assert numbers(world, window) == [str(n) for n in (*range(98, 53, -1), *range(50, 45, -1))]
    assert len(window.keys) == PAGE


def test_a_floating_post_that_comes_to_its_place_does_not_cut_the_window(world: World) -> None:
    world.refresh(*entries(3, 2, 1))
    with world.store.transaction():
        key = world.store.posts.create_local("mine", NOON, None)
        world.store.timelines.add_local(HOME, key)
        world.store.posts.adopt(key, post(4, SUSAN, "mine"))
    window = TimelineWindow(world.store.timelines, HOME, None)
    before = orders(world, window)
    world.refresh(entry(6), entry(5), entry(4, of=post(4, SUSAN, "mine")), *entries(3, 2, 1))
    window.follow(before, None)
    assert numbers(world, window) == ["6", "5", "mine", "3", "2", "1"]


def test_when_nothing_of_it_is_left_it_begins_again(world: World) -> None:
    world.refresh(*entries(3, 2, 1))
    window = TimelineWindow(world.store.timelines, HOME, None)
    before = orders(world, window)
    world.refresh(*entries(9, 8), has_more=False)
    window.follow(before, None)
    assert numbers(world, window) == ["9", "8"]


def test_an_empty_timeline_grows_nowhere(world: World) -> None:
    window = TimelineWindow(world.store.timelines, HOME, None)
    assert window.keys == []
    assert window.is_at_newest
    assert not window.grow_up()
    assert not window.grow_down()
