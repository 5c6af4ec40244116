"""When to be quiet, and what of a text may leave the window."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from microblog_desktop.domain.attention import QuietHours

_JOINERS = "\u200c\u200d"  # emoji and several scripts are written with them
_CUT = "…"


def is_quiet(local: datetime, hours: QuietHours) -> bool:
    """Whether this local time lies in the quiet hours; they begin with `start` and are over at `end`."""
    minute = local.hour * 60 + local.minute
    if hours.start <= hours.end:
        return hours.start <= minute < hours.end
    return minute >= hours.start or minute < hours.end


def plain_line(text: str, longest: int) -> str:
    """One line without anything that is not seen: no control characters, nothing that turns the order of others."""
    # What is far beyond the end is not even looked at.
    seen = (" " if char.isspace() else char for char in text[: longest * 8] if char.isspace() or _is_seen(char))
    line = " ".join("".join(seen).split())
    if len(line) <= longest:
        return line
    return _whole_characters(line, longest - len(_CUT)) + _CUT


def _is_seen(char: str) -> bool:
    return char in _JOINERS or not unicodedata.category(char).startswith("C")


def _whole_characters(line: str, length: int) -> str:
    """Cut without taking an accent from its letter, or an emoji apart."""
    end = length
    while end > 0 and (_leans_on_its_neighbour(line[end]) or line[end - 1] == "\u200d"):
        end -= 1
    return line[: end or length].rstrip()


def _leans_on_its_neighbour(char: str) -> bool:
    return bool(unicodedata.combining(char)) or unicodedata.category(char) in ("Mn", "Me", "Sk") or char in _JOINERS
