"""Places in a list of what was found: cursors that neither skip nor repeat.

A list has two parts. The *ranked* part is the newest matches at the time of the
first page, best first; the *rest* is all older matches, newest first. A place
carries the ids between which the ranked part lies, so it stays the same part when
posts are written or deleted meanwhile.
"""

from __future__ import annotations

import base64
import binascii
import enum
import hashlib
import struct
from dataclasses import dataclass
from typing import NamedTuple

from microblog_server.search.relevance import HIGHEST

_FORMAT = struct.Struct(">4sBQQHQ")
_LAST_ID = 2**63 - 1


class BadPlaceError(ValueError):
    """This text was never given out as a cursor of this search."""


class Width(enum.IntEnum):
    """Which of a query's phrases are looked for."""

    NARROW = 0
    WIDE = 1


@dataclass(frozen=True, slots=True)
class Ranked:
    """The ranked part: matches from `lowest` to `highest` (ids); above `highest` is what came later."""

    width: Width
    highest: int
    lowest: int


class Rank(NamedTuple):
    """Greater stands higher in the list."""

    is_ranked: bool
    relevance: int
    id: int

    @property
    def order(self) -> str:
        """A text that sorts as the list does, the greatest first."""
        return f"{self.is_ranked:x}{self.relevance:04x}{self.id:016x}"


@dataclass(frozen=True, slots=True)
class Place:
    ranked: Ranked
    rank: Rank

    def cursor(self, search: bytes) -> str:
        """`search` is the mark of what is searched for, see `mark_of`."""
        kind = self.ranked.width + 2 * self.rank.is_ranked
        packed = _FORMAT.pack(search, kind, self.ranked.highest, self.ranked.lowest, self.rank.relevance, self.rank.id)
        return base64.urlsafe_b64encode(packed).rstrip(b"=").decode("ascii")


def parse(cursor: str, search: bytes) -> Place:
    """Raise `BadPlaceError` for everything but a cursor of the same search."""
    try:
        packed = base64.b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), b"-_", validate=True)
        mark, kind, highest, lowest, relevance, id = _FORMAT.unpack(packed)
    except (UnicodeEncodeError, binascii.Error, struct.error) as error:
        raise BadPlaceError from error
    if mark != search or kind > 3 or max(highest, lowest, id) > _LAST_ID or relevance > HIGHEST:
        raise BadPlaceError
    place = Place(Ranked(Width(kind & 1), highest, lowest), Rank(kind > 1, relevance, id))
    if place.cursor(search) != cursor:
        raise BadPlaceError
    return place


def mark_of(*search: str) -> bytes:
    """Tells searches apart, so that a cursor is not taken for a place in another list."""
    return hashlib.blake2b("\0".join(search).encode(), digest_size=4).digest()
