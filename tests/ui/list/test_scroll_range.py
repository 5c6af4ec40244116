"""The bar is an estimate, exact at both ends."""

from __future__ import annotations

from microblog_desktop.ui.list.scroll_range import ScrollRange
from microblog_desktop.ui.list.strip import Placed


def learnt(*heights: int) -> ScrollRange:
    bar = ScrollRange()
    for height in heights:
        bar.learn(height)
    return bar


def test_the_mean_follows_what_was_measured() -> None:
    bar = learnt(*[50] * 300)
    assert 49 < bar.mean < 52
    for _ in range(600):
        bar.learn(200)
    assert bar.mean > 170
    before = bar.mean
    bar.forget()
    assert bar.mean == before


def test_both_ends_are_exact() -> None:
    bar = learnt(*[100] * 50)
    most = bar.maximum(100, 300)
    assert bar.value([Placed(0, 0, 100), Placed(1, 100, 100), Placed(2, 200, 100)], 100, 300) == 0
    assert bar.value([Placed(98, 100, 100), Placed(99, 200, 100)], 100, 300) == most
    assert 0 < bar.value([Placed(0, -1, 100), Placed(1, 99, 100)], 100, 300) < most


def test_a_place_of_the_bar_names_a_row_and_a_share_of_it() -> None:
    bar = learnt(*[120] * 10)
    assert bar.row_at(0, 10) == (0, 0.0)
    assert bar.row_at(180, 10) == (1, 0.5)
    index, _ = bar.row_at(10**6, 10)
    assert index == 9
