"""What a text is found by: the words that the index of the search keeps of it.

Words are folded: letter case, accents, and full or half width make no difference.
Where no blanks stand between words (Korean counts too: its particles hang on the
word) a run of characters is kept as overlapping pairs, and its last character once
more: so any part of it is found as neighbouring pairs, and where it ends is known.

Behind the words stand marks, which have no place in the text: each character of
such runs, the beginnings of other words, #tags, and who wrote it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from operator import add

from microblog_desktop.domain.values import dataclass

# Han, kana, Hangul and Bopomofo; Thai, Lao, Khmer and Burmese.
_UNSPACED = (
    "\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb\u3105-\u312f"
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecd\u1780-\u17d3\u1000-\u109f"
)
# Signs inside words of Indic scripts, which Python does not count among the letters.
_INSIDE_WORDS = "\u0900-\u0963\u0971-\u0e00"
_SIGNS = "\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff"
WORD_CHARACTER = rf"(?:[^\W{_UNSPACED}]|[{_INSIDE_WORDS}])"
_PIECE = re.compile(rf"(?P<run>[{_UNSPACED}]+)|(?P<word>{WORD_CHARACTER}+)|(?P<sign>[{_SIGNS}])")
# Where pieces begin and end, in regular expressions for folded texts.
NO_WORD_BEFORE, NO_WORD_AFTER = rf"(?<![^\W{_UNSPACED}])(?<![{_INSIDE_WORDS}])", rf"(?!{WORD_CHARACTER})"
NO_RUN_BEFORE, NO_RUN_AFTER = rf"(?<![{_UNSPACED}])", rf"(?![{_UNSPACED}])"
BETWEEN_PIECES = rf"[^\w{_UNSPACED}{_INSIDE_WORDS}{_SIGNS}]*"
_ASCII_WORD = re.compile(r"\w+", re.ASCII)
_TAG = re.compile(rf"(?<![\w&/#])#((?:\w|[{_INSIDE_WORDS}\u0e31-\u0e4e])+)")
# Accents of European scripts, vowel signs of Arabic and Hebrew, what only stretches a word in
# Arabic, and what is not seen at all.
_DROPPED = re.compile(
    "[\u0300-\u036f\u064b-\u065f\u0670\u0640\u0591-\u05c7\u00ad\u200b-\u200f\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
_A_LETTER = re.compile(f"[{''.join(_LETTERS)}]")
LONGEST_WORD = 40
BEGINNINGS = (2, 3)
# Between the words and the marks: no row of words goes on among the marks.
_END = "|"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters without blanks, a word, or a sign such as an emoji; where it stands in the folded text."""

    text: str
    start: int
    end: int
    is_run: bool


def folded(text: str) -> str:
    """The text as it is compared."""
    if text.isascii():
        return text.lower()
    text = _A_LETTER.sub(lambda found: _LETTERS[found.group()], unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", _DROPPED.sub("", unicodedata.normalize("NFKD", text)))


def pieces(folded_text: str) -> Iterator[Piece]:
    for found in _PIECE.finditer(folded_text):
        yield Piece(found.group(), found.start(), found.end(), is_run=found.lastgroup == "run")


def pairs(run: str) -> list[str]:
    """Neighbouring characters, two by two; a run of one is left as it is."""
    return list(map(add, run, run[1:])) or [run]


def whole(text: str, *, is_run: bool) -> list[str]:
    """The words of a piece that ends where it ends."""
    if not is_run:
        return [text[:LONGEST_WORD]]
    return [*pairs(text), text[-1]] if len(text) > 1 else [text]


def words_of(text: str, author: str | None = None) -> str:
    """All that a text is found by, with blanks between; `author` is an opaque id."""
    plain = folded(text)
    words, characters = _words_in(plain)
    known = dict.fromkeys(words)
    begun = [word for word in known if len(word) > BEGINNINGS[0]]
    marks = dict.fromkeys(characters)
    for length in BEGINNINGS:
        marks |= dict.fromkeys([beginning(word[:length]) for word in begun if len(word) > length])
    if "#" in plain:
        marks |= dict.fromkeys([tag(found.group(1)) for found in tags(plain)])
    if author is not None:
        marks[by(author)] = None
    return " ".join([*words, _END, *[mark for mark in marks if mark not in known]])


def _words_in(plain: str) -> tuple[list[str], str]:
    """The words in their order, and the runs that they were taken from in one."""
    if plain.isascii():
        # Most of what is written; this is the only thing that has to be quick for each text that arrives.
        return [word[:LONGEST_WORD] for word in _ASCII_WORD.findall(plain)], ""
    words: list[str] = []
    runs: list[str] = []
    for run, word, sign in _PIECE.findall(plain):
        if run:
            words += whole(run, is_run=True)
            runs.append(run)
        else:
            words.append((word or sign)[:LONGEST_WORD])
    return words, "".join(runs)


def tags(folded_text: str) -> Iterator[re.Match[str]]:
    """Each #tag; its name is the first group."""
    return _TAG.finditer(folded_text)


def tag(folded_name: str) -> str:
    return "#" + folded_name[:LONGEST_WORD]


def by(author: str) -> str:
    """An id may hold anything, so it is spelled in digits."""
    return "@" + author.encode().hex()


def beginning(letters: str) -> str:
    """The mark of words that begin so and go on."""
    return letters + "*"
