"""A sentence that says how long ago something was: it is true for a minute only, so its age is said anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.formats import spoken_age
from microblog_desktop.i18n.sentences import in_one_breath

AGE = "\udfff"
"""Stands for the age among what is to be said. Half of a pair: the store keeps no text that holds one."""


@dataclass(frozen=True, slots=True)
class Said:
    """`text` is the sentence of when it was made; the age stands in it from `begin` to `end`."""

    text: str
    begin: int
    end: int
    since: datetime

    def at(self, now: datetime) -> str:
        """The sentence as it is true now."""
        return self.text[: self.begin] + spoken_age(self.since, now) + self.text[self.end :]


def said(parts: Iterable[str], since: datetime, now: datetime) -> Said:
    """All parts in one breath; one of them holds `AGE`."""
    before, _, after = in_one_breath(parts).partition(AGE)
    age = spoken_age(since, now)
    return Said(before + age + after, len(before), len(before) + len(age), since)
