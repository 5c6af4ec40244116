"""Pages of lists in time: the rows before or after a place, by their index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar, TypeVarTuple

from sqlalchemy import ColumnElement, Row, Select, Tuple, literal, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from microblog_server.cursors import Position
from microblog_server.db.types import Moment, WholeNumber

T = TypeVar("T")
Columns = TypeVarTuple("Columns")


@dataclass(frozen=True, slots=True)
class Window:
    """At most `limit` rows: the newest, those before a place, or those next after it."""

    limit: int
    before: Position | None = None
    after: Position | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Newest first. `has_more`: further rows in the direction that was asked."""

    items: Sequence[T]
    has_more: bool


async def read_page(
    session: AsyncSession,
    statement: Select[*Columns],
    columns: tuple[InstrumentedAttribute[datetime], InstrumentedAttribute[int]],
    window: Window,
) -> Page[Row[*Columns]]:
    """Read the window of the rows; `columns` are the time and the id that order them."""
    at, id = columns
    place = window.before or window.after
    if place is not None:
        edge = _edge(place)
        statement = statement.where(tuple_(at, id) > edge if window.after else tuple_(at, id) < edge)
    order = (at.asc(), id.asc()) if window.after else (at.desc(), id.desc())
    # One more than asked tells whether there is more.
    found = (await session.execute(statement.order_by(*order).limit(window.limit + 1))).all()
    rows = list(found[: window.limit])
    if window.after:
        rows.reverse()
    return Page(rows, has_more=len(found) > window.limit)


def up_to(
    columns: tuple[InstrumentedAttribute[datetime], InstrumentedAttribute[int]], place: Position
) -> ColumnElement[bool]:
    """The rows as old as the place, and older."""
    return tuple_(*columns) <= _edge(place)


def _edge(place: Position) -> Tuple:
    # The columns' own types: a bare datetime would be compared as text.
    return tuple_(literal(place.at, Moment), literal(place.id, WholeNumber))
