"""Pages of what was found: the newest matches ranked, and behind them all older ones.

However many texts match, a page ranks at most the newest `_RANKED`, of which it
reads the words from the index. Where whole words find fewer than that, words that
only begin like them are found too (`river` finds `rivers`), behind the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microblog_server.db.session import Database
from microblog_server.search.places import Place, Rank, Ranked, Width
from microblog_server.search.query import Phrase
from microblog_server.search.relevance import HIGHEST, WHOLE, measure
from microblog_server.search.shelves import LAST_ID, Dialect, Direction, Indexed, Shelf, Span

_RANKED = 200
# More than any text can have by its words.
_CERTAIN = 0x8000


@dataclass(frozen=True, slots=True)
class Sought:
    """`certain` (perhaps nothing) is ranked however old it is, as the very name of a person is."""

    narrow: tuple[Phrase, ...]
    wide: tuple[Phrase, ...]
    certain: tuple[Phrase, ...] = ()
    weights: tuple[int, ...] = (1,)

    def phrases(self, width: Width) -> tuple[Phrase, ...]:
        return self.wide if width is Width.WIDE else self.narrow


@dataclass(frozen=True, slots=True)
class PlaceWindow:
    """At most `limit` rows: the first, those behind a place, or those next before it."""

    limit: int
    before: Place | None = None
    after: Place | None = None

    @property
    def place(self) -> Place | None:
        return self.before or self.after


@dataclass(frozen=True, slots=True)
class Places:
    """In the order of the list. `has_more`: further rows in the direction that was asked."""

    items: Sequence[Place]
    has_more: bool


class Ranking:
    """The list of what one search finds."""

    def __init__(self, database: Database, dialect: Dialect, shelf: Shelf, sought: Sought) -> None:
        self._database = database
        self._dialect = dialect
        self._shelf = shelf
        self._sought = sought
        self._relevance = measure(sought.wide, sought.weights)
        self._certainty = measure(sought.certain, (1,)) if sought.certain else None

    async def page(self, window: PlaceWindow) -> Places:
        ranked = window.place.ranked if window.place else None
        if ranked is None:
            ranked, top = await self._begin()
        else:
            top = await self._top(ranked)
        best = sorted((self._rank(row) for row in top), reverse=True)
        found = await self._cut(window, ranked, best)
        places = [Place(ranked, rank) for rank in found[: window.limit]]
        if window.after:
            places.reverse()
        return Places(places, has_more=len(found) > window.limit)

    async def _cut(self, window: PlaceWindow, ranked: Ranked, best: list[Rank]) -> list[Rank]:
        """One row more than asked, if there is one; nearest to the place first."""
        wanted = window.limit + 1
        apart = {rank.id for rank in best}
        if window.after:
            edge = window.after.rank
            rest = [] if edge.is_ranked else await self._rest(ranked, edge.id, apart, Direction.OLDEST_FIRST, wanted)
            return [*rest, *(rank for rank in reversed(best) if rank > edge)][:wanted]
        edge = window.before.rank if window.before else Rank(is_ranked=True, relevance=HIGHEST, id=LAST_ID)
        ahead = [rank for rank in best if rank < edge][:wanted]
        if len(ahead) < wanted:
            from_id = ranked.lowest if edge.is_ranked else edge.id
            ahead += await self._rest(ranked, from_id, apart, Direction.NEWEST_FIRST, wanted - len(ahead))
        return ahead

    async def _rest(
        self, ranked: Ranked, from_id: int, apart: set[int], direction: Direction, wanted: int
    ) -> list[Rank]:
        """Rows older than the ranked part, from the id on, without it."""
        if direction is Direction.NEWEST_FIRST:
            span = Span(highest=from_id - 1)
        else:
            span = Span(from_id + 1, ranked.lowest - 1)
        if span.lowest > span.highest:
            return []
        rows = await self._matches(self._sought.phrases(ranked.width), span, direction, wanted + len(apart))
        return [Rank(is_ranked=False, relevance=0, id=row.id) for row in rows if row.id not in apart][:wanted]

    async def _begin(self) -> tuple[Ranked, list[Indexed]]:
        """Decide what the ranked part is, and read it."""
        width = Width.NARROW
        newest = narrow = await self._newest(self._sought.narrow)
        if len(narrow) < _RANKED and self._sought.wide != self._sought.narrow:
            width, newest = Width.WIDE, await self._newest(self._sought.wide)
        certain = await self._newest(self._sought.certain) if self._sought.certain else []
        rows = {row.id: row for row in (*newest, *narrow, *certain)}
        lowest = newest[-1].id if len(newest) == _RANKED else 0
        return Ranked(width, max(rows, default=0), lowest), list(rows.values())

    async def _top(self, ranked: Ranked) -> list[Indexed]:
        """Read the ranked part again."""
        span = Span(ranked.lowest, ranked.highest)
        everything = ranked.highest - ranked.lowest + 1
        rows = await self._matches(
            self._sought.phrases(ranked.width), span, Direction.NEWEST_FIRST, min(everything, 2 * _RANKED)
        )
        for phrases in (self._sought.narrow if ranked.width is Width.WIDE else (), self._sought.certain):
            if phrases and ranked.lowest:
                older = Span(highest=ranked.highest)
                rows += await self._matches(phrases, older, Direction.NEWEST_FIRST, _RANKED)
        return list({row.id: row for row in rows}.values())

    async def _newest(self, phrases: tuple[Phrase, ...]) -> list[Indexed]:
        return await self._matches(phrases, Span(), Direction.NEWEST_FIRST, _RANKED)

    async def _matches(
        self, phrases: tuple[Phrase, ...], span: Span, direction: Direction, limit: int
    ) -> list[Indexed]:
        return await self._dialect.matches(self._database, self._shelf, phrases, span, direction, limit)

    def _rank(self, row: Indexed) -> Rank:
        score = self._relevance(row.words)
        if self._certainty is not None and self._certainty(row.words) >= WHOLE:
            score += _CERTAIN
        return Rank(is_ranked=True, relevance=score, id=row.id)
