"""The index on SQLite: FTS5, which gives matches in the order of ids as it finds them, so common words cost no more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, text

from microblog_server.db.given import rows_text
from microblog_server.db.prepared import Asked, Prepared
from microblog_server.db.session import Database
from microblog_server.search.query import Phrase
from microblog_server.search.shelves import Direction, Indexed, Shelf, Span

# The words are made by us: only blanks part them, and nothing is folded once more.
_WORDS = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"


class SqliteIndex:
    """Words stand in a table of ours; triggers tell FTS5, so a row that the database deletes leaves the index too."""

    def create(self, connection: Connection, shelf: Shelf) -> None:
        table, index = shelf.value, _index(shelf)
        connection.exec_driver_sql(
            f"CREATE TABLE {table} (id INTEGER PRIMARY KEY REFERENCES {shelf.described} (id) ON DELETE CASCADE,"
            " words TEXT NOT NULL)"
        )
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {index} USING fts5 (words, content = '{table}', content_rowid = 'id',"
            f" tokenize = \"{_WORDS}\", prefix = '3')"
        )
        add = f"INSERT INTO {index} (rowid, words) VALUES (new.id, new.words);"
        remove = f"INSERT INTO {index} ({index}, rowid, words) VALUES ('delete', old.id, old.words);"
        for event, actions in (("INSERT", add), ("DELETE", remove), ("UPDATE", remove + add)):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_{event.lower()} AFTER {event} ON {table} BEGIN {actions} END"
            )

    def drop(self, connection: Connection, shelf: Shelf) -> None:
        connection.exec_driver_sql(f"DROP TABLE {_index(shelf)}")
        connection.exec_driver_sql(f"DROP TABLE {shelf.value}")

    def fill(self, connection: Connection, shelf: Shelf, rows: Sequence[Indexed]) -> None:
        statement = text(f"INSERT INTO {shelf.value} (id, words) VALUES (:id, :words)")
        connection.execute(statement, [{"id": row.id, "words": row.words} for row in rows])

    def putting(self, shelf: Shelf, rows: Sequence[Indexed]) -> Asked:
        return Asked(_put(shelf), {"words": rows_text((row.id, row.words) for row in rows)})

    async def matches(
        self,
        database: Database,
        shelf: Shelf,
        phrases: Sequence[Phrase],
        span: Span,
        direction: Direction,
        limit: int,
    ) -> list[Indexed]:
        values = {"query": _expression(phrases), "lowest": span.lowest, "highest": span.highest, "limit": limit}
        return [Indexed(id, words) for id, words in await database.fetch(_matches(shelf, direction), **values)]


@cache
def _put(shelf: Shelf) -> Prepared:
    # `WHERE true` tells the parser that ON is no part of a join.
    return Prepared(
        text(
            f"INSERT INTO {shelf.value} (id, words)"
            " SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:words) WHERE true"
            " ON CONFLICT (id) DO UPDATE SET words = excluded.words WHERE words <> excluded.words"
        )
    )


@cache
def _matches(shelf: Shelf, direction: Direction) -> Prepared:
    index = _index(shelf)
    return Prepared(
        text(
            f"SELECT rowid, words FROM {index} WHERE {index} MATCH :query AND rowid BETWEEN :lowest AND :highest"
            f" ORDER BY rowid {direction.value} LIMIT :limit"
        )
    )


def _index(shelf: Shelf) -> str:
    return f"{shelf.value}_fts"


def _expression(phrases: Sequence[Phrase]) -> str:
    """Words are letters, digits and few signs: nothing in them could end the quotes."""
    return " AND ".join(f'"{" ".join(phrase.words)}"' + (" *" if phrase.is_beginning else "") for phrase in phrases)
