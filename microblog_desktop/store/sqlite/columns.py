"""Between Python's values and SQLite's columns, with the types checked.

Times are whole microseconds since the epoch.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

Value = None | int | float | bytes | str
Row = tuple[Value, ...]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def micros(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND


def micros_or_none(moment: datetime | None) -> int | None:
    return None if moment is None else micros(moment)


def moment(value: Value) -> datetime:
    assert isinstance(value, int)
    return EPOCH + timedelta(microseconds=value)


def moment_or_none(value: Value) -> datetime | None:
    return None if value is None else moment(value)


def text(value: Value) -> str:
    assert isinstance(value, str)
    return value


def text_or_none(value: Value) -> str | None:
    assert value is None or isinstance(value, str)
    return value


def whole(value: Value) -> int:
    assert isinstance(value, int)
    return value


def whole_or_none(value: Value) -> int | None:
    assert value is None or isinstance(value, int)
    return value


def real_or_none(value: Value) -> float | None:
    assert value is None or isinstance(value, float | int)
    return value


def flag(value: Value) -> bool:
    return bool(value)


def flag_or_none(value: Value) -> bool | None:
    return None if value is None else bool(value)


def key_list(keys: Iterable[int]) -> str:
    """Row keys as the text that `json_each` reads."""
    return "[" + ",".join(str(int(key)) for key in keys) + "]"


def for_like(text: str) -> str:
    """The text itself in a pattern of `LIKE … ESCAPE '!'`."""
    for sign in "!%_":
        text = text.replace(sign, f"!{sign}")
    return text
