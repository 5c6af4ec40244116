"""A place that was told is the place that is restored: before the first layout, at any size, after any change of it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from microblog_desktop.ui.list.reading_place import WHOLE_ROW, ReadingPlace
from microblog_desktop.ui.list.strip import Direction
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.theme.theme import Theme
from tests.ui.list.rows import Block, BlockModel, BlockRow, BlockRows


def many() -> BlockModel:
    """Rows of all lengths: every fifth is higher than the window."""
    return BlockModel([Block(n, 30 + n % 7, characters=6000 if n % 5 == 0 else (n * 37) % 400) for n in range(300)])


def opened(theme: Theme, model: BlockModel, direction: Direction, width: int, height: int) -> VirtualList:
    view = VirtualList(theme, model, BlockRows(), direction=direction)
    view.resize(width, height)
    return view


def tops(view: VirtualList) -> dict[object, int]:
    return {view.key_at(row.index): row.top for row in view.placed()}


@pytest.mark.parametrize("direction", list(Direction))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scroll=st.integers(2_000, 60_000), sizes=st.lists(st.tuples(st.integers(200, 900), st.integers(200, 700))))
def test_a_place_told_is_the_place_restored(
    theme: Theme, direction: Direction, scroll: int, sizes: list[tuple[int, int]]
) -> None:
    model = many()
    view = opened(theme, model, direction, 400, 300)
    view.show()
    view.scroll_by(scroll if direction is Direction.FROM_TOP else -scroll)
    place, seen = view.place(), tops(view)
    assert place is not None
    again = opened(theme, model, direction, 520, 640)
    assert again.restore(place)
    assert again.place() == place  # nobody has seen it yet
    again.show()
    for width, height in [*sizes, (400, 300)]:
        again.resize(width, height)
        QApplication.sendPostedEvents()
    assert again.place() == place
    assert tops(again) == seen
    delete(again)
    delete(view)


def test_a_row_that_fills_the_view_keeps_the_line_that_is_read(qtbot: QtBot, theme: Theme) -> None:
    model = many()
    view = opened(theme, model, Direction.FROM_TOP, 400, 300)
    qtbot.addWidget(view)
    view.show()
    assert view.restore(ReadingPlace(100, -1007))
    QApplication.sendPostedEvents()
    place = view.place()
    assert place is not None
    assert place.character == 2500  # fifty characters a line of twenty pixels
    assert place.offset == -7
    view.resize(800, 300)
    QApplication.sendPostedEvents()
    row = view.live.find(100)
    assert isinstance(row, BlockRow)
    assert row.y() == -25 * 20 - 7
    assert view.place() == place


def test_a_row_that_begins_in_the_upper_half_is_held_by_its_edge(qtbot: QtBot, theme: Theme) -> None:
    view = opened(theme, many(), Direction.FROM_TOP, 400, 300)
    qtbot.addWidget(view)
    view.show()
    view.restore(ReadingPlace(101, 80))
    assert view.place() == ReadingPlace(101, 80, WHOLE_ROW)
    view.scroll_by(-120)
    place = view.place()
    assert place is not None
    assert (place.key, place.character >= 0) == (100, True)


def test_what_is_not_in_the_list_cannot_be_restored(qtbot: QtBot, theme: Theme) -> None:
    view = opened(theme, many(), Direction.FROM_TOP, 400, 300)
    qtbot.addWidget(view)
    assert not view.restore(ReadingPlace(-5, 0))
    assert view.place() == ReadingPlace(0, 0)


def test_an_empty_list_has_no_place(qtbot: QtBot, theme: Theme) -> None:
    view = opened(theme, BlockModel([]), Direction.FROM_TOP, 400, 300)
    qtbot.addWidget(view)
    assert view.place() is None
