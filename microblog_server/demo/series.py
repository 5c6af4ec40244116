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
    piles = [_Pile(parts, dice) for parts in series.parts]
    while len(bodies) < series.count:
        chosen = [pile.take() for pile in piles]
        body = _join([part for part in chosen if part], series.language)
        if body not in bodies:
            bodies.append(body)
    return bodies


class _Pile:
    """The parts of one list, each read once before any comes again."""

    def __init__(self, parts: tuple[str, ...], dice: Dice) -> None:
        self._dice = dice
        self._order = dice.shuffled(parts)
        self._read = 0

    def take(self) -> str:
        if self._read == len(self._order):
            self._turn_over()
        part = self._order[self._read]
        self._read += 1
        return _CHOICE.sub(lambda found: self._dice.pick(found[1].split("|")), part)

    def _turn_over(self) -> None:
        """Shuffle anew, but keep apart what was read last and what comes next."""
        half = len(self._order) // 2
        self._order = [*self._dice.shuffled(self._order[:half]), *self._dice.shuffled(self._order[half:])]
        self._read = 0


def _join(parts: list[str], language: str) -> str:
    """Join parts to a text: capitals after a full stop, and no spaces in Japanese except before a tag."""
    body = ""
    for part in parts:
        begins = not body or body.endswith(_SENTENCE_ENDS)
        spaced = body and (language not in _WITHOUT_SPACES or part.startswith("#"))
        body += " " if spaced else ""
        body += part[0].upper() + part[1:] if begins and not part.startswith("http") else part
    return body
