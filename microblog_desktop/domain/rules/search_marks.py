"""Where in a text stands what somebody looks for, and how much the text is about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from microblog_desktop.domain.rules.search_words import LONGEST_WORD, Piece, folded, pieces, tags
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
class Hit:
    """The finds in one text; a higher `score` is more about them, and small differences do not count."""

    ranges: tuple[Range, ...]
    score: int


def look(text: str, query: SearchQuery) -> Hit:
    """Find all terms and tags of a query in a text."""
    plain, starts, ends = _folded_with_places(text)
    found_pieces = list(pieces(plain))
    spans: list[tuple[int, int]] = []
    score = 0.0
    for term in query.terms:
        count = 0.0
        for start, end, weight in _finds(term, found_pieces):
            spans.append((start, end))
            count += weight
        score += _weight(count, len(plain))
    for name in query.tags:
        spans += [found.span() for found in tags(plain) if found.group(1).startswith(name)]
    ranges = _joined(sorted((starts[start], ends[end - 1]) for start, end in spans))
    return Hit(ranges[:_MOST_RANGES], round(score * _STEPS))


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


def _finds(term: tuple[Part, ...], found: list[Piece]) -> Iterator[tuple[int, int, float]]:
    """Where a term begins and ends, and how much that counts."""
    if len(term) == 1:
        for piece in found:
            yield from _finds_inside(term[0], piece)
        return
    for at in range(len(found) - len(term) + 1):
        row = found[at : at + len(term)]
        if _is_row(term, row):
            first, last = row[0], row[-1]
            start = first.end - len(term[0].text) if term[0].is_run else first.start
            yield start, last.start + len(term[-1].text), 1.0


def _finds_inside(part: Part, piece: Piece) -> Iterator[tuple[int, int, float]]:
    if part.is_run != piece.is_run:
        return
    if not part.is_run:
        if piece.text[:LONGEST_WORD].startswith(part.text[:LONGEST_WORD]):
            is_same = len(piece.text) == len(part.text)
            if is_same or len(part.text) > 1:
                yield piece.start, piece.start + min(len(part.text), len(piece.text)), 1.0 if is_same else _BEGINS_ONLY
        return
    at = piece.text.find(part.text)
    while at >= 0:
        yield piece.start + at, piece.start + at + len(part.text), 1.0
        at = piece.text.find(part.text, at + len(part.text))


def _is_row(term: tuple[Part, ...], row: list[Piece]) -> bool:
    if any(part.is_run != piece.is_run for part, piece in zip(term, row, strict=True)):
        return False
    first, last = term[0], term[-1]
    begins = row[0].text.endswith(first.text) if first.is_run else row[0].text == first.text
    inside = all(part.text == piece.text for part, piece in zip(term[1:-1], row[1:-1], strict=True))
    return begins and inside and row[-1].text.startswith(last.text)


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
