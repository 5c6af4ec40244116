"""What can happen to a list while somebody reads it, for Hypothesis to choose from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

from hypothesis import strategies as st

from microblog_desktop.ui.list.virtual_list import VirtualList
from tests.ui.list.rows import Block, BlockModel, blocks

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


def padded(rows: list[tuple[int, int]]) -> BlockModel:
    middle = [Block(key, height, characters=text) for key, (height, text) in enumerate(rows)]
    return BlockModel([*blocks(PADDING, 400, first=10_000), *middle, *blocks(PADDING, 400, first=20_000)])


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
        laid_out = {self.view.key_at(row.index) for row in self.view.placed()}
        # With none of the rows that were laid out, it would be another list, which begins anew.
        if any(block.key in laid_out for block in rest):
            self.model.replace_all(rest)

    def _index(self, at: int) -> int:
        return min(max(self.view.anchor.index + at, PADDING + 1), len(self.model.blocks) - PADDING)

    def _is_inside(self, index: int) -> bool:
        return index < len(self.model.blocks) - PADDING
