"""In which language a text is: first by its script, then, where many languages share one, by a model.

docs/decisions/0005-language-identification.md says why this model, and how often it is right.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping
from functools import cache

import regex

from microblog_server.language import model
from microblog_server.language.model import Model

# Names, tags' signs and addresses are no writing in any language.
_NO_WRITING = regex.compile(r"https?://\S+|(?<![\p{L}\p{N}_])@[\p{L}\p{M}\p{N}_.\-]+|#(?=\w)", flags=regex.V1)
_SCRIPTS = {
    "hangul": r"\p{Hangul}",
    "kana": r"[\p{Hiragana}\p{Katakana}\u30fc]",
    "han": r"\p{Han}",
    "latin": r"\p{Latin}",
    "arabic": r"\p{Arabic}",
    "cyrillic": r"\p{Cyrillic}",
    "devanagari": r"\p{Devanagari}",
    "greek": r"\p{Greek}",
    "hebrew": r"\p{Hebrew}",
    "thai": r"\p{Thai}",
}
_LETTER = regex.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _SCRIPTS.items()), flags=regex.V1)
_ALONE = {"hangul": "ko", "kana": "ja", "greek": "el", "hebrew": "he", "thai": "th"}
_SHARED = {
    "latin": frozenset(
        (
            *("en", "de", "es", "fr", "it", "pt", "nl", "sv", "da", "no", "fi", "pl"),
            *("cs", "tr", "id", "hu", "ro", "vi", "ca", "sk", "hr", "sw", "tl", "ms"),
        )
    ),
    "arabic": frozenset(("ar", "fa", "ur")),
    "cyrillic": frozenset(("ru", "uk", "bg", "sr", "be", "mk", "kk")),
    "devanagari": frozenset(("hi", "mr", "ne")),
    "han": frozenset(("zh", "ja")),
}
# Letters that Persian and Urdu have and Arabic has not.
_NOT_ARABIC = regex.compile("[پچژگکیٹڈڑںےۓھہ]")
# A character of these says about as much as two letters.
_DENSE = frozenset(("hangul", "kana", "han"))
_PREDOMINANT = 0.6
_SURE = 0.6
_FEWEST_LETTERS = 3
# Fewer may well be a word that Chinese and Japanese write the same.
_FEWEST_HAN = 4
_HAN = regex.compile(r"\p{Han}")
_loading = threading.Lock()


async def identify(text: str) -> str | None:
    """The code of the language; None if unsure. The first text waits in a thread until the model is loaded."""
    if not _models.cache_info().currsize:
        await asyncio.to_thread(_load)
    return identify_now(text)


def _load() -> None:
    """Once, however many texts come before it is there: each further model would take as much time and memory."""
    with _loading:
        _models()


def identify_now(text: str) -> str | None:
    writing = _NO_WRITING.sub(" ", text)
    script = _script(writing)
    if script is None:
        return None
    if script in _ALONE:
        return _ALONE[script]
    if script == "arabic" and not _NOT_ARABIC.search(writing):
        return "ar"
    if script == "han" and len(_HAN.findall(writing)) < _FEWEST_HAN:
        return None
    code, chance = _models()[script].classify(writing)
    return code if chance >= _SURE else None


def _script(writing: str) -> str | None:
    """The script that most of it is in; None if there is little, or no such script."""
    counts: dict[str, int] = {}
    for match in _LETTER.finditer(writing):
        name = match.lastgroup or ""
        counts[name] = counts.get(name, 0) + (2 if name in _DENSE else 1)
    if counts.get("kana"):
        # Japanese is written in both.
        counts["kana"] += counts.pop("han", 0)
    if sum(counts.values()) < _FEWEST_LETTERS and not _DENSE & counts.keys():
        return None
    name, most = max(counts.items(), key=lambda item: item[1])
    return name if most >= _PREDOMINANT * sum(counts.values()) else None


@cache
def _models() -> Mapping[str, Model]:
    """By script; they share 50 MB, loaded in most of a second and kept for as long as the process lives."""
    return model.load(_SHARED)
