"""The keys in force. Like the language they are the person's, not a window's: who shows keys or hears them asks here.

Windows say themselves anew when they change, as after a change of language.
"""

from __future__ import annotations

from collections.abc import Mapping

from microblog_desktop.domain.keys.actions import ACTIONS

_now: dict[str, tuple[str, ...]] = {}


def keys_of(action: str) -> tuple[str, ...]:
    """In Qt's portable text; empty if it has none."""
    return _now.get(action, ())


def use_keys(keys: Mapping[str, tuple[str, ...]]) -> None:
    """From now on these; see `domain/keys/kept.py`."""
    _now.clear()
    _now.update(keys)


def use_first_keys() -> None:
    """Those that hold until somebody chooses others."""
    use_keys({action.name: action.keys for action in ACTIONS})


use_first_keys()
