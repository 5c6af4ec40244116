"""Languages that nobody speaks: English made longer, accented and bracketed, and English written from right to left.

Tests and translators see with them what is not translated, what has too little room and what is not mirrored. They
are never offered in a list; `LANGUAGE=en_XA microblog-desktop` speaks one of them.
"""

from __future__ import annotations

import gettext
import re
from dataclasses import dataclass

OPENING, CLOSING = "⟦", "⟧"
_ACCENTED = str.maketrans("AEIOUYCNSZaeiouycnsz", "ÅËÎÕÜÝÇÑŠŽåéîøüýçñšž")
_VOWEL = re.compile(r"[aeiouAEIOU]")
# What is filled in later, and what is not a word at all.
_KEPT = re.compile(r"(\{[^{}]*\}|<[^<>]*>)")
_WORD = re.compile(r"\S+")
_FROM_RIGHT, _END = "\u202e", "\u202c"


class _Longer(gettext.NullTranslations):
    """About two fifths longer, as German is at times: each vowel stands twice."""

    def gettext(self, message: str) -> str:
        parts = (part if _KEPT.fullmatch(part) else self._said(part) for part in _KEPT.split(message))
        return f"{OPENING}{''.join(parts)}{CLOSING}" if message else ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def _said(self, words: str) -> str:
        return _VOWEL.sub(r"\g<0>\g<0>", words).translate(_ACCENTED)


class _FromRight(_Longer):
    """English words whose letters run from right to left."""

    def _said(self, words: str) -> str:
        return _WORD.sub(rf"{_FROM_RIGHT}\g<0>{_END}", words)


@dataclass(frozen=True, slots=True)
class Pseudo:
    """A pseudo-language: its words, and the language whose dates and numbers it borrows."""

    messages: gettext.NullTranslations
    formats: str


PSEUDO_LANGUAGES = {"en_XA": Pseudo(_Longer(), "en"), "ar_XB": Pseudo(_FromRight(), "ar")}
