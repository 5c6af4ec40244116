"""How common words are, by what PostgreSQL has counted for its planner: how far a search should look at once.

Estimates of yesterday will do: they decide how many steps a search takes, never what it finds.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from math import prod

from sqlalchemy import text

from microblog_server.db.prepared import Prepared
from microblog_server.db.session import Database
from microblog_server.search.shelves import Shelf

# A word that is not among the common ones is, as a rule, much rarer than the rarest of those.
_OF_THE_LEAST = 0.1
_COUNTED_AGAIN_AFTER_S = 600.0


@dataclass(frozen=True, slots=True)
class Density:
    """Of the rows that one search finds: `expected` of each id, and `most` at all; zero expected: not known."""

    expected: float = 0.0
    most: float = 1.0


UNKNOWN = Density()


@dataclass(frozen=True, slots=True)
class Commonness:
    """The part of all rows in which a word is; words that are not named are in fewer than `least`."""

    parts: Mapping[str, float]
    least: float
    read_s: float

    @property
    def is_old(self) -> bool:
        return time.monotonic() - self.read_s > _COUNTED_AGAIN_AFTER_S

    def density(self, words: Collection[str]) -> Density:
        if not self.parts or not words:
            return UNKNOWN
        expected = (self.parts.get(word, self.least * _OF_THE_LEAST) for word in words)
        return Density(prod(expected), min(self.parts.get(word, self.least) for word in words))


async def commonness(database: Database, shelf: Shelf) -> Commonness:
    rows = await database.fetch(_counted(shelf))
    if not rows or rows[0][0] is None:
        return Commonness({}, 0.0, time.monotonic())
    words, parts = rows[0]
    # Behind the parts of the words stand the least and the greatest of them.
    return Commonness(dict(zip(words, parts, strict=False)), min(parts[: len(words)]), time.monotonic())


@cache
def _counted(shelf: Shelf) -> Prepared:
    return Prepared(
        text(
            "SELECT CAST(CAST(most_common_elems AS text) AS text[]), most_common_elem_freqs FROM pg_stats"
            f" WHERE schemaname = current_schema() AND tablename = '{shelf.value}' AND attname = 'vector'"
        )
    )
