"""What timelines and conversations share: windows, and gaps that belong to one scope."""

from __future__ import annotations

from microblog_desktop.domain.ids import EXPLORE, HOME
from microblog_desktop.domain.posts.timeline import TimelinePage
from microblog_desktop.domain.rules.merge import Edge
from microblog_desktop.store.account.places import WINDOW_LIMIT, Places
from tests.store.world import World, entries


def test_no_list_is_longer_than_the_window(world: World) -> None:
    world.refresh(*entries(*range(WINDOW_LIMIT + 50, 0, -1)))
    places = Places(world.store.db, "entry")
    keys = places.newest(HOME, 10_000)
    oldest, newest = places.place(places.newest(HOME, 10_000)[-1]), places.place(keys[0])
    assert oldest is not None
    assert newest is not None
    assert len(keys) == WINDOW_LIMIT
    assert len(places.older_than(oldest, 10_000)) == 50
    assert places.between(newest, oldest) == keys
    last = places.place(places.older_than(oldest, 50)[-1])
    assert last is not None
    assert len(places.newer_than(last, 10_000)) == WINDOW_LIMIT


def test_a_gap_is_found_by_its_bottom_in_its_own_scope(world: World) -> None:
    world.refresh(*entries(2, 1))
    world.refresh(*entries(9, 8))
    places = Places(world.store.db, "entry")
    assert places.top_of_gap(HOME, Edge("00000002", "")) == Edge("00000008", "cursor-8")
    assert places.top_of_gap(EXPLORE, Edge("00000002", "")) is None
    assert places.top_of_gap(HOME, Edge("00000001", "")) is None


def test_a_late_empty_answer_from_below_takes_nothing_newer_away(world: World) -> None:
    world.refresh(*entries(2, 1))
    world.refresh(*entries(9, 8))
    edges = world.store.timelines.gap_edges(world.keys()[2])
    assert edges is not None
    world.refresh(*entries(11, 10, 9))
    with world.store.transaction():
        world.store.timelines.merge_after(HOME, TimelinePage((), has_more=False), edges.bottom)
    assert world.shown() == ["post 11", "post 10", "post 9", "post 8", "post 2", "post 1"]
