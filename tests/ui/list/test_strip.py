"""Where rows stand around an anchor."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog_desktop.ui.list.strip import Anchor, Direction, Strip

VIEWPORT = 300


def strip(heights: list[int], direction: Direction, margin: int = 50) -> Strip:
    return Strip(len(heights), VIEWPORT, margin, direction, heights.__getitem__)


@pytest.mark.parametrize("direction", list(Direction))
@given(
    heights=st.lists(st.integers(1, 400), min_size=1, max_size=40),
    index=st.integers(-3, 60),
    place=st.integers(-2000, 2000),
)
def test_rows_are_neighbours_and_fill_the_viewport_as_far_as_there_are_any(
    direction: Direction, heights: list[int], index: int, place: int
) -> None:
    rows = strip(heights, direction).place(Anchor(index, place))
    assert [row.index for row in rows] == list(range(rows[0].index, rows[-1].index + 1))
    assert all(above.bottom == below.top for above, below in pairwise(rows))
    if sum(heights) < VIEWPORT:
        assert rows[0].top == 0 if direction is Direction.FROM_TOP else rows[-1].bottom == VIEWPORT
    else:
        assert rows[0].top <= 0
        assert rows[-1].bottom >= VIEWPORT


@pytest.mark.parametrize("direction", list(Direction))
@given(heights=st.lists(st.integers(1, 400), min_size=10, max_size=40), place=st.integers(-500, 500))
def test_laying_out_again_moves_nothing(direction: Direction, heights: list[int], place: int) -> None:
    one = strip(heights, direction)
    rows = one.place(Anchor(5, place))
    assert {row.index: row.top for row in one.place(one.anchor_of(rows))}.items() >= {
        row.index: row.top for row in rows if row.bottom > -50 and row.top < VIEWPORT + 50
    }.items()
    held = one.held(one.anchor_of(rows), rows)
    assert held == one.anchor_of(rows)


def test_the_anchor_is_the_first_row_that_begins_in_view_or_the_last_that_ends_in_it() -> None:
    heights = [100] * 10
    down = strip(heights, Direction.FROM_TOP)
    assert down.anchor_of(down.place(Anchor(3, -40))) == Anchor(4, 60)
    up = strip(heights, Direction.FROM_BOTTOM)
    assert up.anchor_of(up.place(Anchor(6, 40))) == Anchor(5, -60)


def test_a_row_higher_than_the_viewport_is_its_own_anchor() -> None:
    heights = [100, 1000, 100]
    down = strip(heights, Direction.FROM_TOP)
    assert down.anchor_of(down.place(Anchor(1, -200))) == Anchor(1, -200)


def _with_lead(heights: list[int], lead: int) -> Strip:
    return Strip(len(heights), VIEWPORT, 50, Direction.FROM_TOP, heights.__getitem__, lead)


def test_a_lead_stays_at_the_top_though_less_than_a_view_full_stands_below_it() -> None:
    rows = _with_lead([100, 60, 40], 1).place(Anchor(1, 0))
    assert [(row.index, row.top) for row in rows] == [(0, -100), (1, 0), (2, 60)]


def test_no_more_room_than_that_stays_free_below_the_last_row() -> None:
    for heights in ([100, 60, 40], [400, 90, 40], [10, 20, 30]):
        rows = _with_lead(heights, 1).place(Anchor(2, -30))
        assert next(row.top for row in rows if row.index == 1) == 0
    rows = _with_lead([100, 60, 400], 1).place(Anchor(2, -300))
    assert rows[-1].bottom == VIEWPORT


def test_rows_above_a_lead_are_never_out_of_reach() -> None:
    rows = _with_lead([100, 60, 40], 1).place(Anchor(1, 250))
    assert rows[0].top == 0
