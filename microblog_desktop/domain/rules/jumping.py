"""How well a name fits what somebody types to get there.

Texts are compared as keys are pressed: without case and accents, and Hangul letter by letter, so a syllable that is
being put together (`갑` on the way to `가방`) fits at each key. Its initials alone (`ㅅㅈ` for `설정`) are enough.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import IntEnum

from microblog_desktop.domain.rules.search_words import folded
from microblog_desktop.domain.values import dataclass

LONGEST = 400
"""Of what is typed, so much counts."""

_LONGEST_NAME = 120
_TELLING = 4
_INITIALS = "ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒ"
# Consonants at the end of a syllable, and vowels of two, as the keys that they are typed by.
_FINALS = "ᄀ ᄁ ᄀᄉ ᄂ ᄂᄌ ᄂᄒ ᄃ ᄅ ᄅᄀ ᄅᄆ ᄅᄇ ᄅᄉ ᄅᄐ ᄅᄑ ᄅᄒ ᄆ ᄇ ᄇᄉ ᄉ ᄊ ᄋ ᄌ ᄎ ᄏ ᄐ ᄑ ᄒ"
_KEYS = {0x11A8 + number: keys for number, keys in enumerate(_FINALS.split())} | {
    ord(vowel): keys for vowel, keys in {"ᅪ": "ᅩᅡ", "ᅫ": "ᅩᅢ", "ᅬ": "ᅩᅵ", "ᅯ": "ᅮᅥ", "ᅰ": "ᅮᅦ", "ᅱ": "ᅮᅵ", "ᅴ": "ᅳᅵ"}.items()
}
_FIRST_SYLLABLE, _LAST_SYLLABLE, _OF_AN_INITIAL = 0xAC00, 0xD7A3, 588


class Fit(IntEnum):
    """The better ones first."""

    EXACT = 0
    BEGINS = 1
    WORDS = 2  # each of what is typed begins a word of it
    INSIDE = 3
    ABOUT = 4  # in what is said about it
    LOOSE = 5  # its letters are there, in their order


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody types, ready to be compared."""

    keys: str
    words: tuple[str, ...]
    is_initials: bool
    letters: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a thing is called, and what else is said of it."""

    names: tuple[str, ...]
    initials: tuple[str, ...]
    about: str


def typed(text: str) -> Typed:
    """Read what stands in the field."""
    keys = " ".join(as_keys(text[:LONGEST]).split())
    letters = keys.replace(" ", "")
    is_initials = bool(letters) and not set(letters) - set(_INITIALS)
    return Typed(keys, tuple(keys.split()), is_initials, letters[:_LONGEST_NAME])


def known(names: Sequence[str], about: str = "") -> Known:
    """Make something ready to be found by its names, and by what is said about it."""
    named = [name[:_LONGEST_NAME] for name in names if name]
    initials = (_initials(name) for name in named)
    return Known(
        tuple(" ".join(as_keys(name).split()) for name in named),
        tuple(letters for letters in initials if letters),
        as_keys(" ".join([*named, about])),
    )


def fit(wanted: Typed, thing: Known) -> Fit | None:
    """How well it fits; None if not at all, or if nothing is typed."""
    if not wanted.words:
        return None
    fits = [found for name in thing.names if (found := _fit_of_name(wanted, name)) is not None]
    if wanted.is_initials:
        fits += [found for letters in thing.initials if (found := _fit_of_initials(wanted, letters)) is not None]
    if all(_is_said(thing.about, word) for word in wanted.words):
        fits.append(Fit.ABOUT)
    if fits:
        return min(fits)
    return Fit.LOOSE if any(_has_in_order(name, wanted.letters) for name in thing.names) else None


def as_keys(text: str) -> str:
    """The text as the row of keys that type it."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFD", folded(text)).translate(_KEYS)


def _fit_of_name(wanted: Typed, name: str) -> Fit | None:
    if name == wanted.keys:
        return Fit.EXACT
    if name.startswith(wanted.keys):
        return Fit.BEGINS
    if all(_begins_a_word(name, word) for word in wanted.words):
        return Fit.WORDS
    return Fit.INSIDE if all(len(word) > 1 and word in name for word in wanted.words) else None


def _fit_of_initials(wanted: Typed, initials: str) -> Fit | None:
    letters = wanted.keys.replace(" ", "")
    if initials.startswith(letters):
        return Fit.BEGINS
    return Fit.INSIDE if len(letters) > 1 and letters in initials else None


def _initials(name: str) -> str:
    """Of the syllables of Hangul in it."""
    if name.isascii():
        return ""
    codes = (ord(letter) - _FIRST_SYLLABLE for letter in unicodedata.normalize("NFC", name))
    return "".join(_INITIALS[code // _OF_AN_INITIAL] for code in codes if 0 <= code <= _LAST_SYLLABLE - _FIRST_SYLLABLE)


def _begins_a_word(name: str, word: str) -> bool:
    return _at_a_word(name, word) >= 0


def _at_a_word(name: str, begins: str) -> int:
    """Where the first word begins so; less than 0 if none does."""
    at = name.find(begins)
    while at > 0 and name[at - 1].isalnum():
        at = name.find(begins, at + 1)
    return at


def _has_in_order(name: str, letters: str) -> bool:
    """The first letter begins a word. The earliest places will do, so nothing is tried twice, whatever it is called."""
    if len(letters) < 2:
        return False
    at = _at_a_word(name, letters[0])
    for letter in letters[1:]:
        if at < 0:
            return False
        at = name.find(letter, at + 1)
    return at >= 0


def _is_said(about: str, word: str) -> bool:
    """Parts of words count, since some languages join them; but two or three letters stand in too many."""
    if len(word) < _TELLING and word.isascii():
        return _begins_a_word(about, word)
    return word in about
