"""Rows are made again only when what they show has changed."""

from __future__ import annotations

from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.viewmodels.timeline.row_cache import RowCache
from tests.store.world import JOHN, World, entries, post
from tests.viewmodels.timeline.home import ALL


def test_a_row_is_the_same_object_until_its_post_changes(world: World) -> None:
    world.refresh(*entries(3, 2, 1))
    cache = RowCache(world.store, ALL)
    before = cache.rows(world.keys())
    with world.store.transaction():
        key = world.store.posts.save(post(2, body="changed"))
    assert cache.note(ChangeSet(posts=frozenset({key})))
    after = cache.rows(world.keys())
    assert [one is other for one, other in zip(before, after, strict=True)] == [True, False, True]


def test_changes_elsewhere_concern_no_row(world: World) -> None:
    world.refresh(*entries(3, 2, 1))
    cache = RowCache(world.store, ALL)
    cache.rows(world.keys())
    assert not cache.note(ChangeSet(drafts=frozenset({"home"}), status=frozenset({"network"})))
    assert cache.note(ChangeSet(people=frozenset({JOHN.id})))


def test_rows_that_left_the_window_are_forgotten(world: World) -> None:
    world.refresh(*entries(3, 2, 1))
    cache = RowCache(world.store, ALL)
    keys = world.keys()
    cache.rows(keys)
    cache.rows(keys[:1])
    assert cache.order(keys[0]) is not None
    assert cache.order(keys[2]) is None
