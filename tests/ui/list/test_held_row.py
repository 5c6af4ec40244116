"""Whatever happens to the rows, what is under the reader's eyes stays there: any changes, in any order, anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from microblog_desktop.ui.list.reading_place import WHOLE_ROW, ReadingPlace, cut_line
from microblog_desktop.ui.list.strip import Direction
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.theme.theme import Theme
from tests.ui.list.rows import LINE_PX, BlockModel, BlockRow, BlockRows, in_a_line
from tests.ui.list.steps import (
    PADDING,
    Change,
    Focus,
    Move,
    Player,
    Reset,
    Scroll,
    Step,
    block_heights,
    padded,
    steps,
    texts,
)


def where(view: VirtualList, place: ReadingPlace) -> int | None:
    """How far from the edge the row, or its line of text, is really painted; None if it has no widget."""
    widget = view.live.find(place.key)
    if not isinstance(widget, BlockRow) or widget.isHidden():
        return None
    is_from_top = view.direction is Direction.FROM_TOP
    edge = 0 if is_from_top else view.viewport().height()
    if place.character != WHOLE_ROW:
        return widget.y() + (widget.line_top(place.character) or 0) - edge
    return widget.y() - edge if is_from_top else widget.y() + widget.height() - edge


def assert_sound(view: VirtualList) -> None:
    """No hole, no overlap, nothing beyond the ends; the bar and the focus tell the truth."""
    height, rows = view.viewport().height(), view.placed()
    for above, below in pairwise(rows):
        assert (above.bottom, above.index + 1) == (below.top, below.index)
    for row in rows:
        widget = view.live.find(view.key_at(row.index))
        assert isinstance(widget, BlockRow)
        assert not widget.isHidden()
        assert (widget.y(), widget.height()) == (row.top, row.height)
        assert widget.height_for(widget.width()) == row.height
        assert widget.block.key == view.key_at(row.index)
    if rows:
        assert rows[0].top <= 0 or rows[0].index == 0
        assert rows[-1].bottom >= height or rows[-1].index == view.count - 1
        assert not (rows[0].index == 0 and rows[0].top > 0 and view.direction is Direction.FROM_TOP)
    bar = view.verticalScrollBar()
    assert 0 == bar.minimum() <= bar.value() <= bar.maximum()
    if rows and not (view.is_at_top() and view.is_at_end()):
        assert (bar.value() == 0) == view.is_at_top()
        assert (bar.value() == bar.maximum()) == view.is_at_end()
    assert view.live.created < 60


def assert_focus_is_sensible(view: VirtualList) -> None:
    focused = QApplication.focusWidget()
    if view.count == 0:
        assert focused is view
        return
    assert isinstance(focused, BlockRow)
    assert view.live.find(focused.block.key) is focused
    assert view.index_of(focused.block.key) is not None
    assert view.current.key == focused.block.key


@contextmanager
def shown(theme: Theme, model: BlockModel, direction: Direction) -> Iterator[VirtualList]:
    """A list that is gone at the end of one example, not of the whole test."""
    view = VirtualList(theme, model, BlockRows(), direction=direction)
    view.resize(400, 300)
    view.show()
    view.activateWindow()
    QApplication.processEvents()
    try:
        yield view
    finally:
        delete(view)


FAST = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@dataclass(frozen=True, slots=True)
class Before:
    """What the reader saw: the place told, the row with the focus, and how far from the edge each row stood."""

    place: ReadingPlace
    in_hands: ReadingPlace | None
    stood: dict[object, tuple[int, int]]

    @classmethod
    def of(cls, view: VirtualList) -> Before:
        place = view.place()
        assert place is not None
        height, in_hands = view.viewport().height(), None
        edge = 0 if view.direction is Direction.FROM_TOP else height
        rows = {view.key_at(row.index): row for row in view.placed()}
        for key, row in rows.items():
            widget = view.live.find(key)
            if widget is not None and widget.has_focus_inside() and row.bottom > 0 and row.top < height:
                offset = (row.bottom if edge else row.top) - edge
                in_hands = cut_line(key, row, widget, height, view.direction) or ReadingPlace(key, offset)
        return cls(place, in_hands, {key: (row.top - edge, row.bottom - edge) for key, row in rows.items()})

    def heirs(self, view: VirtualList, held: ReadingPlace) -> list[ReadingPlace]:
        """Where rows that are left may be held, best first: this one, those below it, those above it."""
        keys = list(self.stood)
        at = keys.index(held.key)
        order = [key for key in keys[at + 1 :] + keys[:at][::-1] if view.index_of(key) is not None]
        order.sort(key=lambda key: not is_seen(view, *self.stood[key]))
        start = 0 if view.direction is Direction.FROM_TOP else 1
        return [held] * (view.index_of(held.key) is not None) + [
            ReadingPlace(key, self.stood[key][start]) for key in order
        ]


def is_seen(view: VirtualList, top: int, bottom: int) -> bool:
    """Whether anything can be seen of what stands so far from the edge where reading begins."""
    height = view.viewport().height()
    return bottom > 0 and top < height if view.direction is Direction.FROM_TOP else bottom > -height and top < 0


def would_be_seen(view: VirtualList, place: ReadingPlace) -> bool:
    """Whether the row, as high as it is now, can be seen at that place."""
    index = view.index_of(place.key)
    assert index is not None
    assert isinstance(view.model, BlockModel)
    block, width = view.model.blocks[index], view.viewport().width()
    height, top = block.height_in(width), place.offset
    if place.character != WHOLE_ROW:
        top -= place.character // in_a_line(width) * LINE_PX
    elif view.direction is Direction.FROM_BOTTOM:
        top -= height
    return is_seen(view, top, top + height)


@pytest.mark.parametrize("direction", list(Direction))
@FAST
@given(start=st.lists(st.tuples(block_heights, texts), min_size=8, max_size=20), plan=steps, focus=st.booleans())
def test_what_is_read_stays_where_it_is(
    theme: Theme, direction: Direction, start: list[tuple[int, int]], plan: list[Step], focus: bool
) -> None:
    model = padded(start)
    with shown(theme, model, direction) as view:
        view.restore(ReadingPlace(3, 40))
        QApplication.sendPostedEvents()
        player = Player(view, model)
        if focus:
            player.play(Focus(0))
        for step in plan:
            before = Before.of(view)
            player.play(step)
            QApplication.sendPostedEvents()
            assert_sound(view)
            if not isinstance(step, Scroll | Focus):
                assert_held(view, before, step)
            if focus:
                assert_focus_is_sensible(view)


def assert_held(view: VirtualList, before: Before, step: Step) -> None:
    """The held row stays, or the one that changes under the reader's hands."""
    in_hands = before.in_hands if isinstance(step, Change | Move | Reset) else None
    assert any(is_held(view, before, held) for held in (before.place, in_hands) if held is not None)


