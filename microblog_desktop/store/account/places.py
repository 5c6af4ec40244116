"""Rows in the order of a server, with gaps: what timelines and conversations share.

A scope is one timeline or one conversation. Every list is newest first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Literal

from microblog_desktop.domain.rules.merge import Coverage, Edge, GapEdges, KnownGap, MergePlan, Placed, Span, plan_merge
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.sqlite.columns import Value, flag, micros, text, text_or_none, whole
from microblog_desktop.store.sqlite.database import Database

WINDOW_LIMIT = 1000
"""The longest list that one call gives."""

LOWEST = ""
HIGHEST = chr(0x10FFFF)
BY_PLACE = "ORDER BY sort DESC, rank DESC, key DESC LIMIT ?"


LOCAL = "~"
"""Orders of our own begin so: above every order of a server."""


def floating_sort(moment: datetime, key: int) -> str:
    """The order of a row that no server has placed: on top, the latest first."""
    return f"{LOCAL}{micros(moment):016x}{LOCAL}{key:012x}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in its scope."""

    scope: str
    sort: str
    rank: int
    key: int

    @property
    def bindings(self) -> tuple[Value, ...]:
        return (self.scope, self.sort, self.rank, self.key)


class Places:
    """Read and keep the order of one table (`entry`, `message` or `notification`)."""

    def __init__(self, db: Database, table: Literal["entry", "message", "notification"]) -> None:
        self._db = db
        self._table = table
        self._visible = f"SELECT key FROM {table} WHERE scope = ? AND is_hidden = 0"

    def place(self, key: int) -> Place | None:
        row = self._db.row(f"SELECT scope, sort, rank FROM {self._table} WHERE key = ?", (key,))
        return None if row is None else Place(text(row[0]), text(row[1]), whole(row[2]), key)

    def newest(self, scope: str, limit: int) -> list[int]:
        return self._keys(f"{self._visible} {BY_PLACE}", (scope, min(limit, WINDOW_LIMIT)))

    def older_than(self, place: Place, limit: int) -> list[int]:
        sql = f"{self._visible} AND (sort, rank, key) < (?, ?, ?) {BY_PLACE}"
        return self._keys(sql, (*place.bindings, min(limit, WINDOW_LIMIT)))

    def newer_than(self, place: Place, limit: int) -> list[int]:
        """The rows next to `place`, newest first all the same."""
        sql = f"{self._visible} AND (sort, rank, key) > (?, ?, ?) ORDER BY sort, rank, key LIMIT ?"
        return self._keys(sql, (*place.bindings, min(limit, WINDOW_LIMIT)))[::-1]

    def between(self, newest: Place, oldest: Place) -> list[int]:
        """Both ends and all between them, at most `WINDOW_LIMIT` from the newest down."""
        sql = f"{self._visible} AND (sort, rank, key) <= (?, ?, ?) AND (sort, rank, key) >= (?, ?, ?) {BY_PLACE}"
        return self._keys(sql, (*newest.bindings, *oldest.bindings[1:], WINDOW_LIMIT))

    def gap_edges(self, key: int) -> GapEdges | None:
        """Where a gap begins and ends; None if it is closed by now."""
        row = self._db.row(
            f"SELECT sort, cursor, bottom_sort, bottom_cursor FROM {self._table} WHERE key = ? AND rank = 0", (key,)
        )
        return None if row is None else _edges(*row)

    def top_of_gap(self, scope: str, bottom: Edge) -> Edge | None:
        """Where the gap that begins at `bottom` ends above; None if there is none."""
        row = self._db.row(
            f"SELECT sort, cursor FROM {self._table} WHERE scope = ? AND rank = 0 AND bottom_sort = ?",
            (scope, bottom.order),
        )
        return None if row is None else _edge(*row)

    def coverage(self, scope: str) -> Coverage:
        """What is known of a scope, without its gaps."""
        row = self._db.row(
            "SELECT newest_sort, newest_cursor, oldest_sort, oldest_cursor, has_reached_start "
            "FROM coverage WHERE scope = ?",
            (self.coverage_name(scope),),
        )
        return Coverage() if row is None else Coverage(_edge(*row[:2]), _edge(*row[2:4]), flag(row[4]))

    def still_knows(self, scope: str, edge: Edge) -> bool:
        """Whether a place that was known when it was asked about is so now: it may have left meanwhile."""
        row = self._db.row(
            f"SELECT 1 FROM coverage WHERE scope = ?1 AND oldest_sort <= ?2 AND newest_sort >= ?2 AND NOT EXISTS "
            f"(SELECT 1 FROM {self._table} WHERE scope = ?3 AND rank = 0 AND sort > ?2 AND bottom_sort < ?2)",
            (self.coverage_name(scope), edge.order, scope),
        )
        return row is not None

    def coverage_name(self, scope: str) -> str:
        return f"{self._table}:{scope}"

    def merge(self, scope: str, span: Span, items: Sequence[Placed], placed: Collection[int]) -> MergePlan:
        """Make room for a page whose items have been placed already, as the rows `placed`.

        Removes what the page shows to be gone and keeps gaps and ends true.
        """
        coverage = self.coverage(scope)
        known_gaps = tuple(self._gaps_touching(scope, span))
        coverage = Coverage(coverage.newest, coverage.oldest, coverage.has_reached_start, known_gaps)
        known = {key: sort for key, sort in self._seen_inside(scope, span, items) if key not in placed}
        plan = plan_merge(coverage, span, items, known)
        for key in (*plan.removed, *plan.closed):
            self.remove(key)
        for gap in plan.changed:
            self._write_gap(gap.key, gap.edges)
        for edges in plan.opened:
            key = self._db.insert(f"INSERT INTO {self._table} (scope, sort, rank) VALUES (?, '', 0)", (scope,))
            self._write_gap(key, edges)
        self._write_coverage(scope, plan)
        return plan

    def remove(self, key: int) -> None:
        self._db.write(f"DELETE FROM {self._table} WHERE key = ?", (key,))

    def _keys(self, sql: str, bindings: Sequence[Value]) -> list[int]:
        return [whole(row[0]) for row in self._db.rows(sql, bindings)]

    def _gaps_touching(self, scope: str, span: Span) -> list[KnownGap]:
        rows = self._db.rows(
            f"SELECT key, sort, cursor, bottom_sort, bottom_cursor FROM {self._table} "
            "WHERE scope = ? AND rank = 0 AND sort > ? AND bottom_sort < ?",
            (scope, span.older.order if span.older else LOWEST, span.newer.order if span.newer else HIGHEST),
        )
        return [KnownGap(whole(row[0]), _edges(*row[1:])) for row in rows]

    def _seen_inside(self, scope: str, span: Span, items: Sequence[Placed]) -> list[tuple[int, str]]:
        """Delivered rows that the page speaks of.

        A message of ours that no page has held yet may be newer than an answer
        that was under way, so it counts only below the page's first item.
        """
        rows = self._db.rows(
            f"SELECT key, sort FROM {self._table} WHERE scope = ? AND remote_id IS NOT NULL "
            "AND sort > ? AND sort < ? AND (is_seen OR sort < ?)",
            (
                scope,
                span.older.order if span.older else LOWEST,
                span.newer.order if span.newer else HIGHEST,
                items[0].order if items else LOWEST,
            ),
        )
        return [(whole(row[0]), text(row[1])) for row in rows]

    def _write_gap(self, key: int, edges: GapEdges) -> None:
        self._db.write(
            f"UPDATE {self._table} SET sort = ?, cursor = ?, bottom_sort = ?, bottom_cursor = ? WHERE key = ?",
            (edges.top.order, edges.top.cursor, edges.bottom.order, edges.bottom.cursor, key),
        )

    def _write_coverage(self, scope: str, plan: MergePlan) -> None:
        columns = "newest_sort, newest_cursor, oldest_sort, oldest_cursor, has_reached_start"
        self._db.write(
            f"INSERT INTO coverage (scope, {columns}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
            f"({columns}) = (excluded.newest_sort, excluded.newest_cursor, excluded.oldest_sort, "
            "excluded.oldest_cursor, excluded.has_reached_start)",
            (self.coverage_name(scope), *_pair(plan.newest), *_pair(plan.oldest), plan.has_reached_start),
        )


def _edge(order: Value, cursor: Value) -> Edge | None:
    sort = text_or_none(order)
    return None if sort is None else Edge(sort, text(cursor))


def _edges(sort: Value, cursor: Value, bottom_sort: Value, bottom_cursor: Value) -> GapEdges:
    return GapEdges(Edge(text(sort), text(cursor)), Edge(text(bottom_sort), text(bottom_cursor)))


def _pair(edge: Edge | None) -> tuple[str | None, str | None]:
    return (None, None) if edge is None else (edge.order, edge.cursor)
