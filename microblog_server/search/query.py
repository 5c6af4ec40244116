"""What somebody typed into the search field, read. Anything can be typed; nothing is an error but too much.

coffee to-go        all of these words, anywhere ("to-go" as two words side by side)
"black coffee"      these words in this order
rive*               words that begin so
from:susan  #trains
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from microblog_server.search.words import Piece, pieces, tag

_QUOTES = regex.compile(r"[“”„‟«»＂「」『』]")
_PART = regex.compile(r'"([^"]*)"?|([^\s"]+)')
_FROM = regex.compile(r"from[:：]@?(.+)", flags=regex.IGNORECASE | regex.DOTALL)
_TAG = regex.compile(r"[#＃]([\p{L}\p{M}\p{N}_]+)", flags=regex.V1)
_NAME = regex.compile(r"@?([\p{L}\p{N}_][\p{L}\p{M}\p{N}_.\-]{0,63})", flags=regex.V1)
# Half of all texts have a word that begins with `a`: whoever wants that wants something else.
_SHORTEST_BEGINNING = 3
MOST_PARTS = 32


class TooManyPartsError(ValueError):
    """More words than one search looks for."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side; with `is_beginning`, what begins with the last of them is found too."""

    words: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All of it must be found.

    `wide` also finds words that only begin like those in `phrases`; `name` is the whole text if it may be a user name.
    """

    phrases: tuple[Phrase, ...] = ()
    wide: tuple[Phrase, ...] = ()
    author: str | None = None
    name: str | None = None


def parse(text: str) -> Query:
    """Raise `TooManyPartsError` for more than `MOST_PARTS` words and phrases."""
    phrases: dict[Phrase, Phrase] = {}
    author = None
    for match in _PART.finditer(_QUOTES.sub('"', text)):
        quoted, plain = match[1], match[2]
        if plain is not None and (named := _FROM.fullmatch(plain)):
            author = named[1]
            continue
        phrase = _phrase(quoted) if plain is None else _plain(plain)
        if phrase.words:
            phrases[phrase] = phrase if plain is None else _beginning(plain, phrase)
    if len(phrases) > MOST_PARTS:
        raise TooManyPartsError
    name = _NAME.fullmatch(text.strip())
    return Query(tuple(phrases), tuple(dict.fromkeys(phrases.values())), author, name[1] if name else None)


def _plain(text: str) -> Phrase:
    if tagged := _TAG.fullmatch(text):
        return Phrase((tag(tagged[1]),))
    phrase = _phrase(text)
    return _beginning(text, phrase) if text.endswith("*") else phrase


def _beginning(text: str, phrase: Phrase) -> Phrase:
    """What begins with the last word is found too, if that is a word of some length."""
    last = list(pieces(text))[-1:]
    if not phrase.words or phrase.words[0].startswith("#"):
        return phrase
    if any(piece.is_run or len(piece.text) < _SHORTEST_BEGINNING for piece in last):
        return phrase
    return Phrase(phrase.words, is_beginning=True)


def _phrase(text: str) -> Phrase:
    found = list(pieces(text))
    words = tuple(_side_by_side(found))
    # A single character behind something else is found by the pair that it begins.
    return Phrase(words, is_beginning=len(words) > 1 and found[-1].is_run and len(found[-1].text) == 1)


def _side_by_side(found: list[Piece]) -> Iterator[str]:
    for piece in found[:-1]:
        # Something follows, so the run must end here in the text too.
        yield from piece.indexed()
    for piece in found[-1:]:
        yield from piece.sought()
