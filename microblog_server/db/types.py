"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Dialect, Integer
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# SQLite gives out row numbers only for a column that is called INTEGER.
WholeNumber = BigInteger().with_variant(Integer, "sqlite")


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970, exactly (a float would lose the last digits)."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def from_microseconds(count: int) -> datetime:
    return _EPOCH + timedelta(microseconds=count)


class Moment(TypeDecorator[datetime]):
    """An aware UTC time, kept as whole microseconds so that its order is exact in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else from_microseconds(value)
