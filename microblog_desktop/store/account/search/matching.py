"""The newest rows of the index that match, at a cost that does not grow with how many match.

The index is in order to the day. So the day in which the list is cut is read to
its end, and the rows are put in order by their times.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.account.search.docs import Kind, doc_of, docs_of_day, key_of
from microblog_desktop.store.sqlite.columns import Row, Value, key_list, whole

RANKED = 200
# Of one day no more than this are looked at.
_MOST_OF_A_DAY = 1_000

_MATCHES = "SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
_TIMES = {
    Kind.POST: "SELECT created_at, post.key FROM json_each(?) AS wanted CROSS JOIN post ON post.key = wanted.value",
    Kind.MESSAGE: "SELECT created_at, message.key FROM json_each(?) AS wanted "
    "CROSS JOIN message ON message.key = wanted.value",
}


class Rows(Protocol):
    """What the index is read through."""

    def rows(self, sql: str, bindings: Sequence[Value] = ()) -> list[Row]: ...


@dataclass(frozen=True, slots=True)
class Matches:
    """Times (in microseconds) and keys, newest first, and whether older ones follow."""

    rows: tuple[tuple[int, int], ...]
    has_more: bool


class Matching:
    """Reads what matches an expression."""

    def __init__(self, db: Rows) -> None:
        self._db = db

    def docs(self, wanted: str, between: tuple[int, int], limit: int) -> list[int]:
        """Rows of the index, the highest first."""
        return [whole(row[0]) for row in self._db.rows(_MATCHES, (wanted, *between, limit))]

    def newest(
        self, wanted: str, kind: Kind, limit: int = RANKED, older_than: tuple[int, int] | None = None
    ) -> Matches:
        """The newest posts or messages, of those that are older than a time and key."""
        first, beyond = kind.docs
        docs: list[int] = []
        if older_than is not None:
            day = docs_of_day(doc_of(kind, *older_than))
            docs += self.docs(wanted, day, _MOST_OF_A_DAY)
            beyond = day[0]
        next_docs = self.docs(wanted, (first, beyond), limit)
        docs += next_docs
        is_cut = len(next_docs) == limit
        if is_cut:
            docs += self.docs(wanted, (docs_of_day(docs[-1])[0], docs[-1]), _MOST_OF_A_DAY)
        rows = self._times(kind, docs)
        if older_than is not None:
            rows = [row for row in rows if row < older_than]
        return Matches(tuple(rows[:limit]), is_cut or len(rows) > limit)

    def _times(self, kind: Kind, docs: Sequence[int]) -> list[tuple[int, int]]:
        rows = self._db.rows(_TIMES[kind], (key_list(map(key_of, docs)),))
        return sorted(((whole(row[0]), whole(row[1])) for row in rows), reverse=True)
