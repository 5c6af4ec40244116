"""Put the posts of a diary together from its parts, no two alike."""

from __future__ import annotations

import re

from microblog_server.demo.dice import Dice
from microblog_server.demo.manuscript import Series

_CHOICE = re.compile(r"\{([^{}]*)\}")
_SENTENCE_ENDS = (".", "!", "?", "…", "”", "“")
_WITHOUT_SPACES = frozenset({"ja"})


def compose(series: Series, dice: Dice) -> list[str]:
    """Return `series.count` different bodies.

    Each list is gone through to its end, shuffled, before any part comes again,
    so that a sentence returns as late as it can.
    """
    bodies: list[str] = []
    piles: list[list[str]] = [[] for _ in series.parts]
    while len(bodies) < series.count:
        chosen = [_next_part(pile, parts, dice) for pile, parts in zip(piles, series.parts, strict=True)]
        body = _join([part for part in chosen if part], series.language)
        if body not in bodies:
            bodies.append(body)
    return bodies


def _next_part(pile: list[str], parts: tuple[str, ...], dice: Dice) -> str:
    if not pile:
        pile.extend(dice.shuffled(parts))
    return _CHOICE.sub(lambda found: dice.pick(found[1].split("|")), pile.pop())


def _join(parts: list[str], language: str) -> str:
    """Join parts to a text: capitals after a full stop, and no spaces in Japanese except before a tag."""
    body = ""
    for part in parts:
        begins = not body or body.endswith(_SENTENCE_ENDS)
        spaced = body and (language not in _WITHOUT_SPACES or part.startswith("#"))
        body += " " if spaced else ""
        body += part[0].upper() + part[1:] if begins and not part.startswith("http") else part
    return body
