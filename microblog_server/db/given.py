"""Any number of rows as one value of one statement: they come as JSON, so the statement is always the same text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Subquery, Text, cast, literal_column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from microblog_server.db.prepared import word

_encode = msgspec.json.Encoder().encode


def rows_text(rows: Iterable[Sequence[object]]) -> str:
    """For `given`: the members of each row in the order of its columns."""
    return _encode(list(rows)).decode()


def given(name: str, columns: Mapping[str, TypeEngine[Any]]) -> Subquery:
    """The rows of the value `name`."""
    rows = Members(word(name)).table_valued("value", name=f"{name}_rows")
    members = [
        cast(Member(rows.c.value, literal_column(str(place))), kind).label(column)
        for place, (column, kind) in enumerate(columns.items())
    ]
    return select(*members).subquery(name)


class Members(FunctionElement[Any]):
    """All of a JSON array."""

    name = "members"
    inherit_cache = True


class Member(FunctionElement[str]):
    """One of a JSON array, by its place."""

    name = "member"
    type = Text()
    inherit_cache = True


@compiles(Members, "postgresql")
def _members_postgresql(element: Members, compiler: SQLCompiler, **how: Any) -> str:
    # Through an array: so ten rows are expected, not a hundred, few enough for each to go by an index.
    array = f"ARRAY(SELECT json_array_elements(CAST({compiler.process(element.clauses, **how)} AS json)))"
    return f"(SELECT unnest({array}) AS value)"


@compiles(Members, "sqlite")
def _members_sqlite(element: Members, compiler: SQLCompiler, **how: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **how)})"


@compiles(Member, "postgresql")
def _member_postgresql(element: Member, compiler: SQLCompiler, **how: Any) -> str:
    array, place = element.clauses
    return f"({compiler.process(array, **how)} ->> {compiler.process(place, **how)})"


@compiles(Member, "sqlite")
def _member_sqlite(element: Member, compiler: SQLCompiler, **how: Any) -> str:
    array, place = element.clauses
    return f"json_extract({compiler.process(array, **how)}, '$[{compiler.process(place, **how)}]')"
