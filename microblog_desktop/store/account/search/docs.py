"""The numbers of the rows in the index: kind, day and key in one; see `migrations/account_0004.py`."""

from __future__ import annotations

from enum import Enum

KIND_SHIFT = 60
_DAY_SHIFT = 28
_DAY_US = 86_400_000_000
_KEY = (1 << _DAY_SHIFT) - 1


class Kind(Enum):
    """What a row of the index stands for; part of the file's format."""

    POST = 0
    MESSAGE = 1
    PERSON = 2
    DRAFT = 3

    def doc(self, rest: int) -> int:
        return self.value << KIND_SHIFT | rest

    @property
    def docs(self) -> tuple[int, int]:
        """The first number, and the first one beyond."""
        return self.doc(0), (self.value + 1) << KIND_SHIFT


def key_of(doc: int) -> int:
    """The key of a post or a message, or the number of a name."""
    is_named = doc >> KIND_SHIFT >= Kind.PERSON.value
    return doc & ((1 << KIND_SHIFT) - 1) if is_named else doc & _KEY


def docs_of_day(doc: int) -> tuple[int, int]:
    """The numbers of all posts (or messages) of the day of one: the first, and the first one beyond."""
    first = doc & ~_KEY
    return first, first + _KEY + 1


def doc_of(kind: Kind, created_at_us: int, key: int) -> int:
    """As the views in the file's schema have it."""
    return kind.doc(max(0, min(created_at_us // _DAY_US, (1 << 31) - 1)) << _DAY_SHIFT | key)
