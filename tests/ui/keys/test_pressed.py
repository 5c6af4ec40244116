"""Keys as they are pressed and as they are written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from microblog_desktop.domain.keys.kept import in_force
from microblog_desktop.ui.keys.pressed import first_key, is_pressed, native_keys, pressed_keys
from microblog_desktop.viewmodels.keys.now import use_keys

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEYPAD, NONE = Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def first_keys() -> Iterator[None]:
    yield
    use_keys(in_force({}))


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers)


@pytest.mark.parametrize(
    ("key", "modifiers", "kept"),
    [
        (Qt.Key.Key_J, NONE, "J"),
        (Qt.Key.Key_J, CONTROL | SHIFT, "Ctrl+Shift+J"),
        (Qt.Key.Key_Question, SHIFT, "?"),
        (Qt.Key.Key_Plus, CONTROL, "Ctrl++"),
        (Qt.Key.Key_Enter, CONTROL | KEYPAD, "Ctrl+Return"),
        (Qt.Key.Key_Backtab, SHIFT, "Shift+Tab"),
        (Qt.Key.Key_Escape, NONE, "Esc"),
        (Qt.Key.Key_Delete, NONE, "Del"),
        (Qt.Key.Key_F5, NONE, "F5"),
        (Qt.Key.Key_Control, CONTROL, ""),
        (Qt.Key.Key_Shift, SHIFT, ""),
    ],
)
def test_what_is_pressed_is_named(key: Qt.Key, modifiers: Qt.KeyboardModifier, kept: str) -> None:
    assert pressed_keys(press(key, modifiers)) == kept


def test_what_sends_is_what_was_chosen_for_it() -> None:
    enter = press(Qt.Key.Key_Return, CONTROL)
    assert is_pressed(enter, "send")
    use_keys(in_force({"send": ("Ctrl+S",)}))
    assert not is_pressed(enter, "send")
    assert is_pressed(press(Qt.Key.Key_S, CONTROL), "send")


def test_a_hint_names_keys_that_one_can_press_while_writing() -> None:
    assert first_key("new_post") == "Ctrl+N"
    assert first_key("dance") == ""
    assert native_keys(("F5", "Ctrl+R")) == "F5  Ctrl+R"
