"""The index on PostgreSQL: a tsvector made by us, with a GIN index.

GIN gives all matches of a query or none; there is no order to stop in. So each row
also carries words for the neighbourhoods of its id, and the newest matches are looked
for in the newest neighbourhoods first, then in as many older ones as will do: a
common word is found enough of in the first, a rare one has few matches.
For the same reason the first three letters of words are words of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, text

from microblog_server.db.given import rows_text
from microblog_server.db.prepared import Asked, Prepared
from microblog_server.db.session import Database
from microblog_server.search.commonness import Commonness, commonness
from microblog_server.search.neighbourhoods import Walk, marks_of
from microblog_server.search.query import Phrase
from microblog_server.search.shelves import Direction, Indexed, Shelf, Span

# As many letters of a word as are a word themselves.
_BEGINNING = 3
# PostgreSQL keeps no place beyond this one; words further behind count as being there.
_LAST_PLACE = 16_383
# So many ids beyond the newest known are looked at as well: new posts are no reason to ask anew.
_NOT_YET_KNOWN = 256
# A condition of its own: GIN then goes from match to match of both. Within one query it would, of marks
# that are rarer than the words, look at every row.
_NEARBY = "AND vector @@ CAST(CAST(:marks AS text) AS tsquery)"
_ANYWHERE = ""


class PostgresqlIndex:
    def __init__(self) -> None:
        self._known: WeakKeyDictionary[Database, dict[Shelf, _Known]] = WeakKeyDictionary()

    def create(self, connection: Connection, shelf: Shelf) -> None:
        table = shelf.value
        connection.exec_driver_sql(
            f"CREATE TABLE {table} (id bigint PRIMARY KEY REFERENCES {shelf.described} (id) ON DELETE CASCADE,"
            " words text NOT NULL, vector tsvector NOT NULL)"
        )
        # New rows wait in a list that every search reads through: a short one.
        connection.exec_driver_sql(
            f"CREATE INDEX ix_{table}_vector ON {table} USING gin (vector) WITH (gin_pending_list_limit = 128)"
        )

    def drop(self, connection: Connection, shelf: Shelf) -> None:
        connection.exec_driver_sql(f"DROP TABLE {shelf.value}")

    def fill(self, connection: Connection, shelf: Shelf, rows: Sequence[Indexed]) -> None:
        connection.execute(text(_insert(shelf)), [_values(row) for row in rows])

    def putting(self, shelf: Shelf, rows: Sequence[Indexed]) -> Asked:
        values = [_values(row) for row in rows]
        return Asked(_put(shelf), {"words": rows_text((one["id"], one["words"], one["vector"]) for one in values)})

    async def matches(
        self,
        database: Database,
        shelf: Shelf,
        phrases: Sequence[Phrase],
        span: Span,
        direction: Direction,
        limit: int,
    ) -> list[Indexed]:
        known = self._known.setdefault(database, {})
        if shelf not in known or known[shelf].commonness.is_old:
            known[shelf] = _Known(0, await commonness(database, shelf))
        while True:
            highest = known[shelf].newest + _NOT_YET_KNOWN
            walk = Walk(span, direction, highest, known[shelf].commonness.density(_all_of(phrases)))
            found, newest = await _walk(database, shelf, phrases, walk, direction, limit)
            known[shelf] = _Known(max(newest, known[shelf].newest), known[shelf].commonness)
            if newest <= highest:
                return found


@dataclass(frozen=True, slots=True)
class _Known:
    """Of one shelf of one database: about how far its ids go, and how common words are there."""

    newest: int
    commonness: Commonness


async def _walk(
    database: Database, shelf: Shelf, phrases: Sequence[Phrase], walk: Walk, direction: Direction, limit: int
) -> tuple[list[Indexed], int]:
    """What was found, and the greatest id that there is."""
    side_by_side = [" " + " ".join(phrase.words) for phrase in phrases if _ends_in_one_character(phrase)]
    found: list[Indexed] = []
    newest = 0
    while len(found) < limit and (step := walk.step(limit, len(found))) is not None:
        values: dict[str, object] = {
            "query": " & ".join(f"({_part(phrase)})" for phrase in phrases),
            "side_by_side": side_by_side,
            "lowest": step.span.lowest,
            "highest": step.span.highest,
            "limit": limit - len(found),
        }
        if step.marks:
            values["marks"] = " | ".join(map(_quoted, step.marks))
        matches = _matches(shelf, direction, _NEARBY if step.marks else _ANYWHERE)
        (newest, _), *rows = await database.fetch(matches, **values)
        found += [Indexed(id, words) for id, words in rows]
    return found, newest


def _all_of(phrases: Sequence[Phrase]) -> list[str]:
    """Words that are in each row that is found; of those that only begin so, their common beginning."""
    whole = [word for phrase in phrases for word in (phrase.words[:-1] if phrase.is_beginning else phrase.words)]
    begun = [phrase.words[-1] for phrase in phrases if phrase.is_beginning]
    return [*whole, *(f"^{word[:_BEGINNING]}" for word in begun if len(word) >= _BEGINNING)]


@cache
def _put(shelf: Shelf) -> Prepared:
    return Prepared(
        text(
            f"INSERT INTO {shelf.value} (id, words, vector)"
            " SELECT CAST(given ->> 0 AS bigint), given ->> 1, CAST(given ->> 2 AS tsvector)"
            " FROM json_array_elements(CAST(:words AS json)) AS given"
            " ON CONFLICT (id) DO UPDATE SET words = excluded.words, vector = excluded.vector"
        )
    )


@cache
def _matches(shelf: Shelf, direction: Direction, where: str) -> Prepared:
    # OFFSET 0: otherwise it may walk through all ids and compare each row, hoping for an early end.
    return Prepared(
        text(
            f"SELECT coalesce(max(id), 0), NULL FROM {shelf.value} UNION ALL"
            f" (SELECT id, words FROM (SELECT id, words FROM {shelf.value}"
            f" WHERE vector @@ CAST(CAST(:query AS text) AS tsquery) {where}"
            " AND NOT EXISTS (SELECT FROM unnest(CAST(:side_by_side AS text[])) AS part"
            " WHERE strpos(' ' || words, part) = 0) OFFSET 0) AS found"
            " WHERE id BETWEEN CAST(:lowest AS bigint) AND CAST(:highest AS bigint)"
            f" ORDER BY id {direction.value} LIMIT CAST(:limit AS bigint))"
        )
    )


def _insert(shelf: Shelf) -> str:
    return f"INSERT INTO {shelf.value} (id, words, vector) VALUES (:id, :words, CAST(:vector AS tsvector))"


def _values(row: Indexed) -> dict[str, int | str]:
    words = row.words.split(" ")
    places = (f"{_quoted(word)}:{min(place, _LAST_PLACE)}" for place, word in enumerate(words, start=1))
    neighbourhoods = map(_quoted, marks_of(row.id))
    beginnings = {_beginning(word) for word in words if len(word) >= _BEGINNING}
    return {"id": row.id, "words": row.words, "vector": " ".join([*places, *beginnings, *neighbourhoods])}


def _part(phrase: Phrase) -> str:
    *first, last = map(_quoted, phrase.words)
    if not phrase.is_beginning:
        return " <-> ".join((*first, last))
    if _ends_in_one_character(phrase):
        # Pairs that begin so may be in most texts; the character has a place of its own, and the rest is compared.
        return f"({' <-> '.join(first)}) & {last}"
    if len(phrase.words) == 1 and len(phrase.words[0]) == _BEGINNING:
        return _beginning(phrase.words[0])
    return " <-> ".join((*first, f"{last}:*"))


def _ends_in_one_character(phrase: Phrase) -> bool:
    return phrase.is_beginning and len(phrase.words) > 1 and len(phrase.words[-1]) == 1


def _beginning(word: str) -> str:
    return _quoted("^" + word[:_BEGINNING])


def _quoted(word: str) -> str:
    """Words are letters, digits and few signs: nothing in them could end the quotes."""
    return f"'{word}'"
