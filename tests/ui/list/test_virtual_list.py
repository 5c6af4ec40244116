"""The virtual list keeps the reader's place and costs what is visible."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from microblog_desktop.ui.list.accessible import speak_of_lists
from microblog_desktop.ui.list.reading_place import ReadingPlace
from microblog_desktop.ui.list.strip import Direction
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.theme.theme import Theme
from tests.ui.list.rows import Block, BlockModel, BlockRow, BlockRows, blocks

HEIGHT = 300


def shown(
    qtbot: QtBot, theme: Theme, model: BlockModel, direction: Direction = Direction.FROM_TOP
) -> tuple[VirtualList, BlockRows]:
    factory = BlockRows()
    view = VirtualList(theme, model, factory, direction=direction)
    qtbot.addWidget(view)
    view.resize(400, HEIGHT)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    QApplication.sendPostedEvents()
    return view, factory


@contextmanager
def for_one_example(theme: Theme, model: BlockModel, direction: Direction) -> Iterator[VirtualList]:
    """A list that is gone at the end of one example, not of the whole test."""
    view = VirtualList(theme, model, BlockRows(), direction=direction)
    view.resize(400, HEIGHT)
    view.show()
    QApplication.sendPostedEvents()
    try:
        yield view
    finally:
        delete(view)


def on_screen(view: VirtualList) -> dict[int, int]:
    """The place of the top edge of each row in view, as its widget has it."""
    QApplication.sendPostedEvents()
    tops = {}
    for placed in view.placed():
        widget = view.live.find(view.key_at(placed.index))
        assert isinstance(widget, BlockRow)
        assert not widget.isHidden()
        assert widget.height() == widget.height_for(widget.width())
        if widget.y() + widget.height() > 0 and widget.y() < view.viewport().height():
            tops[widget.block.key] = widget.y()
    return tops


def assert_no_hole(view: VirtualList) -> None:
    rows = view.placed()
    for above, below in pairwise(rows):
        assert above.bottom == below.top
        assert above.index + 1 == below.index
    if rows:
        assert rows[0].top <= 0 or rows[0].index == 0
        assert rows[-1].bottom >= view.viewport().height() or rows[-1].index == view.count - 1


heights = st.integers(min_value=1, max_value=500)
changes = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), st.integers(0, 60), st.lists(heights, min_size=1, max_size=8)),
        st.tuples(st.just("remove"), st.integers(0, 60), st.integers(0, 5)),
        st.tuples(st.just("resize"), st.integers(0, 60), heights),
        st.tuples(st.just("reset"), st.integers(0, 60), st.integers(0, 5)),
    ),
    max_size=6,
)


def change(model: BlockModel, step: tuple[str, int, object], next_key: int, keep: int) -> int:
    """Apply one random change that leaves the row `keep` in the list, unchanged."""
    verb, at, what = step
    at = min(at, len(model.blocks))
    if verb == "insert" and isinstance(what, list):
        model.insert(at, [Block(next_key + n, height) for n, height in enumerate(what)])
        return next_key + len(what)
    last = min(at + (what if isinstance(what, int) else 0), len(model.blocks) - 1)
    if verb == "resize" and isinstance(what, int) and at < len(model.blocks) and model.blocks[at].key != keep:
        model.resize(at, what)
    elif verb == "remove" and at <= last and keep not in {block.key for block in model.blocks[at : last + 1]}:
        model.remove(at, last)
    elif verb == "reset":
        rest = [block for n, block in enumerate(model.blocks) if block.key == keep or not at <= n <= last]
        model.replace_all(rest)
    return next_key


@pytest.mark.parametrize("direction", list(Direction))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.lists(heights, min_size=25, max_size=60),
    scroll=st.integers(0, 12_000),
    steps=changes,
    batched=st.booleans(),
)
def test_the_anchored_row_does_not_move_when_anything_else_changes(
    theme: Theme,
    direction: Direction,
    start: list[int],
    scroll: int,
    steps: list[tuple[str, int, object]],
    batched: bool,
) -> None:
    # Enough on either side that the ends of the list are never in view.
    padding = 40
    model = BlockModel(
        [
            *blocks(padding, 400, first=10_000),
            *[Block(n, h) for n, h in enumerate(start)],
            *blocks(padding, 400, 20_000),
        ]
    )
    with for_one_example(theme, model, direction) as view:
        view.restore(ReadingPlace(0, 0))
        QApplication.sendPostedEvents()
        view.scroll_by(min(scroll, sum(start)))
        keep = view.key_at(view.anchor.index)
        assert isinstance(keep, int)
        before = on_screen(view)[keep]
        next_key = 30_000
        for verb, at, what in steps:
            next_key = change(model, (verb, at + padding // 2, what), next_key, keep)
            if not batched:
                QApplication.sendPostedEvents()
        assert on_screen(view)[keep] == before
        assert_no_hole(view)


@given(steps=st.lists(st.one_of(changes.map(tuple), st.integers(-3000, 3000)), max_size=6))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_there_is_never_a_hole_or_an_overlap(
    theme: Theme, steps: list[int | tuple[tuple[str, int, object], ...]]
) -> None:
    model = BlockModel(blocks(20, 70))
    with for_one_example(theme, model, Direction.FROM_TOP) as view:
        next_key = 1000
        for step in steps:
            if isinstance(step, int):
                view.scroll_by(step)
            else:
                for single in step:
                    next_key = change(model, single, next_key, keep=-1)
            QApplication.sendPostedEvents()
            assert_no_hole(view)
            assert len(view.live) <= len(view.placed())


def test_scrolling_is_exact_to_the_pixel_there_and_back(qtbot: QtBot, theme: Theme) -> None:
    model = BlockModel([Block(n, 20 + (n * 37) % 200) for n in range(500)])
    view, _ = shown(qtbot, theme, model)
    view.scroll_by(5000)
    before = on_screen(view)
    for pixels in (1, 7, 3000, 11, -3019):
        view.scroll_by(pixels)
    assert on_screen(view) == before


def test_prepending_at_the_very_top_does_not_move_what_is_read(qtbot: QtBot, theme: Theme) -> None:
    model = BlockModel(blocks(30))
    view, _ = shown(qtbot, theme, model)
    assert on_screen(view)[0] == 0
    model.insert(0, blocks(5, first=100))
    assert on_screen(view)[0] == 0
    assert not view.is_at_top()


def test_an_anchored_row_that_is_removed_hands_over_to_the_next(qtbot: QtBot, theme: Theme) -> None:
    model = BlockModel(blocks(60))
    view, _ = shown(qtbot, theme, model)
    view.scroll_by(1010)
    assert on_screen(view)[22] == 90
    model.remove(15, 21)
    assert on_screen(view)[22] == 90
    model.replace_all([block for block in model.blocks if block.key % 2])
    assert on_screen(view)[23] == 140


def test_a_conversation_stays_at_its_end_when_it_was_there(qtbot: QtBot, theme: Theme) -> None:
    model = BlockModel(blocks(30))
    view, _ = shown(qtbot, theme, model, Direction.FROM_BOTTOM)
    assert on_screen(view)[29] == HEIGHT - 50
    model.insert(30, [Block(99, 120)])
    assert on_screen(view)[99] == HEIGHT - 120
    view.scroll_by(-200)
    before = on_screen(view)
    model.insert(31, [Block(100, 80)])
    assert {key: top for key, top in on_screen(view).items() if key in before} == before


def test_a_short_conversation_stands_at_the_bottom_and_a_short_timeline_at_the_top(qtbot: QtBot, theme: Theme) -> None:
    below, _ = shown(qtbot, theme, BlockModel(blocks(2)), Direction.FROM_BOTTOM)
    assert on_screen(below) == {0: HEIGHT - 100, 1: HEIGHT - 50}
    above, _ = shown(qtbot, theme, BlockModel(blocks(2)))
    assert on_screen(above) == {0: 0, 1: 50}


def test_a_conversation_keeps_its_last_words_in_view_when_the_window_gets_lower(qtbot: QtBot, theme: Theme) -> None:
    view, _ = shown(qtbot, theme, BlockModel(blocks(30)), Direction.FROM_BOTTOM)
    view.resize(400, 200)
    assert on_screen(view)[29] == 200 - 50


def test_widgets_are_bound_anew_and_not_made_anew(qtbot: QtBot, theme: Theme) -> None:
    model = BlockModel(blocks(1000))
    view, factory = shown(qtbot, theme, model)
    for _ in range(200):
        view.scroll_by(240)
    assert len(factory.made) < 30


def test_a_row_with_the_focus_keeps_its_widget_out_of_sight(qtbot: QtBot, theme: Theme) -> None:
    model = BlockModel(blocks(200))
    view, _ = shown(qtbot, theme, model)
    view.current.go_to(2)
    widget = view.live.find(2)
    assert isinstance(widget, BlockRow)
    view.scroll_by(4000)
    assert view.live.find(2) is widget
    assert widget.block.key == 2
    assert QApplication.focusWidget() is widget
    view.scroll_to_top()
    assert on_screen(view)[2] == 100


def test_a_row_with_an_open_menu_keeps_its_widget(qtbot: QtBot, theme: Theme) -> None:
    model = BlockModel(blocks(200))
    view, factory = shown(qtbot, theme, model)
    busy = factory.made[1]
    busy.has_menu_open = True
    key = busy.block.key
    view.scroll_by(4000)
    assert busy.block.key == key
    busy.has_menu_open = False
    view.scroll_by(60)
    assert key not in view.live


def test_the_focus_goes_on_when_its_row_is_removed(qtbot: QtBot, theme: Theme) -> None:
    model = BlockModel(blocks(50))
    view, _ = shown(qtbot, theme, model)
    view.current.go_to(1)
    model.remove(1, 1)
    QApplication.sendPostedEvents()
    focused = QApplication.focusWidget()
    assert isinstance(focused, BlockRow)
    assert focused.block.key == 2


def test_arrow_keys_walk_the_rows(qtbot: QtBot, theme: Theme) -> None:
    view, _ = shown(qtbot, theme, BlockModel(blocks(100)))
    view.setFocus()
    for _ in range(9):
        QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Down)
    assert view.current.index() == 8
    assert on_screen(view)[8] == HEIGHT - 50
    QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Up)
    assert on_screen(view)[7] == HEIGHT - 100
    focused = QApplication.focusWidget()
    assert isinstance(focused, BlockRow)
    assert focused.block.key == 7


def test_only_the_current_row_is_on_the_way_of_the_tab_key(qtbot: QtBot, theme: Theme) -> None:
    view, factory = shown(qtbot, theme, BlockModel(blocks(100)))
    view.current.go_to(3)
    stops = [row.block.key for row in factory.made if row.button.focusPolicy() is Qt.FocusPolicy.StrongFocus]
    assert stops == [3]
    QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Tab)
    current = view.current.widget()
    assert isinstance(current, BlockRow)
    assert QApplication.focusWidget() is current.button


def test_page_keys_and_ends(qtbot: QtBot, theme: Theme) -> None:
    view, _ = shown(qtbot, theme, BlockModel(blocks(100)))
    QTest.keyClick(view, Qt.Key.Key_End)
    assert on_screen(view)[99] == HEIGHT - 50
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert on_screen(view)[0] == 0
    assert view.verticalScrollBar().value() == 0
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert 0 < (view.first_visible() or 0) < 6


def test_the_wheel_moves_by_pixels_where_the_device_tells_them(qtbot: QtBot, theme: Theme) -> None:
    view, _ = shown(qtbot, theme, BlockModel(blocks(100)))
    for _ in range(3):
        event = QWheelEvent(
            QPointF(10, 10),
            QPointF(10, 10),
            QPoint(0, -7),
            QPoint(0, -56),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.ScrollUpdate,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)
    assert on_screen(view)[0] == -21


def test_dragging_the_bar_reaches_both_ends_and_the_middle(qtbot: QtBot, theme: Theme) -> None:
    view, _ = shown(qtbot, theme, BlockModel([Block(n, 40 + n % 90) for n in range(800)]))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert view.is_at_end()
    bar.setValue(bar.maximum() // 2)
    QApplication.sendPostedEvents()
    assert 300 < (view.first_visible() or 0) < 500
    bar.setValue(0)
    assert view.is_at_top()


def test_a_saved_place_is_found_again_at_another_width(qtbot: QtBot, theme: Theme) -> None:
    model = BlockModel([Block(n, 40 + n % 90) for n in range(800)])
    view, _ = shown(qtbot, theme, model)
    view.scroll_by(9_999)
    place = view.place()
    assert place is not None
    again, _ = shown(qtbot, theme, model)
    again.resize(700, 500)
    assert again.restore(place)
    assert again.place() == place
    assert not again.restore(ReadingPlace(-5, 0))


def test_rows_of_another_kind_get_another_widget(qtbot: QtBot, theme: Theme) -> None:
    model = BlockModel(blocks(5))
    view, factory = shown(qtbot, theme, model)
    made = len(factory.made)
    model.blocks[2] = Block(2, 90, "other")
    model.dataChanged.emit(model.index(2, 0), model.index(2, 0))
    assert on_screen(view)[3] == 190
    assert len(factory.made) == made + 1


def test_screen_readers_hear_a_list_with_its_items_in_order(qtbot: QtBot, theme: Theme) -> None:
    speak_of_lists()
    QAccessible.setActive(True)
    view, _ = shown(qtbot, theme, BlockModel(blocks(200)))
    view.scroll_by(3333)
    qtbot.wait(150)
    spoken = QAccessible.queryAccessibleInterface(view.viewport())
    assert spoken is not None
    assert spoken.role() is QAccessible.Role.List
    items = [spoken.child(n) for n in range(spoken.childCount())]
    visible = [item for item in items if not item.state().invisible]
    assert {item.role() for item in visible} == {QAccessible.Role.ListItem}
    names = [item.text(QAccessible.Text.Name) for item in visible]
    assert names == [f"block {view.key_at(row.index)}" for row in view.placed()]
