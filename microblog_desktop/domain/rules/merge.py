"""How a page from a server joins what we already know: pure interval arithmetic.

What we do not know of a timeline is a set of open intervals: everything newer
than the newest place we saw, everything older than the oldest, and the gaps
between. A page states what stands between two places, so it is subtracted from
the unknown intervals. What is left of them are the gaps. Nothing is joined by
comparing posts, so neither a repost nor our own delivered post can close a hole.

           newest place we saw                          oldest place we saw
    ─ unknown ─┤ known ├── gap ──┤ known ├── gap ──┤ known ├─ unknown ─
                     top       bottom
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from microblog_desktop.domain.values import dataclass

NEW = 0
"""The key of a gap that has no row yet."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A place a server told us of, and the cursor that asks for what is next to it."""

    order: str
    cursor: str


@dataclass(frozen=True, slots=True)
class GapEdges:
    """Both ends of a gap: `top` is newer than what is missing, `bottom` older."""

    top: Edge
    bottom: Edge


@dataclass(frozen=True, slots=True)
class KnownGap:
    """A gap as the store has it; `key` names its row."""

    key: int
    edges: GapEdges


@dataclass(frozen=True, slots=True)
class Coverage:
    """What we know of a timeline. `newest` is None when we know nothing at all."""

    newest: Edge | None = None
    oldest: Edge | None = None
    has_reached_start: bool = False
    gaps: tuple[KnownGap, ...] = ()


class Placed(Protocol):
    """What merging needs of a page's item: `RemoteEntry` and `Message` both fit."""

    @property
    def order(self) -> str: ...
    @property
    def cursor(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Span:
    """The open interval a page speaks of; None is no limit on that side."""

    newer: Edge | None
    older: Edge | None

    def holds(self, order: str) -> bool:
        """Whether a place lies inside, the ends not counted."""
        return (self.newer is None or order < self.newer.order) and (self.older is None or order > self.older.order)


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What to change so that the store knows what the page says.

    `changed` are gaps that got smaller, `closed` gaps that are gone, `opened`
    new ones. `removed` are rows that the server no longer has.
    """

    removed: tuple[int, ...]
    changed: tuple[KnownGap, ...]
    closed: tuple[int, ...]
    opened: tuple[GapEdges, ...]
    newest: Edge | None
    oldest: Edge | None
    has_reached_start: bool


def newest_span(items: Sequence[Placed], *, has_more: bool) -> Span | None:
    """What a page asked without a cursor speaks of."""
    return _span(None, _last(items), has_more)


def span_before(edge: Edge, items: Sequence[Placed], *, has_more: bool) -> Span | None:
    """What a page of the items next older than `edge` speaks of."""
    return _span(edge, _last(items), has_more)


def span_after(edge: Edge, items: Sequence[Placed], *, top: Edge | None) -> Span | None:
    """What a page of the items next newer than `edge` speaks of.

    Never of what is newer than its first item: more may have come while the answer
    was under way. An empty page says that the gap from `edge` up to `top` is empty.
    """
    newer = _first(items) or top
    return None if newer is None else Span(newer=newer, older=edge)


def plan_merge(coverage: Coverage, span: Span, items: Sequence[Placed], known: Mapping[int, str]) -> MergePlan:
    """Plan how a page that speaks of `span` changes `coverage`.

    `items` are the page's, newest first. `known` are the rows (key to order) that
    the server has told us of before and that are not among `items`. `coverage`
    must hold at least every gap that touches the span.
    """
    changed: list[KnownGap] = []
    closed: list[int] = []
    opened: list[GapEdges] = []
    for gap in coverage.gaps:
        pieces = [
            GapEdges(top, bottom) for top, bottom in _minus(gap.edges.top, gap.edges.bottom, span) if top and bottom
        ]
        if not pieces:
            closed.append(gap.key)
        elif pieces[0] != gap.edges:
            changed.append(KnownGap(gap.key, pieces[0]))
        opened.extend(pieces[1:])
    ends = _merge_ends(coverage, span, items)
    return MergePlan(
        removed=tuple(key for key, order in known.items() if span.holds(order)),
        changed=tuple(changed),
        closed=tuple(closed),
        opened=(*opened, *(gap.edges for gap in ends.gaps)),
        newest=ends.newest,
        oldest=ends.oldest,
        has_reached_start=ends.has_reached_start,
    )


def _merge_ends(coverage: Coverage, span: Span, items: Sequence[Placed]) -> Coverage:
    """The newest and oldest places known afterwards; `gaps` are those that open between them."""
    newest, oldest, has_reached_start = _first(items) or span.older, _last(items), True
    gaps: list[KnownGap] = []
    for top, bottom in _outer(coverage):
        for upper, lower in _minus(top, bottom, span):
            if upper and lower:
                gaps.append(KnownGap(NEW, GapEdges(upper, lower)))
            elif lower:
                newest = lower
            else:
                oldest, has_reached_start = upper, False
    if has_reached_start and coverage.newest is not None and coverage.has_reached_start:
        oldest = coverage.oldest
    return Coverage(newest, oldest or span.newer or newest, has_reached_start, tuple(gaps))


def _outer(coverage: Coverage) -> list[tuple[Edge | None, Edge | None]]:
    """The unknown intervals at the two ends, as (top, bottom)."""
    if coverage.newest is None:
        return [(None, None)]
    ends: list[tuple[Edge | None, Edge | None]] = [(None, coverage.newest)]
    if not coverage.has_reached_start:
        ends.append((coverage.oldest, None))
    return ends


def _minus(top: Edge | None, bottom: Edge | None, span: Span) -> list[tuple[Edge | None, Edge | None]]:
    """What is left of the open interval from `top` down to `bottom`, newest piece first."""
    lies_under = bottom is not None and span.newer is not None and span.newer.order <= bottom.order
    lies_over = top is not None and span.older is not None and span.older.order >= top.order
    if lies_under or lies_over:
        return [(top, bottom)]
    pieces: list[tuple[Edge | None, Edge | None]] = []
    if span.newer is not None and (top is None or span.newer.order < top.order):
        pieces.append((top, span.newer))
    if span.older is not None and (bottom is None or span.older.order > bottom.order):
        pieces.append((span.older, bottom))
    return pieces


def _span(newer: Edge | None, last: Edge | None, has_more: bool) -> Span | None:  # noqa: FBT001
    if not has_more:
        return Span(newer=newer, older=None)
    # More to come but nothing shown: such a page says nothing.
    return None if last is None else Span(newer=newer, older=last)


def _first(items: Sequence[Placed]) -> Edge | None:
    return Edge(items[0].order, items[0].cursor) if items else None


def _last(items: Sequence[Placed]) -> Edge | None:
    return Edge(items[-1].order, items[-1].cursor) if items else None
