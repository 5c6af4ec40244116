"""Whatever happens to the rows, what is under the reader's eyes stays there: any changes, in any order, anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from microblog_desktop.ui.list.reading_place import WHOLE_ROW, ReadingPlace
from microblog_desktop.ui.list.strip import Direction
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.theme.theme import Theme
from tests.ui.list.rows import Block, BlockModel, BlockRow, BlockRows, blocks

PADDING = 60
"""So many rows at either end stay as they are: the ends of the list never come into view."""

near = st.integers(-7, 7)
block_heights = st.one_of(st.integers(1, 60), st.integers(1, 700))
texts = st.one_of(st.just(0), st.integers(1, 300), st.integers(1, 3000))
new_blocks = st.lists(st.tuples(block_heights, texts), min_size=1, max_size=6)


@dataclass(frozen=True, slots=True)
class Insert:
    at: int
    rows: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Remove:
    at: int
    rows: int


@dataclass(frozen=True, slots=True)
class Change:
    at: int
    height: int
    kind: str


@dataclass(frozen=True, slots=True)
class Move:
    at: int
    to: int


@dataclass(frozen=True, slots=True)
class Reset:
    at: int
    rows: int
    height: int


@dataclass(frozen=True, slots=True)
class Scroll:
    pixels: int


@dataclass(frozen=True, slots=True)
class Size:
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Focus:
    at: int


Step = Insert | Remove | Change | Move | Reset | Scroll | Size | Focus
changes = st.one_of(
    st.builds(Insert, near, new_blocks),
    st.builds(Remove, near, st.integers(1, 6)),
    st.builds(Change, near, block_heights, st.sampled_from(["block", "other"])),
    st.builds(Move, near, near),
    st.builds(Reset, near, st.integers(0, 4), block_heights),
)
moves = st.one_of(
    st.builds(Scroll, st.integers(-2500, 2500)),
    st.builds(Size, st.integers(120, 900), st.integers(150, 700)),
    st.builds(Focus, near),
)
steps = st.lists(st.one_of(changes, changes, moves), min_size=1, max_size=10)


class Player:
    """Does the steps to a list in a window; rows are named by how far they are from the held one."""

    def __init__(self, view: VirtualList, model: BlockModel) -> None:
        self.view = view
        self.model = model
        self._keys = count(30_000)

    def play(self, step: Step) -> None:
        model = self.model
        match step:
            case Insert(at, rows):
                new = [Block(next(self._keys), height, characters=text) for height, text in rows]
                model.insert(self._index(at), new)
            case Remove(at, rows):
                first = self._index(at)
                last = min(first + rows, len(model.blocks) - PADDING) - 1
                if first <= last:
                    model.remove(first, last)
            case Change(at, height, kind):
                index = self._index(at)
                if self._is_inside(index):
                    model.change(index, replace(model.blocks[index], height=height, kind=kind))
            case Move(at, to):
                if self._is_inside(self._index(at)):
                    model.move(self._index(at), self._index(to))
            case Reset(at, rows, height):
                self._reset(self._index(at), rows, height)
            case Scroll(pixels):
                self.view.scroll_by(pixels)
            case Size(width, height):
                self.view.resize(width, height)
            case Focus(at):
                self.view.current.go_to(self._index(at))

    def _reset(self, first: int, rows: int, height: int) -> None:
        """Without some rows, and with another height for one that is far from sight."""
        last = min(first + rows, len(self.model.blocks) - PADDING)
        rest = self.model.blocks[:first] + self.model.blocks[max(first, last) :]
        rest[5] = replace(rest[5], height=height)
        self.model.replace_all(rest)

    def _index(self, at: int) -> int:
        return min(max(self.view.anchor.index + at, PADDING + 1), len(self.model.blocks) - PADDING)

    def _is_inside(self, index: int) -> bool:
        return index < len(self.model.blocks) - PADDING


def where(view: VirtualList, place: ReadingPlace) -> int | None:
    """How far from the edge the row, or its line of text, is really painted; None if it has no widget."""
    widget = view.live.find(place.key)
    if not isinstance(widget, BlockRow):
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


def padded(rows: list[tuple[int, int]]) -> BlockModel:
    middle = [Block(key, height, characters=text) for key, (height, text) in enumerate(rows)]
    return BlockModel([*blocks(PADDING, 400, first=10_000), *middle, *blocks(PADDING, 400, first=20_000)])


FAST = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@dataclass(frozen=True, slots=True)
class Before:
    """What the reader saw: the place told, and where each row stood from the edge, the best heir first."""

    place: ReadingPlace
    stood: dict[object, int]

    @classmethod
    def of(cls, view: VirtualList) -> Before:
        place = view.place()
        assert place is not None
        height, is_from_top = view.viewport().height(), view.direction is Direction.FROM_TOP
        rows = {view.key_at(row.index): row for row in view.placed()}
        keys = list(rows)
        at = keys.index(place.key)
        order = [place.key, *keys[at + 1 :], *keys[:at][::-1]]
        order.sort(key=lambda key: not (rows[key].bottom > 0 and rows[key].top < height))
        stood = {key: rows[key].top if is_from_top else rows[key].bottom - height for key in order}
        return cls(place, stood)


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
    """The held row stays; if it is gone, or shrank so much that it is, the nearest one that is left."""
    place = view.place()
    assert place is not None
    if place.key == before.place.key:
        assert where(view, before.place) == before.place.offset
        return
    row = next((row for row in view.placed() if view.key_at(row.index) == before.place.key), None)
    is_in_sight = row is not None and row.bottom > 0 and row.top < view.viewport().height()
    # A row that changes under the reader's hands is held instead.
    assert not is_in_sight or place.key == view.current.key or isinstance(step, Change)
    left = [place.key] if is_in_sight else []
    left += [key for key in before.stood if key != before.place.key and view.index_of(key) is not None]
    for key in left[:1]:
        assert where(view, ReadingPlace(key, 0)) in (before.stood[key], None)
