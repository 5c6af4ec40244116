"""What somebody looks for, in the words of the index (FTS5's query language)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.rules.search_words import BEGINNINGS, LONGEST_WORD, beginning, by, pairs, tag, whole
from microblog_desktop.domain.search import Part, SearchQuery


def expression(query: SearchQuery, authors: Sequence[Sequence[PersonId]], *, begins: bool) -> str:
    """All terms, tags and authors (of each, one of those people); with `begins`, words may go on where these end."""
    needed = [_term(term, begins=begins) for term in query.terms]
    needed += [_phrase([tag(name)], goes_on=begins) for name in query.tags]
    needed += [_either(_phrase([by(author)]) for author in one_of) for one_of in authors]
    return " AND ".join(needed)


def is_approximate(query: SearchQuery) -> bool:
    """Whether what matches must be looked at: its parts may not stand side by side."""
    return any(len(term) > 1 for term in query.terms)


def _term(term: tuple[Part, ...], *, begins: bool) -> str:
    *before, last = term
    words = [word for part in before for word in whole(part.text, is_run=part.is_run)]
    if last.is_run:
        # Without its end: more characters may follow in the text.
        if before and len(last.text) == 1:
            return f"({_phrase(words)} AND {_phrase([last.text])})"
        return _phrase([*words, *pairs(last.text)])
    word = last.text[:LONGEST_WORD]
    if not begins:
        return _phrase([*words, word])
    if len(word) > max(BEGINNINGS):
        return _phrase([*words, word], goes_on=True)
    if not before:
        return _beginning(word)
    # All words that begin with a letter or two, one after the other, would take seconds.
    return f"({_phrase(words)} AND {_beginning(word)})" if len(word) > 1 else _phrase(words)


def _beginning(word: str) -> str:
    """A short word, or one that begins so."""
    return _either([_phrase([word]), _phrase([beginning(word)])]) if len(word) in BEGINNINGS else _phrase([word])


def _either(expressions: Iterable[str]) -> str:
    return f"({' OR '.join(expressions)})"


def _phrase(words: Sequence[str], *, goes_on: bool = False) -> str:
    """Neighbouring words; nothing in them means anything to FTS5 between quotes."""
    text = " ".join(words).replace('"', "")
    return f'"{text}" *' if goes_on else f'"{text}"'
