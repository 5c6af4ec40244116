from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog_desktop.domain.ids import PostId, PostKey
from microblog_desktop.domain.posts.post import Post, Thread
from tests.store.world import JOHN, NOON, World, post

MANY = 100


def answer(number: int, to: int | None) -> Post:
    return replace(post(number), reply_to=None if to is None else PostId(str(to)))


def save(world: World, *posts: Post) -> dict[int, PostKey]:
    with world.store.transaction():
        return {int(one.id): world.store.posts.save(one) for one in posts}


def shown(world: World, key: PostKey, limit: int = MANY) -> list[tuple[int, str]]:
    return [(row.depth, row.post.body) for row in world.store.threads.rows(key, limit)]


def test_answers_stand_under_what_they_answer_the_oldest_first(world: World) -> None:
    keys = save(world, answer(1, None), answer(5, 2), answer(2, 1), answer(4, 2), answer(3, 1), answer(6, 4))
    found = [(0, "post 1"), (1, "post 2"), (2, "post 4"), (3, "post 6"), (2, "post 5"), (1, "post 3")]
    assert shown(world, keys[1]) == found
    assert shown(world, keys[4]) == [(0, "post 1"), (0, "post 2"), (0, "post 4"), (1, "post 6")]
    assert [row.is_focus for row in world.store.threads.rows(keys[4], MANY)] == [False, False, True, False]


def test_at_equal_times_it_counts_up(world: World) -> None:
    keys = save(world, answer(1, None), *[replace(answer(number, 1), created_at=NOON) for number in (10, 9, 11)])
    assert [body for _, body in shown(world, keys[1])] == ["post 1", "post 9", "post 10", "post 11"]


def test_what_is_nearer_goes_before_what_is_deeper_if_not_all_can_be_shown(world: World) -> None:
    keys = save(world, answer(1, None), answer(2, 1), answer(3, 2), answer(4, 3), answer(5, 1))
    assert [body for _, body in shown(world, keys[1], limit=3)] == ["post 1", "post 2", "post 3", "post 5"]


def test_an_answer_that_is_not_sent_stands_below_those_that_are(world: World) -> None:
    keys = save(world, answer(1, None))
    with world.store.transaction():
        mine = world.store.posts.create_local("mine", NOON, keys[1])
    keys |= save(world, answer(2, 1))
    assert shown(world, keys[1]) == [(0, "post 1"), (1, "post 2"), (1, "mine")]
    assert shown(world, mine) == [(0, "post 1"), (0, "mine")]
    stored = world.store.posts.get(mine)
    assert stored is not None
    assert stored.reply_to == keys[1]


def test_a_post_that_is_not_here_has_no_thread(world: World) -> None:
    assert shown(world, PostKey(99)) == []


def test_a_long_chain_is_cut(world: World) -> None:
    keys = save(world, *[answer(number, number - 1 or None) for number in range(1, 500)])
    assert len(shown(world, keys[499])) == 201
    assert len(shown(world, keys[1], limit=1000)) == 201


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_whole_thread_takes_away_what_it_leaves_out(world: World, is_whole: bool) -> None:
    keys = save(world, answer(1, None), answer(2, 1), answer(3, 2), answer(4, 1))
    known = world.store.threads.known_answers(keys[1])
    keys |= save(world, answer(5, 1))
    with world.store.transaction():
        world.store.threads.save(Thread((), answer(1, None), (answer(4, 1),), is_whole), known)
    found = {number for number, key in keys.items() if world.store.posts.get(key) is not None}
    # What answered a post that is gone, and what came while the server was asked, are there all the same.
    assert found == ({1, 3, 4, 5} if is_whole else {1, 2, 3, 4, 5})
    assert world.store.threads.saved_at(keys[1]) == world.now
    assert world.store.threads.saved_at(keys[4]) is None


@given(links=st.lists(st.tuples(st.integers(1, 8), st.integers(0, 9)), max_size=14), focus=st.integers(1, 8))
def test_whatever_hostile_links_say_each_post_comes_once(links: list[tuple[int, int]], focus: int) -> None:
    world = World()
    world.save_people(JOHN)
    try:
        keys = save(world, *[answer(number, None) for number in range(1, 9)])
        save(world, *[answer(number, to) for number, to in links])
        rows = world.store.threads.rows(keys[focus], MANY)
        found = [row.post.key for row in rows]
        assert len(set(found)) == len(found)
        assert [row.post.key for row in rows if row.is_focus] == [keys[focus]]
        assert len(world.store.threads.rows(keys[focus], 2)) <= len(rows)
    finally:
        world.store.close()
