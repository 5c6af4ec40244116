"""Carry timelines and conversations over, so that what could not be read is known to be missing.

The index tells which rows a list had, in which order, and the table names those that the index lost. Where one of them
tells of a row that cannot be carried over, a gap stands afterwards;
where it cannot be read either, the list ends: the server knows the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise

from microblog_desktop.store.account.places import HIGHEST, LOCAL
from microblog_desktop.store.rescue.damaged import RowByName
from microblog_desktop.store.rescue.putting import Putting
from microblog_desktop.store.sqlite.columns import Value

_READING = (
    "position_sort", "position_offset_px", "position_character", "seen_sort", "left_at", "mark_sort", "mark_left_at",
)  # fmt: skip
_ROWS_OF_A_PAGE = 50

Edge = tuple[str, str]  # the `sort` and the cursor of a row
Hole = tuple[Edge, Edge]  # between the row above and the one below


class PlacesRescue:
    """Of one table with places: `entry` or `message`. `put_row` puts one delivered row and tells its key, or None."""

    def __init__(self, putting: Putting, table: str, put_row: Callable[[RowByName], int | None]) -> None:
        self._putting = putting
        self._table = table
        self._put_row = put_row

    def carry(self, scope: str, rows: int) -> int:
        """Carry over what is around the reading place, or the newest: at most so many on either side; how many."""
        known = self._coverage(scope)
        here, reads_at = known.get("position_sort"), known.get("position_entry")
        place = here if isinstance(here, str) and not here.startswith(LOCAL) else HIGHEST
        kept: list[Edge] = []
        holes: list[Hole] = []
        is_hole = False
        for name in self._names(scope, place, rows):
            if self._putting.old.is_over:
                break
            row = self._row(scope, name) if name["rank"] == 1 else None
            if row is not None and kept and str(row["sort"]) >= kept[-1][0]:
                row = None
            key = None if row is None else self._put_row(row)
            if row is None or key is None:
                is_hole = True
                continue
            edge = (str(row["sort"]), str(row["cursor"]))
            if is_hole and kept:
                holes.append((kept[-1], edge))
            is_hole = False
            kept.append(edge)
            if name["key"] == reads_at:
                known["position_entry"] = key
        if kept:
            self._write(scope, known, kept, self._with_lost(scope, kept, holes))
        return len(kept)

    def _with_lost(self, scope: str, kept: list[Edge], holes: list[Hole]) -> list[Hole]:
        """The index may have lost the name of a row and nothing else: what the table still has there is missing too."""
        there = self._in_table.get(scope, set()) - {sort for sort, _cursor in kept}
        lost = sorted(there, reverse=True)
        found = set(holes)
        at = 0
        for above, below in pairwise(kept):
            while at < len(lost) and lost[at] >= above[0]:
                at += 1
            if at < len(lost) and lost[at] > below[0]:
                found.add((above, below))
        return sorted(found, reverse=True)

    @cached_property
    def _in_table(self) -> dict[str, set[str]]:
        """Where delivered rows stand in each list, without the index: read once, on both sides of each damage."""
        found: dict[str, set[str]] = {}
        sql = f"SELECT key, scope, sort, rank, is_hidden FROM {self._table} NOT INDEXED WHERE key >= ? ORDER BY key"
        at, last = self._end("ASC"), self._end("DESC")
        misses = 0
        while at <= last and not self._putting.old.is_over:
            misses += 1
            for row in self._putting.old.rows(sql, (at,)):
                if isinstance(row["key"], int) and row["key"] > at:
                    at, misses = row["key"], 0
                if row["rank"] == 1 and not row["is_hidden"] and str(row["sort"]) < LOCAL:
                    found.setdefault(str(row["scope"]), set()).add(str(row["sort"]))
            # Each row of a page that is lost, then ever further: a key may be damaged too, and very large.
            at += 1 if misses < _ROWS_OF_A_PAGE else misses << min(misses - _ROWS_OF_A_PAGE, 40)
        return found

    def _end(self, way: str) -> int:
        """The first or last key that can be read; what lies beyond is at the ends of lists, and the server knows it."""
        sql = f"SELECT key FROM {self._table} NOT INDEXED ORDER BY key {way} LIMIT 1"
        return next((row["key"] for row in self._putting.old.rows(sql) if isinstance(row["key"], int)), 0)

    def _names(self, scope: str, place: str, rows: int) -> Iterator[RowByName]:
        """Where each delivered row or gap stands, newest first: read from the index alone."""
        sql = (
            f"SELECT key, sort, rank FROM {self._table} WHERE scope = ? AND is_hidden = 0 AND sort {{side}} ? "
            f"AND sort < '{LOCAL}' ORDER BY sort {{way}}, rank {{way}}, key {{way}} LIMIT ?"
        )
        newer = list(self._putting.old.rows(sql.format(side=">", way="ASC"), (scope, place, rows)))
        yield from reversed(newer)
        yield from self._putting.old.rows(sql.format(side="<=", way="DESC"), (scope, place, rows))

    def _row(self, scope: str, name: RowByName) -> RowByName | None:
        """The row itself, if it is the one that the index speaks of."""
        for row in self._putting.old.by_key(self._table, "key", name["key"]):
            is_sound = isinstance(row["cursor"], str) and isinstance(row["remote_id"], str)
            is_it = (row["scope"], row["sort"]) == (scope, name["sort"])
            return row if is_sound and is_it else None
        return None

    def _coverage(self, scope: str) -> RowByName:
        found = self._putting.old.by_key("coverage", "scope", f"{self._table}:{scope}")
        return found[0] if found else {}

    def _write(
        self,
        scope: str,
        known: RowByName,
        kept: list[Edge],
        holes: list[Hole],
    ) -> None:
        for top, bottom in holes:
            gap: RowByName = dict(zip(("sort", "cursor", "bottom_sort", "bottom_cursor"), (*top, *bottom), strict=True))
            self._putting.put(self._table, {"scope": scope, "rank": 0, **gap})
        ends = (*kept[0], *kept[-1])
        names = ("newest_sort", "newest_cursor", "oldest_sort", "oldest_cursor")
        coverage: RowByName = {"scope": f"{self._table}:{scope}", **dict(zip(names, ends, strict=True))}
        reading = {name: known.get(name) for name in _READING} | {"position_entry": known.get("position_entry")}
        if not self._putting.put("coverage", {**coverage, **_sound(reading)}):
            self._putting.put("coverage", coverage)


def _sound(reading: dict[str, Value]) -> RowByName:
    """What was read, if all of it can be: else nobody has ever looked."""
    texts = ("position_sort", "seen_sort", "mark_sort")
    for name, value in reading.items():
        if value is not None and not isinstance(value, str if name in texts else int):
            return {}
    if reading["position_entry"] is None or reading["position_character"] is None:
        reading |= dict.fromkeys(("position_entry", "position_sort", "position_offset_px")) | {"position_character": -1}
    return reading
