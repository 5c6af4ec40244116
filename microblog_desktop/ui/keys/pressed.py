"""Keys as they were pressed, and as they are written on the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from microblog_desktop.viewmodels.keys.now import keys_of

_MODIFIERS = frozenset(
    (
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    )
)
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
"""With one of these, no key types anything."""


def pressed_keys(event: QKeyEvent) -> str:
    """What was pressed, as it is kept; empty for a modifier alone, and for keys that have no name."""
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in _MODIFIERS:
        return ""
    if key is Qt.Key.Key_Backtab:
        key = Qt.Key.Key_Tab
    # The first key comes after the first paint.
    from microblog_desktop.domain.keys.sequences import normal

    sequence = QKeySequence(QKeyCombination(modifiers, key))
    return normal(sequence.toString(QKeySequence.SequenceFormat.PortableText))


def is_pressed(event: QKeyEvent, action: str) -> bool:
    """Whether these are keys of the action, for who hears them otherwise than by a shortcut of the window."""
    keys = keys_of(action)
    return bool(keys) and pressed_keys(event) in keys


def jumps_from_text(event: QKeyEvent) -> bool:
    """Whether these keys jump from a text field too, which would delete to the end of the line by the first of them."""
    return bool(event.modifiers() & COMMANDS) and is_pressed(event, "jump")


def native_keys(keys: Sequence[str]) -> str:
    """As they are written on the keyboard; of several, each."""
    native = QKeySequence.SequenceFormat.NativeText
    return "  ".join(QKeySequence(key).toString(native) for key in keys)


def first_key(action: str) -> str:
    """The keys that are told of in a hint; empty if there are none."""
    keys = sorted(keys_of(action), key=lambda key: len(key) == 1)
    return native_keys(keys[:1])
