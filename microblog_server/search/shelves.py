"""What a dialect of the index offers, and what is said with it."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from sqlalchemy import Connection

from microblog_server.db.prepared import Asked
from microblog_server.db.session import Database
from microblog_server.search.query import Phrase

LAST_ID = 2**63 - 1


class Shelf(enum.Enum):
    """A part of the index; the value is its table, whose rows go when what they are of is deleted."""

    POSTS = "search_posts"
    PEOPLE = "search_people"

    @property
    def described(self) -> str:
        """The table of what is found."""
        return "posts" if self is Shelf.POSTS else "people"


class Direction(enum.Enum):
    """From which end of the ids the rows are taken."""

    NEWEST_FIRST = "DESC"
    OLDEST_FIRST = "ASC"


@dataclass(frozen=True, slots=True)
class Span:
    """Ids, both ends included."""

    lowest: int = 1
    highest: int = LAST_ID


class Indexed(NamedTuple):
    """A row of the index."""

    id: int
    words: str


class Dialect(Protocol):
    """How one kind of database keeps and searches the index. Rows are deleted by the database itself."""

    def create(self, connection: Connection, shelf: Shelf) -> None: ...

    def drop(self, connection: Connection, shelf: Shelf) -> None: ...

    def fill(self, connection: Connection, shelf: Shelf, rows: Sequence[Indexed]) -> None:
        """Put in rows that are not there yet."""

    def putting(self, shelf: Shelf, rows: Sequence[Indexed]) -> Asked:
        """What puts in rows, or replaces them."""

    async def matches(
        self,
        database: Database,
        shelf: Shelf,
        phrases: Sequence[Phrase],
        span: Span,
        direction: Direction,
        limit: int,
    ) -> list[Indexed]:
        """The first rows in which all phrases are, in the order of ids. Costs no more when there are many others."""
        ...
