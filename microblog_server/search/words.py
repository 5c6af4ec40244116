"""What a text is found by: the words that the index keeps, the same on every database.

Words are folded: letter case, accents and half or full width make no difference.
Scripts that put no blanks between words (Korean counts too: particles hang on
its words) are cut into overlapping pairs of characters, so that any part of a
word is found as a row of pairs, and the last character of each run stands alone
after its pair: that is where a run ends. Behind all of it stand single characters,
#tags and other marks, which have no place in the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u30fc\u3005"
_PIECE = regex.compile(
    rf"(?P<run>[{_UNSPACED}]+)|(?P<word>[[\p{{L}}\p{{M}}\p{{N}}_]--[{_UNSPACED}]]+)|(?P<sign>\p{{Extended_Pictographic}})",
    flags=regex.V1,
)
_TAG = regex.compile(r"(?<![\p{L}\p{M}\p{N}_&/#])[#＃]([\p{L}\p{M}\p{N}_]+)", flags=regex.V1)
# Accents of European scripts, vowel signs of Arabic and Hebrew, and the Arabic line that only stretches a word.
_MARKS = regex.compile(r"[\u0300-\u036f\u064b-\u065f\u0670\u0640\u0591-\u05c7]")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
# PostgreSQL takes no word beyond 2,046 bytes.
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters without blanks, a word, or a sign such as an emoji; folded."""

    text: str
    is_run: bool

    def indexed(self) -> Iterator[str]:
        """Its words in the index, in order."""
        yield from self.sought()
        if self.is_run and len(self.text) > 1:
            yield self.text[-1]

    def sought(self) -> Iterator[str]:
        """The words by which it is found, also when more characters follow it in the text."""
        if self.is_run and len(self.text) > 1:
            yield from (self.text[at : at + 2] for at in range(len(self.text) - 1))
        else:
            yield self.text[:_LONGEST]


def folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", text)))


def pieces(text: str) -> Iterator[Piece]:
    for match in _PIECE.finditer(folded(text)):
        yield Piece(match[0], is_run=match["run"] is not None)


def tag(name: str) -> str:
    return "#" + folded(name)[:_LONGEST]


def tags_of(body: str) -> dict[str, str]:
    """The #tags of a post as they are written, by what makes two of them the same."""
    found = [match[1][:_LONGEST] for match in _TAG.finditer(body)]
    return {folded(tag): tag for tag in reversed(found)}


def by_author(person_id: int) -> str:
    return f"@{person_id}"


def by_username(name: str) -> str:
    """The whole name as one word, however it is put together."""
    return "=" + folded(name)


def words_of_post(body: str, author_id: int) -> str:
    found = list(pieces(body))
    words = [word for piece in found for word in piece.indexed()]
    marks = [*_single_characters(found), *(tag(match[1]) for match in _TAG.finditer(body)), by_author(author_id)]
    return _joined(words, marks)


# Sections of what a person is found by, most telling first.
_SECTION = "|"


def words_of_person(username: str, name: str, about_me: str) -> str:
    words: list[str] = []
    found: list[Piece] = []
    for section in (username, name, about_me):
        inside = list(pieces(section))
        words += [*(word for piece in inside for word in piece.indexed()), _SECTION]
        found += inside
    tags = (tag(match[1]) for match in _TAG.finditer(about_me))
    return _joined(words, [*_single_characters(found), *tags, by_username(username)])


def sections(words: str) -> list[str]:
    """The parts of indexed words, each between blanks, so that whole words can be looked for in them."""
    return [f" {part.strip()} " for part in words.split(f" {_SECTION} ")] if _SECTION in words else [f" {words} "]


def _single_characters(found: Iterable[Piece]) -> Iterator[str]:
    for piece in found:
        if piece.is_run:
            yield from piece.text


def _joined(words: list[str], marks: Iterable[str]) -> str:
    known = set(words)
    return " ".join([*words, *(mark for mark in dict.fromkeys(marks) if mark not in known)])
