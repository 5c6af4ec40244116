"""Which ids to look into next: about as many as will do, judged by what was found in those before.

Each row of the index has a mark for the neighbourhood of its id, in each of several
sizes; a search that names some of them looks nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from microblog_server.search.commonness import UNKNOWN, Density
from microblog_server.search.shelves import Direction, Span

# A neighbourhood of each size has so many bits of the id in common.
_SIZES = {"a": 8, "b": 11, "c": 14, "d": 17}
_MOST_NAMED = 16
_FIRST_IDS = 2048
# What was rare among the newest may be common among the older: never look at so much more at once.
_GROWTH = 4
_RATHER_TOO_MANY = 1.3
# So many found at once cost little more than a further step; so many would be too many.
_FEW, _MANY = 1500, 4000
# Fewer found say little about how many come.
_TELLING = 4


@dataclass(frozen=True, slots=True)
class Step:
    """`marks`: one of them is in each row of the span; without any, all rows are meant."""

    span: Span
    marks: tuple[str, ...]


class Walk:
    """Through a span from one end to the other, step by step."""

    def __init__(self, span: Span, direction: Direction, newest: int, density: Density = UNKNOWN) -> None:
        """`newest`: no id is greater."""
        self._density = density
        self._newest = newest
        self._lowest = max(span.lowest, 1)
        self._highest = min(span.highest, newest)
        self._is_down = direction is Direction.NEWEST_FIRST
        # All that lies beyond the far end of the span is looked into as well where no marks are named.
        self._is_open_ended = self._lowest == 1 if self._is_down else self._highest == newest
        self._looked = 0
        self._latest = 0
        self._found_earlier = 0

    def step(self, wanted: int, found: int) -> Step | None:
        """`found` of the `wanted` rows were in the steps before. None: that was all."""
        left = self._highest - self._lowest + 1
        if left <= 0:
            return None
        ids = min(self._ids(wanted, found), left)
        self._found_earlier = found
        bits = next((bits for bits in _SIZES.values() if ids <= (_MOST_NAMED - 1) << bits), 0)
        if not bits or (ids == left and self._is_open_ended and self._looked):
            return self._taken(left, ())
        size = next(size for size, width in _SIZES.items() if width == bits)
        return self._taken(*self._named(size, ids))

    def _ids(self, wanted: int, found: int) -> int:
        if not self._looked:
            return _FIRST_IDS
        latest = found - self._found_earlier
        # As dense as in the latest step: that is nearest to what comes.
        enough = (wanted - found) * self._latest / (latest + 1) * _RATHER_TOO_MANY
        expected = self._density.expected
        if not expected:
            return int(min(max(enough, _FIRST_IDS // 2), self._looked * _GROWTH))
        if latest < _TELLING:
            if expected * self._newest <= _FEW:
                return self._newest
            enough = max((wanted - found) / expected * _RATHER_TOO_MANY, self._looked)
        return int(min(max(enough, _FIRST_IDS // 2), max(_MANY / self._density.most, _FIRST_IDS)))

    def _named(self, size: str, ids: int) -> tuple[int, tuple[str, ...]]:
        """Whole neighbourhoods, with at least so many ids of what is left; how many ids that are."""
        bits = _SIZES[size]
        if self._is_down:
            first, last = max(self._highest - ids + 1, self._lowest) >> bits, self._highest >> bits
            count = self._highest - max(first << bits, self._lowest) + 1
        else:
            first, last = self._lowest >> bits, min(self._lowest + ids - 1, self._highest) >> bits
            count = min(((last + 1) << bits) - 1, self._highest) - self._lowest + 1
        return count, tuple(_mark(size, number) for number in range(first, last + 1))

    def _taken(self, count: int, marks: tuple[str, ...]) -> Step:
        self._looked += count
        self._latest = count
        if self._is_down:
            self._highest -= count
            return Step(Span(self._highest + 1, self._highest + count), marks)
        self._lowest += count
        return Step(Span(self._lowest - count, self._lowest - 1), marks)


def marks_of(id: int) -> Iterator[str]:
    return (_mark(size, id >> bits) for size, bits in _SIZES.items())


def _mark(size: str, number: int) -> str:
    return f"~{size}{number}"
