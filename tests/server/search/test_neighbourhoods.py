"""Where the newest matches are looked for (microblog_server/search/neighbourhoods.py)."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from microblog_server.search.commonness import UNKNOWN, Density
from microblog_server.search.neighbourhoods import Step, Walk, marks_of
from microblog_server.search.shelves import Direction, Span

_NEWEST = 3_000_000
_ids = st.integers(1, _NEWEST)
_directions = st.sampled_from(Direction)
_densities = st.sampled_from(
    [UNKNOWN, Density(1e-6, 0.01), Density(0.001, 0.01), Density(0.02, 0.1), Density(0.5, 0.5)]
)


def _steps(
    span: Span, direction: Direction, *, found_in_each: int, wanted: int = 200, density: Density = UNKNOWN
) -> list[Step]:
    walk, found, steps = Walk(span, direction, _NEWEST, density), 0, []
    while found < wanted and (step := walk.step(wanted, found)) is not None:
        steps.append(step)
        found += found_in_each
    return steps


def _size(step: Step) -> int:
    return step.span.highest - step.span.lowest + 1


@given(_ids, _ids, _directions, st.integers(0, 3), _densities)
def test_a_walk_goes_through_each_id_once_and_in_order(
    one: int, other: int, direction: Direction, found: int, density: Density
) -> None:
    span = Span(min(one, other), max(one, other))
    steps = _steps(span, direction, found_in_each=found, wanted=10_000, density=density)
    in_order = steps[::-1] if direction is Direction.NEWEST_FIRST else steps
    assert in_order[0].span.lowest == span.lowest
    assert in_order[-1].span.highest == span.highest
    for before, after in itertools.pairwise(in_order):
        assert after.span.lowest == before.span.highest + 1


@given(_ids, _ids, _directions, _densities)
def test_each_row_of_a_step_has_one_of_its_marks(one: int, other: int, direction: Direction, density: Density) -> None:
    for step in _steps(Span(min(one, other), max(one, other)), direction, found_in_each=0, density=density):
        for id in (step.span.lowest, (step.span.lowest + step.span.highest) // 2, step.span.highest):
            assert not step.marks or set(marks_of(id)) & set(step.marks)
        assert len(step.marks) <= 16


def test_what_is_rare_is_soon_looked_for_everywhere() -> None:
    steps = _steps(Span(), Direction.NEWEST_FIRST, found_in_each=0)
    assert len(steps) <= 7
    assert steps[-1].marks == ()


def test_what_is_common_is_looked_for_among_as_many_as_will_do() -> None:
    first, second = _steps(Span(), Direction.NEWEST_FIRST, found_in_each=100)
    assert _size(first) <= 2048 + 256
    assert 2048 <= _size(second) <= 4096


def test_a_step_is_never_far_larger_than_all_before_it() -> None:
    """A word may be rare among the newest and in every one of the older texts."""
    steps = _steps(Span(), Direction.OLDEST_FIRST, found_in_each=0)
    looked = _size(steps[0])
    for step in steps[1:-1]:
        assert _size(step) <= 10 * looked
        looked += _size(step)


def test_without_marks_no_more_is_looked_at_than_what_is_left() -> None:
    """The page above a place in the middle must not search through all that is below it."""
    for step in _steps(Span(2_900_000, 2_990_000), Direction.NEWEST_FIRST, found_in_each=0):
        assert step.marks


def test_what_is_known_to_be_rare_is_looked_for_everywhere_at_once() -> None:
    _, everywhere = _steps(Span(), Direction.NEWEST_FIRST, found_in_each=0, density=Density(0.0001, 0.007))
    assert everywhere.marks == ()


def test_what_is_known_to_be_common_is_never_looked_for_in_much_at_once() -> None:
    """A word of every second text, in none of the newest: half of any step may have it."""
    steps = _steps(Span(), Direction.NEWEST_FIRST, found_in_each=0, density=Density(0.5, 0.5))
    assert max(map(_size, steps[:-1])) <= 8000 + 2048


def test_steps_that_find_nothing_grow() -> None:
    steps = _steps(Span(), Direction.NEWEST_FIRST, found_in_each=0, density=Density(0.02, 0.02))
    assert [_size(step) for step in steps[:4]] == sorted(_size(step) for step in steps[:4])
    assert len(steps) < 20
