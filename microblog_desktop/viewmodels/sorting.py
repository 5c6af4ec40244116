"""The order of words in the person's language: where ä, 가 or ع stand is not the business of their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cmp_to_key
from typing import TypeVar

from PySide6.QtCore import QCollator, QLocale

from microblog_desktop.i18n.translate import current_language

T = TypeVar("T")


def in_order(things: Iterable[T], words: Callable[[T], str]) -> list[T]:
    """Sort by `words` as dictionaries of the language of now do; case matters only where nothing else does."""
    collator = QCollator(QLocale(current_language()))
    collator.setNumericMode(True)

    def compare(one: T, other: T) -> int:
        return collator.compare(words(one), words(other))

    return sorted(things, key=cmp_to_key(compare))
