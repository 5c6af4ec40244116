"""What no choice of keys may come to."""

from __future__ import annotations

from collections.abc import Mapping

from microblog_desktop.domain.keys.actions import ACTIONS


def clashes(in_force: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, str, str], ...]:
    """Each sequence that means two things in one window, with the names of both."""
    found = []
    for at, first in enumerate(ACTIONS):
        for second in ACTIONS[at + 1 :]:
            if first.meets(second):
                both = [key for key in in_force.get(first.name, ()) if key in in_force.get(second.name, ())]
                found += [(key, first.name, second.name) for key in both]
    return tuple(found)
