"""The keys that a person chose, as text in the profile, and the keys in force that come of it."""

from __future__ import annotations

from collections.abc import Mapping

from microblog_desktop.domain.keys.actions import ACTIONS, BY_NAME
from microblog_desktop.domain.keys.sequences import normal, types_text
from microblog_desktop.domain.values import dataclass

MOST_KEYS = 4
_LONGEST = 20_000

Chosen = Mapping[str, tuple[str, ...]]
"""The keys of those actions alone that have others than at first, by the action's name."""


@dataclass(frozen=True, slots=True)
class KeptKeys:
    """What could be read; nothing of a damaged text is used."""

    chosen: Chosen
    is_damaged: bool = False


NOTHING_CHOSEN = KeptKeys({})


def read(text: str) -> KeptKeys:
    """Actions that this version does not know are left out."""
    if not text:
        return NOTHING_CHOSEN
    # Most people choose no keys.
    import json

    try:
        said = json.loads(text) if len(text) <= _LONGEST else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        return KeptKeys({}, is_damaged=True)
    chosen = {}
    for name, keys in said.items():
        if not isinstance(keys, list) or not all(isinstance(key, str) and normal(key) for key in keys):
            return KeptKeys({}, is_damaged=True)
        if name in BY_NAME:
            chosen[name] = tuple(dict.fromkeys(normal(key) for key in keys))[:MOST_KEYS]
    return KeptKeys(chosen)


def write(chosen: Chosen) -> str:
    """Empty if there is nothing to remember."""
    import json

    changed = {name: list(keys) for name, keys in chosen.items() if name in BY_NAME and keys != BY_NAME[name].keys}
    return json.dumps(changed, ensure_ascii=False, sort_keys=True) if changed else ""


def in_force(chosen: Chosen) -> dict[str, tuple[str, ...]]:
    """The keys of every action."""
    return {action.name: chosen.get(action.name, action.keys) for action in ACTIONS}


def without_single_letters(keys: Chosen) -> dict[str, tuple[str, ...]]:
    """What is left where a letter, a digit or a sign alone does nothing."""
    return {name: tuple(key for key in of if not types_text(key)) for name, of in keys.items()}
