"""What a translation service must offer here, and how it fails.

TranslatorError
  NotOffered        it does not translate from this language to that one
  TranslatorBroken  it refuses, or its answer makes no sense
  TranslatorAway    it cannot be reached, has too much to do, or takes too long
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class TranslatorError(Exception):
    """Says nothing of the text."""


class NotOfferedError(TranslatorError):
    pass


class TranslatorBrokenError(TranslatorError):
    pass


class TranslatorAwayError(TranslatorError):
    pass


@dataclass(frozen=True, slots=True)
class Pair:
    """Codes of languages, such as `en` and `es`."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Translated:
    """`source` is the language that it was translated from."""

    text: str
    source: str


class Translator(Protocol):
    """A service. Nothing but the text and the two languages is sent to it."""

    @property
    def provider(self) -> str: ...

    async def pairs(self) -> frozenset[Pair]:
        """What can be translated to what. Raises `TranslatorError`."""
        ...

    async def translate(self, text: str, source: str | None, target: str) -> Translated:
        """`source` None: not known. Raises `TranslatorError`."""
        ...
