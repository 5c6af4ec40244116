"""Endless posts in six languages: each word as often as in real texts, and behind them a long tail of rare ones."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

_TEXTS = Path(__file__).parents[2] / "microblog_server" / "demo" / "texts"
_WORD = re.compile(r"[^\s|]+")
# Files of a language, and its share of the posts in percent.
_LANGUAGES = {
    "en": (("en_life.txt", "en_trains_code.txt", "en_books_garden_food.txt"), 40),
    "ko": (("ko.txt",), 25),
    "ja": (("ja.txt",), 12),
    "es": (("es.txt",), 10),
    "de": (("de.txt",), 8),
    "ar": (("ar.txt",), 5),
}
_RARE_WORDS = 40_000
# The share of words that come from the tail.
_RARE_SHARE = 0.12


def bodies(count: int, seed: int = 5) -> Iterator[str]:
    """The same posts for the same seed, of 3 to 40 words."""
    dice = random.Random(seed)
    names = list(_LANGUAGES)
    shares = [share for _, share in _LANGUAGES.values()]
    vocabularies = {name: _vocabulary(name) for name in names}
    for name in dice.choices(names, shares, k=count):
        words, weights, blank = vocabularies[name]
        length = min(40, 3 + int(dice.expovariate(1 / 10)))
        yield blank.join(dice.choices(words, cum_weights=weights, k=length))


@cache
def _vocabulary(language: str) -> tuple[list[str], list[float], str]:
    """Words, their running weights, and what stands between them."""
    files, _ = _LANGUAGES[language]
    text = " ".join((_TEXTS / file).read_text(encoding="utf-8") for file in files)
    blank = "" if language == "ja" else " "
    units = (
        re.findall(r"[\u3041-\u30ff]{1,4}|[\u4e00-\u9fff]{1,3}|[^\s\u3041-\u30ff\u4e00-\u9fff|]+", text)
        if not blank
        else _WORD.findall(text)
    )
    counted = Counter(units).most_common()
    total = sum(count for _, count in counted)
    tail = _tail([word for word, _ in counted], language)
    zipf = [1 / (rank + 100) for rank in range(len(tail))]
    scale = _RARE_SHARE * total / sum(zipf)
    weights = [float(count) for _, count in counted] + [weight * scale for weight in zipf]
    return [word for word, _ in counted] + tail, list(accumulate(weights)), blank


def _tail(words: list[str], language: str) -> list[str]:
    """Words that might be: the beginning of one and the end of another."""
    dice = random.Random(language)
    made: dict[str, None] = {}
    plain = [word for word in words if word.isalpha()]
    while len(made) < _RARE_WORDS:
        one, other = dice.choice(plain), dice.choice(plain)
        made[one[: max(1, len(one) // 2 + 1)] + other[len(other) // 2 :]] = None
        if len(made) < _RARE_WORDS and dice.random() < 0.1:
            made[one + other] = None
    return list(made)
