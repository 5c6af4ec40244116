"""Pages into the home timeline, and the place where somebody reads."""

from __future__ import annotations

from microblog_desktop.domain.ids import EXPLORE, HOME, EntryKey
from microblog_desktop.domain.posts.timeline import TimelinePage
from microblog_desktop.domain.rules.merge import Edge
from tests.store.world import NOON, SUSAN, World, entries, entry, post


def test_a_first_page_is_shown_as_the_server_sorts_it(world: World) -> None:
    world.refresh(*entries(3, 2, 1))
    assert world.shown() == ["post 3", "post 2", "post 1"]


def test_a_page_that_does_not_join_leaves_a_gap_that_fills_from_both_sides(world: World) -> None:
    world.refresh(*entries(2, 1))
    world.refresh(*entries(9, 8))
    assert world.shown() == ["post 9", "post 8", "…", "post 2", "post 1"]
    gap = world.keys()[2]
    edges = world.store.timelines.gap_edges(gap)
    assert edges is not None
    with world.store.transaction():
        world.store.timelines.merge_before(HOME, TimelinePage(entries(7, 6), has_more=True), edges.top)
    with world.store.transaction():
        world.store.timelines.merge_after(HOME, TimelinePage(entries(4, 3), has_more=True), edges.bottom)
    assert world.shown() == ["post 9", "post 8", "post 7", "post 6", "…", "post 4", "post 3", "post 2", "post 1"]
    assert world.keys()[4] == gap
    edges = world.store.timelines.gap_edges(gap)
    assert edges is not None
    with world.store.transaction():
        world.store.timelines.merge_before(HOME, TimelinePage(entries(5, 4), has_more=True), edges.top)
    assert "…" not in world.shown()
    assert world.store.timelines.gap_edges(gap) is None


def test_a_repost_of_a_known_post_does_not_close_a_hole(world: World) -> None:
    world.refresh(*entries(2, 1))
    world.refresh(entry(9), entry(2, place=8, reposted_by=SUSAN))
    assert world.shown() == ["post 9", "post 2", "…", "post 2", "post 1"]
    row = world.store.timelines.entry_rows(world.keys())[1]
    assert row.reposted_by is not None
    assert row.reposted_by.username == "susan"


def test_posts_of_the_same_time_keep_the_servers_order(world: World) -> None:
    same = [entry(number, of=post(number, created_at=NOON)) for number in (3, 2, 1)]
    world.refresh(*same)
    world.refresh(entry(4, of=post(4, created_at=NOON)), *same[:1])
    assert world.shown() == ["post 4", "post 3", "post 2", "post 1"]


def test_a_post_that_the_server_deleted_goes_and_the_others_keep_their_keys(world: World) -> None:
    world.refresh(*entries(4, 3, 2, 1))
    before = world.keys()
    world.refresh(*entries(5, 4, 2))
    assert world.shown() == ["post 5", "post 4", "post 2", "post 1"]
    assert world.keys()[1:] == [before[0], before[2], before[3]]


def test_the_end_of_older_posts_is_remembered(world: World) -> None:
    world.refresh(*entries(4, 3))
    assert not world.store.timelines.has_reached_start(HOME)
    world.older(*entries(2, 1), has_more=False)
    assert world.store.timelines.has_reached_start(HOME)
    assert world.store.timelines.oldest_edge(HOME) is None
    world.refresh(*entries(6, 5, 4))
    assert world.store.timelines.has_reached_start(HOME)


def test_timelines_do_not_touch_each_other(world: World) -> None:
    world.refresh(*entries(4, 3))
    world.refresh(*entries(9), timeline=EXPLORE, has_more=False)
    assert world.shown() == ["post 4", "post 3"]


def test_a_refresh_is_remembered(world: World) -> None:
    assert world.store.timelines.last_refreshed(HOME) is None
    world.refresh(*entries(1))
    assert world.store.timelines.last_refreshed(HOME) == NOON


def test_windows_are_read_next_to_an_entry(world: World) -> None:
    world.refresh(*entries(*range(30, 0, -1)))
    timelines, keys = world.store.timelines, world.keys()
    assert timelines.newest(HOME, 3) == keys[:3]
    assert timelines.older_than(HOME, keys[9], 3) == keys[10:13]
    assert timelines.newer_than(HOME, keys[9], 3) == keys[6:9]
    assert timelines.around(HOME, keys[9], 2, 4) == keys[7:14]
    assert timelines.between(HOME, keys[4], keys[8]) == keys[4:9]


def test_a_gap_knows_the_times_on_both_sides(world: World) -> None:
    world.refresh(*entries(2, 1))
    world.refresh(entry(9), entry(1, place=8, reposted_by=SUSAN))
    gap = world.store.timelines.entry_rows(world.keys())[2].gap
    assert gap is not None
    assert (gap.newer_at, gap.older_at) == (post(9).created_at, post(2).created_at)


