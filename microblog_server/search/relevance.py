"""How well a text answers a query: from the two of them alone.

No counts over all texts and nothing that changes with time: the same text has the
same rank on every page of a list and on every database. There are few steps, so
that among texts that answer about equally well the newest comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from microblog_server.search.query import Phrase
from microblog_server.search.words import sections

# What a beginning counts beside a whole word.
_BEGINNING = 0.4
# How soon a further occurrence adds little, and how much a long text takes away.
_SATURATION, _PER_CHARACTER = 0.5, 0.004
_SIDE_BY_SIDE = 0.5
_STEPS = 12
# What whole words answer stands before what only begins so: more than any other score can be.
WHOLE = 0x2000
HIGHEST = 0xFFFF


def measure(phrases: Sequence[Phrase], weights: Sequence[int]) -> Callable[[str], int]:
    """What gives the rank of each text: from 0 to `HIGHEST`. Sections beyond the `weights` count like the last."""
    sought = [(" " + " ".join(phrase.words), phrase.is_beginning) for phrase in phrases]
    all_side_by_side = " " + " ".join(word for phrase in phrases for word in phrase.words)
    count = max(len(phrases), 1)

    def relevance_of(words: str) -> int:
        parts = sections(words)
        score = 0.0
        is_whole = True
        for text, is_beginning in sought:
            found = 0
            for at, part in enumerate(parts):
                whole = part.count(text + " ")
                times = whole + _BEGINNING * (part.count(text) - whole) if is_beginning else whole
                if times:
                    weight = weights[min(at, len(weights) - 1)]
                    score += weight * times / (times + _SATURATION + _PER_CHARACTER * len(part))
                    found += whole
            is_whole = is_whole and found > 0
        score /= count
        if count > 1 and any(all_side_by_side in part for part in parts):
            score += _SIDE_BY_SIDE
        return min(int(score * _STEPS), WHOLE - 1) + (WHOLE if is_whole else 0)

    return relevance_of