def is_held(view: VirtualList, before: Before, held: ReadingPlace) -> bool:
    """Whether it stays; if it is gone, or would be out of sight, the nearest one that is left and would not."""
    heirs = before.heirs(view, held)
    heir = next((heir for heir in heirs if would_be_seen(view, heir)), None)
    if heir is not None and is_seen(view, *before.stood[heir.key]):
        return where(view, heir) == heir.offset
    if heirs[:1] == [held]:
        # It alone was seen, and got so low that it would be gone: it is shown at the edge.
        return where(view, replace(held, offset=0, character=WHOLE_ROW)) == 0
    return not heirs or where(view, heirs[0]) in (heirs[0].offset, None)


@pytest.mark.parametrize(("direction", "offset"), [(Direction.FROM_TOP, -500), (Direction.FROM_BOTTOM, 500)])
def test_the_only_row_that_is_seen_stays_in_sight_however_low_it_gets(
    theme: Theme, direction: Direction, offset: int
) -> None:
    model = padded([(100, 0)] * 3 + [(1500, 0)] + [(100, 0)] * 3)
    with shown(theme, model, direction) as view:
        view.restore(ReadingPlace(3, offset))
        QApplication.sendPostedEvents()
        model.resize(PADDING + 3, 80)
        QApplication.sendPostedEvents()
        assert where(view, ReadingPlace(3, 0)) == 0


def test_what_stands_at_the_lower_edge_stays_there_when_a_conversation_gets_too_low_for_its_held_row(
    theme: Theme,
) -> None:
    model = padded([(60, 0)] * 9)
    with shown(theme, model, Direction.FROM_BOTTOM) as view:
        view.restore(ReadingPlace(3, -200))
        QApplication.sendPostedEvents()
        view.resize(400, 150)
        assert where(view, ReadingPlace(4, 0)) == -140
        assert where(view, ReadingPlace(6, 0)) == -20


def test_a_held_row_that_the_lower_edge_of_a_smaller_window_leaves_behind_lets_the_rows_above_it_stay(
    theme: Theme,
) -> None:
    model = padded([(60, 0)] * 9)
    with shown(theme, model, Direction.FROM_TOP) as view:
        view.restore(ReadingPlace(3, 200))
        QApplication.sendPostedEvents()
        view.resize(300, 150)
        assert where(view, ReadingPlace(2, 0)) == 140
