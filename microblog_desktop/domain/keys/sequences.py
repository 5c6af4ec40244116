"""How keys are written: "Ctrl+Shift+F", in one way for each combination."""

from __future__ import annotations

_MODIFIERS = ("Meta", "Ctrl", "Alt", "Shift")
_LONGEST = 40
_NAMED = {
    name.casefold(): name
    for name in (
        *("Esc", "Tab", "Backspace", "Return", "Enter", "Ins", "Del", "Pause", "Print", "Space", "Menu", "Help"),
        *("Home", "End", "Left", "Up", "Right", "Down", "PgUp", "PgDown", "Back", "Forward", "Refresh", "Search"),
        *(f"F{number}" for number in range(1, 36)),
    )
}


def parts(sequence: str) -> tuple[frozenset[str], str]:
    """The modifiers and the key."""
    head, plus, key = sequence.rpartition("+")
    if not key and plus and (not head or head.endswith("+")):
        # The plus sign itself: "Ctrl++", or "+" alone.
        head, key = head.removesuffix("+"), plus
    return frozenset(filter(None, head.split("+"))), key


def normal(text: str) -> str:
    """The sequence as it is kept; empty if it is none."""
    if not text or len(text) > _LONGEST:
        return ""
    modifiers, key = parts(text.strip())
    known = {modifier.casefold(): modifier for modifier in _MODIFIERS}
    if any(modifier.casefold() not in known for modifier in modifiers):
        return ""
    held = {known[modifier.casefold()] for modifier in modifiers}
    if len(key) == 1 and key.isprintable() and not key.isspace():
        key = key.upper()
        if len(key) > 1:
            return ""
        if not key.isalnum():
            # What Shift makes of a key is the sign itself.
            held.discard("Shift")
    elif key.casefold() in _NAMED:
        key = _NAMED[key.casefold()]
        key = "Return" if key == "Enter" else key
    else:
        return ""
    return "+".join([*(modifier for modifier in _MODIFIERS if modifier in held), key])


def types_text(sequence: str) -> bool:
    """Whether it is a letter, a digit or a sign, without a modifier that makes it something else."""
    modifiers, key = parts(sequence)
    return len(key) == 1 and not modifiers & {"Ctrl", "Alt", "Meta"}
