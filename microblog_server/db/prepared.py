"""Statements that are asked all the time, as text that the driver knows already.

SQLAlchemy writes each once for a dialect; after that a request pays for the
question and the answer alone. Rows come as the driver gives them: moments are
microseconds.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Dialect, Executable, bindparam
from sqlalchemy.sql.elements import BindParameter, ClauseElement

from microblog_server.db.types import WholeNumber


@dataclass(frozen=True, slots=True)
class Written:
    """For one dialect: the text, and which value goes where (a name, or the value itself)."""

    sql: str
    names: tuple[str, ...]
    fixed: dict[str, object]

    def arguments(self, values: dict[str, object]) -> tuple[object, ...]:
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


def number(name: str) -> BindParameter[int]:
    """An id, a count, or a moment in microseconds."""
    return bindparam(name, type_=WholeNumber)


def word(name: str) -> BindParameter[str]:
    return bindparam(name)