def test_an_undelivered_post_stays_on_top_and_outside_every_merge(world: World) -> None:
    world.refresh(*entries(2, 1))
    with world.store.transaction():
        key = world.store.posts.create_local("mine", NOON, None)
        world.store.timelines.add_local(HOME, key)
    world.refresh(*entries(9, 8))
    assert world.shown() == ["mine", "post 9", "post 8", "…", "post 2", "post 1"]
    world.refresh(*entries(9), has_more=False)
    assert world.shown() == ["mine", "post 9"]


def test_a_delivered_post_joins_nothing_until_a_page_holds_it(world: World) -> None:
    world.refresh(*entries(2, 1))
    with world.store.transaction():
        key = world.store.posts.create_local("mine", NOON, None)
        mine = world.store.timelines.add_local(HOME, key)
        world.store.posts.adopt(key, post(5, SUSAN, "mine"))
    world.refresh(entry(7), entry(6), entry(5, of=post(5, SUSAN, "mine")))
    assert world.shown() == ["post 7", "post 6", "mine", "…", "post 2", "post 1"]
    assert world.keys()[2] == mine


def test_a_delivered_post_that_the_newest_page_is_past_waits_in_the_gap(world: World) -> None:
    world.refresh(*entries(2, 1))
    with world.store.transaction():
        key = world.store.posts.create_local("mine", NOON, None)
        world.store.timelines.add_local(HOME, key)
        world.store.posts.adopt(key, post(5, SUSAN, "mine"))
    world.refresh(*entries(90, 89))
    assert world.shown() == ["post 90", "post 89", "…", "post 2", "post 1"]
    edges = world.store.timelines.gap_edges(world.keys()[2])
    assert edges is not None
    page = TimelinePage((entry(5, of=post(5, SUSAN, "mine")), entry(2)), has_more=True)
    with world.store.transaction():
        world.store.timelines.merge_before(HOME, page, edges.top)
    assert world.shown() == ["post 90", "post 89", "mine", "post 2", "post 1"]
    assert world.store.posts.by_remote(post(5).id) == key


def test_an_entry_that_is_gone_has_no_neighbours(world: World) -> None:
    world.refresh(*entries(2, 1))
    nobody = EntryKey(999)
    assert world.store.timelines.older_than(HOME, nobody, 5) == []
    assert world.store.timelines.newer_than(HOME, nobody, 5) == []
    assert world.store.timelines.order_of(nobody) is None
    assert world.store.timelines.around(HOME, nobody, 0, 1) == world.keys()
    assert world.store.timelines.entry_rows([nobody]) == []
    assert world.store.timelines.timeline_of(nobody) is None
    assert world.store.timelines.timeline_of(world.keys()[0]) == HOME


def test_a_refresh_that_brings_nothing_new_names_no_post(world: World) -> None:
    world.refresh(*entries(2, 1))
    world.told.clear()
    world.refresh(*entries(2, 1))
    assert not any(changes.posts or changes.people for changes in world.told)


def test_what_is_newer_joins_what_we_have_and_an_empty_page_changes_nothing(world: World) -> None:
    world.refresh(*entries(2, 1))
    edge = world.store.timelines.newest_edge(HOME)
    assert edge is not None
    with world.store.transaction():
        world.store.timelines.merge_newer(HOME, TimelinePage((), has_more=False), edge)
    assert world.shown() == ["post 2", "post 1"]
    with world.store.transaction():
        world.store.timelines.merge_newer(HOME, TimelinePage(entries(4, 3), has_more=True), edge)
    world.refresh(*entries(9, 8))
    assert world.shown() == ["post 9", "post 8", "…", "post 4", "post 3", "post 2", "post 1"]


def test_an_entry_that_the_server_took_away_goes_and_its_post_stays_elsewhere(world: World) -> None:
    world.refresh(entry(3), entry(1, place=2, reposted_by=SUSAN), entry(1))
    repost = entry(1, place=2, reposted_by=SUSAN)
    with world.store.transaction():
        world.store.timelines.remove_entry(HOME, repost.entry_id)
        world.store.timelines.remove_entry(HOME, "unknown")
    assert world.shown() == ["post 3", "post 1"]


def test_what_stands_below_is_known_neither_at_a_gap_nor_at_the_end(world: World) -> None:
    world.refresh(*entries(3, 2))
    world.refresh(*entries(9, 8))
    known = {
        number: world.store.timelines.is_known_below(HOME, Edge(entry(number).order, entry(number).cursor))
        for number in (9, 8, 3, 2)
    }
    assert known == {9: True, 8: False, 3: True, 2: False}
