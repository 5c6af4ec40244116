"""A place in a list that is ordered by time, newest first.

Equal times are told apart by the row's id, so a place lies between two rows
and never on several.
"""

from __future__ import annotations

import base64
import binascii
import struct
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from microblog_server.db.types import from_microseconds, microseconds

_FORMAT = struct.Struct(">QQ")
_CURSOR_LENGTH = 22
# The last microsecond of the year 9999, which is as far as datetime goes.
_LAST_MICROSECOND = 253_402_300_799_999_999
_LAST_ID = 2**63 - 1


def order_of(at: int, id: int) -> str:
    """A text that sorts as the rows do, always of the same width; `at` is in microseconds."""
    return f"{at:016x}{id:016x}"


def cursor_of(at: int, id: int) -> str:
    return base64.urlsafe_b64encode(_FORMAT.pack(at, id)).rstrip(b"=").decode("ascii")


class Place(NamedTuple):
    """A place by its microseconds and id."""

    at: int
    id: int

    @property
    def cursor(self) -> str:
        return cursor_of(self.at, self.id)


class BadCursorError(ValueError):
    """This text was never given out as a cursor."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Places compare as the rows do: greater is newer."""

    at: datetime
    id: int

    @property
    def order(self) -> str:
        """A text that sorts as the rows do, always of the same width."""
        return order_of(microseconds(self.at), self.id)

    @property
    def cursor(self) -> str:
        return cursor_of(microseconds(self.at), self.id)

    @classmethod
    def parse(cls, cursor: str) -> Position:
        """Raise `BadCursorError` for everything but what `cursor` gives."""
        try:
            count, id = _FORMAT.unpack(base64.b64decode(cursor.encode("ascii") + b"==", b"-_", validate=True))
        except (UnicodeEncodeError, binascii.Error, struct.error) as error:
            raise BadCursorError from error
        if len(cursor) != _CURSOR_LENGTH or count > _LAST_MICROSECOND or id > _LAST_ID:
            raise BadCursorError
        position = cls(from_microseconds(count), id)
        if position.cursor != cursor:
            raise BadCursorError
        return position
