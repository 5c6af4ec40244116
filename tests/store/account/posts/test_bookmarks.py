from __future__ import annotations

import time
from dataclasses import replace

import pytest

from microblog_desktop.commands import reacting
from microblog_desktop.commands.reacting import react, unreact
from microblog_desktop.domain.ids import BOOKMARKS, PostKey
from microblog_desktop.domain.outbox import reaction_queue
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.domain.posts.timeline import RemoteEntry, TimelinePage
from microblog_desktop.store.account.posts.bookmarks import settle_bookmark
from tests.store.world import World, entries, post


def bring(world: World, *numbers: int, asked_at: int | None = None) -> None:
    """The list as the server has it, newest first; its places count down."""
    places = zip(range(len(numbers), 0, -1), numbers, strict=True)
    found = tuple(
        RemoteEntry(f"b{at}", f"{at:06}", f"{at:06}", replace(post(number), bookmarked=True, asked_at=asked_at))
        for at, number in places
    )
    with world.store.transaction():
        world.store.timelines.merge_newest(BOOKMARKS, TimelinePage(found, has_more=False, asked_at=asked_at))


def shown(world: World) -> list[str]:
    rows = world.store.timelines.entry_rows(world.store.timelines.newest(BOOKMARKS, 100))
    return [row.post.body for row in rows if row.post is not None]


def key(world: World, number: int) -> PostKey:
    found = world.store.posts.by_remote(post(number).id)
    assert found is not None
    return found


def deliver(world: World, post: PostKey) -> None:
    job = world.store.outbox.claim(reaction_queue(post, Reaction.BOOKMARK), world.later(1))
    assert job is not None
    with world.store.transaction():
        reacting.delivered(world.store, job)


@pytest.fixture
def marked(world: World) -> World:
    """Three of four posts are bookmarks."""
    world.refresh(*entries(4, 3, 2, 1))
    bring(world, 3, 1, 2)
    return world


def test_a_new_one_stands_on_top_and_keeps_its_row_when_a_page_holds_it(marked: World) -> None:
    react(marked.store, key(marked, 4), Reaction.BOOKMARK, now=marked.now, undo_s=0)
    assert shown(marked) == ["post 4", "post 3", "post 1", "post 2"]
    top = marked.store.timelines.newest(BOOKMARKS, 1)
    bring(marked, 3, 1, 2)
    assert marked.store.timelines.newest(BOOKMARKS, 1) == top
    deliver(marked, key(marked, 4))
    bring(marked, 4, 3, 1, 2)
    assert shown(marked) == ["post 4", "post 3", "post 1", "post 2"]
    assert marked.store.timelines.newest(BOOKMARKS, 1) == top


def test_one_that_is_taken_back_is_gone_at_once_and_comes_back_to_its_place(marked: World) -> None:
    unreact(marked.store, key(marked, 1), Reaction.BOOKMARK, now=marked.now)
    assert shown(marked) == ["post 3", "post 2"]
    bring(marked, 3, 1, 2)
    assert shown(marked) == ["post 3", "post 2"]
    react(marked.store, key(marked, 1), Reaction.BOOKMARK, now=marked.now, undo_s=0)
    assert shown(marked) == ["post 3", "post 1", "post 2"]


def test_one_whose_end_is_delivered_stays_away_from_pages_that_were_asked_for_before(marked: World) -> None:
    asked_at = time.monotonic_ns()
    unreact(marked.store, key(marked, 1), Reaction.BOOKMARK, now=marked.now)
    deliver(marked, key(marked, 1))
    bring(marked, 3, 1, 2, asked_at=asked_at)
    assert shown(marked) == ["post 3", "post 2"]


def test_one_that_is_delivered_outlives_pages_that_were_asked_for_before(marked: World) -> None:
    asked_at = time.monotonic_ns()
    react(marked.store, key(marked, 4), Reaction.BOOKMARK, now=marked.now, undo_s=0)
    deliver(marked, key(marked, 4))
    bring(marked, 3, 1, 2, asked_at=asked_at)
    assert shown(marked)[0] == "post 4"
    bring(marked, 3, 1, 2, asked_at=time.monotonic_ns())
    assert shown(marked) == ["post 3", "post 1", "post 2"]


def test_one_set_again_after_its_end_was_delivered_stands_on_top(marked: World) -> None:
    unreact(marked.store, key(marked, 2), Reaction.BOOKMARK, now=marked.now)
    job = marked.store.outbox.claim(reaction_queue(key(marked, 2), Reaction.BOOKMARK), marked.later(1))
    assert job is not None
    react(marked.store, key(marked, 2), Reaction.BOOKMARK, now=marked.now, undo_s=0)
    with marked.store.transaction():
        reacting.delivered(marked.store, job)
    assert shown(marked) == ["post 2", "post 3", "post 1"]


def test_a_post_that_is_not_here_is_no_bookmark(marked: World) -> None:
    with marked.store.transaction():
        settle_bookmark(marked.store.db, PostKey(99), marked.now)
    assert len(shown(marked)) == 3
