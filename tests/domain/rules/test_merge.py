"""The rule by which pages join what is known, case by case."""

from __future__ import annotations

import pytest

from microblog_desktop.domain.rules.merge import (
    Coverage,
    Edge,
    GapEdges,
    KnownGap,
    MergePlan,
    Span,
    newest_span,
    plan_merge,
    span_after,
    span_before,
)


def at(*places: int) -> list[Edge]:
    """Items of a page, newest first: an `Edge` has all that merging looks at."""
    return [Edge(f"{place:03}", f"c{place}") for place in places]


def one(place: int) -> Edge:
    return at(place)[0]


def gap(top: int, bottom: int) -> GapEdges:
    return GapEdges(one(top), one(bottom))


KNOWN = Coverage(one(50), one(10))
HOLED = Coverage(one(90), one(10), gaps=(KnownGap(7, gap(80, 50)),))
WHOLE = Coverage(one(50), one(10), has_reached_start=True)


def merged(coverage: Coverage, span: Span | None, items: list[Edge], known: dict[int, str] | None = None) -> MergePlan:
    assert span is not None
    return plan_merge(coverage, span, items, known or {})


def newest(coverage: Coverage, *places: int, has_more: bool = True) -> MergePlan:
    items = at(*places)
    return merged(coverage, newest_span(items, has_more=has_more), items)


def before(coverage: Coverage, edge: int, *places: int, has_more: bool = True) -> MergePlan:
    items = at(*places)
    return merged(coverage, span_before(one(edge), items, has_more=has_more), items)


def after(coverage: Coverage, edge: int, *places: int) -> MergePlan:
    items = at(*places)
    return merged(coverage, span_after(one(edge), items, top=one(80)), items)


CASES = {
    "the first page knows no gap": (newest(Coverage(), 9, 8), [], [], [], 9, 8, False),
    "the first page may be all": (newest(Coverage(), 9, 8, has_more=False), [], [], [], 9, 8, True),
    "a page that overlaps joins": (newest(KNOWN, 60, 55, 50, 40), [], [], [], 60, 10, False),
    "a page that ends on the newest place joins": (newest(KNOWN, 60, 50), [], [], [], 60, 10, False),
    "a page that ends above leaves a gap": (newest(KNOWN, 70, 60), [gap(60, 50)], [], [], 70, 10, False),
    "a page below a vanished newest post joins": (newest(KNOWN, 60, 45), [], [], [], 60, 10, False),
    "a page that reaches below all we know moves the old end": (newest(KNOWN, 60, 5), [], [], [], 60, 5, False),
    "a whole page closes everything": (newest(HOLED, 95, 5, has_more=False), [], [], [7], 95, 5, True),
    "the newest posts may have been deleted": (newest(KNOWN, 45, 40), [], [], [], 45, 10, False),
    "a newest page may close a gap below": (newest(HOLED, 95, 60, 40), [], [], [7], 95, 10, False),
    "a newest page may narrow a gap below": (newest(HOLED, 95, 70), [], [(7, gap(70, 50))], [], 95, 10, False),
    "a newest page that stops above a gap leaves it": (newest(HOLED, 95, 85), [], [], [], 95, 10, False),
    "older posts move the old end": (before(KNOWN, 10, 9, 8), [], [], [], 50, 8, False),
    "the last older posts reach the start": (before(KNOWN, 10, 9, 8, has_more=False), [], [], [], 50, 8, True),
    "nothing older is the start": (before(KNOWN, 10, has_more=False), [], [], [], 50, 10, True),
    "the top of a gap fills": (before(HOLED, 80, 79, 70), [], [(7, gap(70, 50))], [], 90, 10, False),
    "the top of a gap fills to its end": (before(HOLED, 80, 79, 50), [], [], [7], 90, 10, False),
    "the top of a gap fills past its end": (before(HOLED, 80, 79, 45), [], [], [7], 90, 10, False),
    "nothing older than a gap's top is the start": (before(HOLED, 80, has_more=False), [], [], [7], 90, 80, True),
    "the bottom of a gap fills": (after(HOLED, 50, 60, 51), [], [(7, gap(80, 60))], [], 90, 10, False),
    "the bottom of a gap fills to its top": (after(HOLED, 50, 80, 51), [], [], [7], 90, 10, False),
    "nothing above the bottom closes a gap": (after(HOLED, 50), [], [], [7], 90, 10, False),
    "a known start stays known": (newest(WHOLE, 60, 50), [], [], [], 60, 10, True),
    "a late answer about another place makes its own island": (
        before(HOLED, 70, 69, 65), [gap(65, 50)], [(7, gap(80, 70))], [], 90, 10, False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_page_changes_only_what_it_speaks_of(name: str) -> None:
    plan, opened, changed, closed, top, bottom, has_reached_start = CASES[name]
    assert list(plan.opened) == opened
    assert [(one_gap.key, one_gap.edges) for one_gap in plan.changed] == changed
    assert list(plan.closed) == closed
    assert (plan.newest, plan.oldest) == (one(top), one(bottom))
    assert plan.has_reached_start is has_reached_start


def test_an_empty_server_leaves_nothing_known() -> None:
    plan = newest(KNOWN, has_more=False)
    assert plan.newest is None
    assert plan.has_reached_start


def test_an_empty_page_with_more_to_come_says_nothing() -> None:
    assert newest_span([], has_more=True) is None
    assert span_before(one(5), [], has_more=True) is None
    assert span_after(one(5), [], top=None) is None


def test_rows_that_the_page_should_hold_and_lacks_are_removed() -> None:
    items = at(60, 40)
    plan = merged(KNOWN, newest_span(items, has_more=True), items, {1: "055", 2: "045", 3: "040", 4: "030"})
    assert plan.removed == (1, 2)


def test_the_place_asked_about_is_not_removed() -> None:
    items = at(9, 8)
    plan = merged(KNOWN, span_before(one(10), items, has_more=True), items, {1: "010", 2: "0095"})
    assert plan.removed == (2,)
