"""Which keys a person may choose for an action, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from microblog_desktop.domain.keys.actions import ACTIONS, KeyAction, KeyPlace
from microblog_desktop.domain.keys.sequences import parts, types_text
from microblog_desktop.domain.values import dataclass


class Obstacle(Enum):
    FIXED = "fixed"  # moves or presses in every window
    TEXT = "text"  # text fields need it
    TYPES = "types"  # would be typed, and the action is for while one writes
    SYSTEM = "system"  # the system takes it


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands in the way of some keys; neither: nothing does. A `rival` can be asked to give them up."""

    obstacle: Obstacle | None = None
    rival: KeyAction | None = None


_FIXED = frozenset(
    {"Esc", "Tab", "Shift+Tab", "Return", "Space", "Shift+Space", "Menu", "Shift+F10"}
    | {"Up", "Down", "Left", "Right", "PgUp", "PgDown", "Home", "End"}
)
_MOVES = ("Up", "Down", "Left", "Right", "Home", "End")
_TEXT = frozenset(
    {"Backspace", "Del", "Ins", "Shift+Ins", "Shift+Del", "Shift+Return", "Shift+Backspace", "Shift+PgUp"}
    | {"Shift+PgDown", "Ctrl+Shift+Z", "Ctrl+Ins", "Ctrl+Backspace", "Ctrl+Del"}
    | {f"Ctrl+{key}" for key in ("A", "C", "V", "X", "Y", "Z", *_MOVES)}
    | {f"{held}+{key}" for held in ("Shift", "Ctrl+Shift") for key in _MOVES}
)
_SYSTEM = frozenset(("Alt+F4", "Alt+Tab", "Alt+Shift+Tab", "Alt+Space", "Alt+Esc", "Ctrl+Esc", "Ctrl+Alt+Del", "Print"))


def judge(action: KeyAction, sequence: str, in_force: Mapping[str, tuple[str, ...]]) -> Verdict:
    """Whether `sequence` can be chosen for `action`; `in_force` has the keys of each action by its name."""
    if sequence not in action.keys:
        # Its own first keys are never refused: they were weighed when they were given.
        obstacle = _obstacle(action, sequence)
        if obstacle is not None:
            return Verdict(obstacle)
    for other in ACTIONS:
        if other.name != action.name and other.meets(action) and sequence in in_force.get(other.name, other.keys):
            return Verdict(rival=other)
    return Verdict()


def _obstacle(action: KeyAction, sequence: str) -> Obstacle | None:
    modifiers, key = parts(sequence)
    if sequence in _SYSTEM or "Meta" in modifiers:
        return Obstacle.SYSTEM
    if sequence in _FIXED:
        return Obstacle.FIXED
    # Ctrl and Alt together are AltGr on some keyboards, which types signs.
    if sequence in _TEXT or (len(key) == 1 and {"Ctrl", "Alt"} <= modifiers):
        return Obstacle.TEXT
    if action.place is KeyPlace.TEXT and types_text(sequence):
        return Obstacle.TYPES
    return None
