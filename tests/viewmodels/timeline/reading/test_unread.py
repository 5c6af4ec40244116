"""What is new to somebody, and since when; through looking away, sleeping, and restarts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from microblog_desktop.domain.ids import HOME
from microblog_desktop.store.rows import ReadingMark
from microblog_desktop.viewmodels.timeline.reading.unread import AWAY_AFTER, NothingNew, Unread
from tests.store.world import NOON, SUSAN, World, entries, entry, post

AWAY_S = AWAY_AFTER.total_seconds()


def order(number: int) -> str:
    return f"{number:08}"


def save(world: World, unread: Unread) -> None:
    read = unread.to_save()
    assert read is not None
    with world.store.transaction():
        world.store.timelines.reading.save_read(HOME, read)


@pytest.fixture
def unread(world: World) -> Unread:
    world.refresh(*entries(3, 2, 1))
    unread = Unread(world.store, HOME)
    unread.saw(order(3))
    unread.look()
    return unread


def come(world: World, unread: Unread, *numbers: int) -> None:
    world.refresh(*entries(*numbers), *entries(3, 2, 1))
    unread.recount()


def test_what_is_there_at_first_counts_as_read(world: World) -> None:
    world.refresh(*entries(3, 2, 1))
    assert Unread(world.store, HOME).count == 0


def test_nothing_is_new_before_anything_was_seen(world: World) -> None:
    unread = Unread(world.store, HOME)
    come(world, unread, 5, 4)
    assert unread.count == 0
    assert unread.to_save() is None


def test_it_counts_down_as_one_reads_up(world: World, unread: Unread) -> None:
    come(world, unread, 6, 5, 4)
    assert unread.count == 3
    assert unread.saw(order(4))
    assert unread.count == 2
    assert not unread.saw(order(2))
    assert unread.count == 2
    assert unread.saw(order(6))
    assert unread.count == 0


def test_ones_own_floating_post_in_view_reads_nothing(world: World, unread: Unread) -> None:
    come(world, unread, 5, 4)
    assert not unread.saw("~000~1")
    assert unread.count == 2


def test_a_short_absence_draws_no_line(world: World, unread: Unread) -> None:
    unread.look_away()
    world.later(AWAY_S - 1)
    come(world, unread, 5, 4)
    assert not unread.look()
    assert unread.mark is None


def test_a_long_absence_draws_a_line_where_one_was(world: World, unread: Unread) -> None:
    left_at = world.later(60)
    unread.look_away()
    world.later(AWAY_S)
    come(world, unread, 5, 4)
    assert unread.look()
    assert unread.mark == ReadingMark(order(3), left_at)
    assert unread.has_news_above(unread.mark)


def test_the_line_stays_while_one_reads_and_moves_with_the_next_absence(world: World, unread: Unread) -> None:
    unread.look_away()
    world.later(AWAY_S)
    come(world, unread, 5, 4)
    unread.look()
    first = unread.mark
    unread.saw(order(4))
    assert unread.mark == first
    left_at = world.later(30)
    unread.look_away()
    world.later(AWAY_S)
    assert unread.look()
    assert unread.mark == ReadingMark(order(4), left_at)


def test_a_line_above_which_nothing_was_read_keeps_its_time(world: World, unread: Unread) -> None:
    left_at = world.now
    unread.look_away()
    world.later(AWAY_S)
    come(world, unread, 5, 4)
    unread.look()
    world.later(60)
    unread.look_away()
    world.later(AWAY_S)
    unread.look()
    assert unread.mark == ReadingMark(order(3), left_at)


def test_where_nothing_had_come_the_time_is_that_of_the_last_leaving(world: World, unread: Unread) -> None:
    unread.look_away()
    world.later(AWAY_S)
    unread.look()
    left_at = world.later(60)
    unread.look_away()
    world.later(AWAY_S)
    come(world, unread, 5, 4)
    unread.look()
    assert unread.mark == ReadingMark(order(3), left_at)


def test_a_sleeping_computer_is_an_absence(world: World, unread: Unread) -> None:
    slept_at = world.later(60)
    assert not unread.look_on()
    world.later(8 * 3600)
    come(world, unread, 5, 4)
    assert unread.look_on()
    assert unread.mark == ReadingMark(order(3), slept_at)


def test_nobody_goes_on_looking_who_is_not_there(world: World, unread: Unread) -> None:
    unread.look_away()
    world.later(8 * 3600)
    assert not unread.look_on()


def test_a_clock_that_is_set_back_draws_no_line(world: World, unread: Unread) -> None:
    unread.look_away()
    world.later(-3600)
    assert not unread.look()


def test_after_a_restart_what_waited_is_still_new(world: World, unread: Unread) -> None:
    come(world, unread, 6, 5, 4)
    left_at = world.later(60)
    save(world, unread)
    world.later(2)
    again = Unread(world.store, HOME)
    assert again.count == 3
    assert again.mark == ReadingMark(order(3), left_at)


def test_looking_after_a_quick_restart_keeps_the_line_of_the_start(world: World, unread: Unread) -> None:
    come(world, unread, 5, 4)
    save(world, unread)
    again = Unread(world.store, HOME)
    line = again.mark
    assert not again.look()
    assert again.mark == line


def test_an_unread_line_survives_restarts_with_its_time(world: World, unread: Unread) -> None:
    come(world, unread, 5, 4)
    unread.look_away()
    save(world, unread)
    for _ in range(3):
        world.later(3600)
        again = Unread(world.store, HOME)
        assert again.mark == ReadingMark(order(3), NOON)
        again.look()
        save(world, again)
    again.saw(order(4))
    left_at = world.later(10)
    save(world, again)
    assert Unread(world.store, HOME).mark == ReadingMark(order(4), left_at)


def test_a_start_that_nobody_looks_at_leaves_the_time_of_leaving(world: World, unread: Unread) -> None:
    save(world, unread)
    left_at = world.now
    world.later(3600)
    save(world, Unread(world.store, HOME))
    world.later(3600)
    read = world.store.timelines.reading.read_up_to(HOME)
    assert read is not None
    assert read.left_at == left_at


def test_only_ones_own_posts_above_are_no_news(world: World, unread: Unread) -> None:
    unread.look_away()
    world.later(AWAY_S)
    world.refresh(entry(4, of=post(4, SUSAN)), *entries(3, 2, 1))
    unread.recount()
    unread.look()
    assert unread.count == 0
    assert unread.mark is not None
    assert unread.mark.left_at == world.now - timedelta(seconds=AWAY_S)
    assert not unread.has_news_above(unread.mark)


def test_where_nothing_is_new_nothing_is_counted_and_no_line_is_drawn(world: World) -> None:
    world.refresh(*entries(3, 2, 1))
    before = Unread(world.store, HOME)
    before.saw(order(3))
    save(world, before)
    world.later(2 * AWAY_S)
    unread = NothingNew(world.store, HOME)
    come(world, unread, 5, 4)
    assert not unread.look()
    assert (unread.count, unread.mark) == (0, None)
    unread.look_away()
    world.later(2 * AWAY_S)
    assert not unread.look()
    assert unread.mark is None
