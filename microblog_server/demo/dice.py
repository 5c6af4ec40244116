"""Chance that falls the same way on every Python version.

Only `Random.random()` promises the same numbers for the same seed for ever;
`shuffle`, `choice` and `sample` do not, so they are built here on it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Throw for numbers, picks and orders, from a seed."""

    def __init__(self, seed: str) -> None:
        # Seeding by text goes through SHA-512, which does not depend on the hash seed of the process.
        self._random = random.Random(seed)

    def fraction(self) -> float:
        return self._random.random()

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        return items[int(self._random.random() * len(items))]

    def draw(self, items: Sequence[T], count: int) -> list[T]:
        """Return up to `count` different items in random order."""
        rest = list(items)
        count = min(count, len(rest))
        for at in range(count):
            other = self.between(at, len(rest) - 1)
            rest[at], rest[other] = rest[other], rest[at]
        return rest[:count]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        return self.draw(items, len(items))
