"""Where in a text stands what somebody looks for, and how much the text is about it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from microblog_desktop.domain.rules.search_words import (
    BETWEEN_PIECES,
    LONGEST_WORD,
    NO_RUN_AFTER,
    NO_RUN_BEFORE,
    NO_WORD_AFTER,
    NO_WORD_BEFORE,
    WORD_CHARACTER,
    folded,
    tags,
)
from microblog_desktop.domain.search import Part, Range, SearchQuery, Snippet
from microblog_desktop.domain.values import dataclass

_MOST_RANGES = 100
# A character with what is drawn on it.
_CLUSTER = re.compile(
    r".[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u1160-\u11ff\u3099\u309a\uff9e\uff9f]*", re.DOTALL
)
# The weights of bm25, and the length of a usual post.
_K1, _B, _USUAL_LENGTH = 1.2, 0.75, 80.0
_BEGINS_ONLY = 0.4
_STEPS = 4

_SNIPPET_BEFORE, _SNIPPET_LENGTH = 40, 160


@dataclass(frozen=True, slots=True)
class Weight:
    """A higher `score` is more about what is looked for, in steps; `is_whole` says that all terms are there."""

    score: int
    is_whole: bool


class Looker:
    """Looks for one query in many texts."""

    def __init__(self, query: SearchQuery) -> None:
        self._terms = [re.compile(_pattern(term)) for term in query.terms]
        self._tags = query.tags

    def look(self, text: str) -> tuple[Range, ...]:
        """Where the terms and tags of the query stand in a text."""
        plain, starts, ends = _folded_with_places(text)
        spans = [found.span() for term in self._terms for found in term.finditer(plain)]
        for name in self._tags:
            spans += [found.span() for found in tags(plain) if found.group(1).startswith(name)]
        return _joined(sorted((starts[start], ends[end - 1]) for start, end in spans))[:_MOST_RANGES]

    def weigh(self, text: str) -> Weight:
        """How much a text is about the query."""
        plain = folded(text)
        score = 0.0
        is_whole = True
        for term in self._terms:
            count = sum(1.0 if found.lastgroup is None else _BEGINS_ONLY for found in term.finditer(plain))
            score += _weight(count, len(plain))
            is_whole &= count > 0
        return Weight(round(score * _STEPS), is_whole)


def snippet(text: str, ranges: Sequence[Range]) -> Snippet:
    """The text around the first find, on one line; short texts stay whole."""
    text = "".join(" " if character.isspace() else character for character in text)
    begin = max(0, ranges[0].start - _SNIPPET_BEFORE) if ranges and len(text) > _SNIPPET_LENGTH else 0
    if begin:
        blank = text.find(" ", begin, ranges[0].start)
        begin = blank + 1 if blank >= 0 else _whole_character(text, begin)
    end = begin + _SNIPPET_LENGTH
    if end < len(text):
        blank = text.rfind(" ", max(begin + _SNIPPET_LENGTH // 2, ranges[0].end if ranges else 0), end)
        end = blank if blank > begin else _whole_character(text, end)
    before, after = "…" if begin else "", "…" if end < len(text) else ""
    shift = len(before) - begin
    kept = [Range(max(one.start, begin) + shift, min(one.end, end) + shift) for one in ranges if one.start < end]
    return Snippet(f"{before}{text[begin:end]}{after}", tuple(one for one in kept if one.start < one.end))


def is_long(text: str) -> bool:
    return len(text) > 2 * _SNIPPET_LENGTH


def _pattern(term: tuple[Part, ...]) -> str:
    """A term as a regular expression for folded texts; `goes_on` matches where a word does not end with it."""
    if len(term) == 1:
        part = term[0]
        return re.escape(part.text) if part.is_run else _last_word(part, shortest_beginning=2)
    inside = [_whole(part, is_first=number == 0) for number, part in enumerate(term[:-1])]
    last = term[-1]
    end = NO_RUN_BEFORE + re.escape(last.text) if last.is_run else _last_word(last, shortest_beginning=1)
    return BETWEEN_PIECES.join([*inside, end])


def _whole(part: Part, *, is_first: bool) -> str:
    """A part that ends where its piece ends; the first may begin inside of a run."""
    text = re.escape(part.text[:LONGEST_WORD])
    if part.is_run:
        return f"{'' if is_first else NO_RUN_BEFORE}{text}{NO_RUN_AFTER}"
    return text if _is_sign(part) else f"{NO_WORD_BEFORE}{text}{NO_WORD_AFTER}"


def _last_word(part: Part, shortest_beginning: int) -> str:
    """A word may go on, if it is long enough to be a beginning."""
    text = re.escape(part.text[:LONGEST_WORD])
    if _is_sign(part):
        return text
    end = NO_WORD_AFTER if len(part.text) < shortest_beginning else f"(?P<goes_on>(?={WORD_CHARACTER}))?"
    return f"{NO_WORD_BEFORE}{text}{end}"


def _is_sign(part: Part) -> bool:
    """An emoji ends where it ends, whatever follows."""
    return re.match(WORD_CHARACTER, part.text) is None


def _weight(count: float, length: int) -> float:
    return count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * length / _USUAL_LENGTH))


def _joined(spans: list[tuple[int, int]]) -> tuple[Range, ...]:
    """Without overlaps."""
    joined: list[Range] = []
    for start, end in spans:
        if joined and start <= joined[-1].end:
            joined[-1] = Range(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Range(start, end))
    return tuple(joined)


def _folded_with_places(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """A folded text, and for each of its characters where its original begins and ends."""
    if text.isascii():
        return text.lower(), range(len(text)), range(1, len(text) + 1)
    plain = folded(text)
    if len(plain) == len(text) and unicodedata.is_normalized("NFKC", text) and len(text.casefold()) == len(text):
        # Nothing was put together, taken apart or left out.
        return plain, range(len(text)), range(1, len(text) + 1)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        plain = _folded_cluster(cluster.group())
        parts.append(plain)
        starts += [cluster.start()] * len(plain)
        ends += [cluster.end()] * len(plain)
    return "".join(parts), starts, ends


@lru_cache(maxsize=4096)
def _folded_cluster(cluster: str) -> str:
    return folded(cluster)


def _whole_character(text: str, at: int) -> int:
    """The place at or before `at` where no character is torn."""
    while 0 < at < len(text) and (
        _CLUSTER.fullmatch("x" + text[at]) or text[at] in "\u200d\ufe0f" or text[at - 1] == "\u200d"
    ):
        at -= 1
    return at
