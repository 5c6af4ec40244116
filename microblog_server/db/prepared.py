"""Statements that are asked all the time, as text that the driver knows already.

SQLAlchemy writes each once for a dialect; after that a request pays for the
question and the answer alone. Rows come as the driver gives them: moments are
microseconds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial

from sqlalchemy import Dialect, Executable, bindparam
from sqlalchemy.sql.elements import BindParameter, ClauseElement

from microblog_server.db.types import WholeNumber


@dataclass(frozen=True, slots=True)
class Written:
    """For one dialect: the text, and which value goes where (a name, or the value itself)."""

    sql: str
    names: tuple[str, ...]
    fixed: dict[str, object]

    def arguments(self, values: Mapping[str, object]) -> tuple[object, ...]:
        return tuple(values[name] if name in values else self.fixed[name] for name in self.names)


class Prepared:
    """A statement with `number(name)` and `word(name)` where values go."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._written: dict[str, Written] = {}

    def written(self, dialect: Dialect) -> Written:
        if dialect.name not in self._written:
            assert isinstance(self._statement, ClauseElement)
            compiled = self._statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
            names = getattr(compiled, "positiontup", None)
            assert names is not None, "both drivers count their parameters"
            self._written[dialect.name] = Written(str(compiled), tuple(names), dict(compiled.params))
        return self._written[dialect.name]


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement with its values."""

    prepared: Prepared
    values: Mapping[str, object]


@cache
def in_one(statements: tuple[Prepared, ...], dialect: Dialect) -> str:
    """PostgreSQL's way to do several things at once; the values are those of all of them in a row."""
    texts = []
    before = 0
    for statement in statements:
        written = statement.written(dialect)
        shifted = partial(_shifted, by=before)
        texts.append(_VALUE.sub(shifted, written.sql))
        before += len(written.names)
    *first, last = texts
    return ", ".join(f"part_{place} AS ({text})" for place, text in enumerate(first)).join(("WITH ", f" {last}"))


_VALUE = re.compile(r"\$(\d+)")


def _shifted(match: re.Match[str], *, by: int) -> str:
    return f"${int(match[1]) + by}"


def number(name: str) -> BindParameter[int]:
    """An id, a count, or a moment in microseconds."""
    return bindparam(name, type_=WholeNumber)


def word(name: str) -> BindParameter[str]:
    return bindparam(name)
