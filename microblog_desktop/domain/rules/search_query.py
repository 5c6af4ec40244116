"""Read what somebody looks for from what they typed.

Anything may be typed: words, of which all must be there, "phrases", #tags and
from:name. What makes no sense as one of these is words.
"""

from __future__ import annotations

import re

from microblog_desktop.domain.rules.search_words import folded, pieces, tags
from microblog_desktop.domain.search import Part, SearchQuery

MOST_TERMS = 16
_LONGEST = 400
_PART = re.compile(r'"([^"]*)(?:"|$)|([^\s"]+)')
# As the keyboards of other languages write them.
_QUOTES = re.compile("[“”„‟«»＂「」『』]")
_FROM = re.compile(r"from[:：]@?(.*)", re.IGNORECASE)
# A syllable that is being put together: it is no letter of the word yet.
_UNFINISHED = re.compile("(?<=[\uac00-\ud7a3])[\u1100-\u11ff]+$")


def parse(typed: str) -> SearchQuery:
    """Read what was typed; only its beginning counts if it is very long."""
    terms: list[tuple[Part, ...]] = []
    names: list[str] = []
    authors: list[str] = []
    for phrase, word in _PART.findall(_QUOTES.sub('"', typed[:_LONGEST])):
        author = _FROM.fullmatch(word)
        if author is not None:
            authors.append(folded(author.group(1)))
        elif word.startswith(("#", "＃")) and (found := [name.group(1) for name in tags(folded(word))]):
            names += found
        else:
            terms.append(_term(phrase or word))
    return SearchQuery(
        tuple(dict.fromkeys(term for term in terms if term))[:MOST_TERMS],
        tuple(dict.fromkeys(names))[:MOST_TERMS],
        tuple(dict.fromkeys(name for name in authors if name))[:MOST_TERMS],
    )


def _term(text: str) -> tuple[Part, ...]:
    parts = [Part(piece.text, piece.is_run) for piece in pieces(folded(text))]
    if parts and parts[-1].is_run:
        parts[-1] = Part(_UNFINISHED.sub("", parts[-1].text), is_run=True)
    return tuple(parts[:MOST_TERMS])
