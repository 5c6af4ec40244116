"""Keys with the words that say what they do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.keys.kept import in_force, without_single_letters
from microblog_desktop.ui.frame.window_keys import InstalledKeys, WindowKey
from microblog_desktop.viewmodels.keys.now import use_keys

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def first_keys() -> Iterator[None]:
    yield
    use_keys(in_force({}))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_each_of_its_keys_does_the_same(window: QWidget) -> None:
    pressed: list[int] = []
    entry = WindowKey("refresh", lambda: pressed.append(1))
    installed = InstalledKeys([entry], window)
    QTest.keyClick(window, Qt.Key.Key_F5)
    QTest.keyClick(window, Qt.Key.Key_R, CONTROL)
    assert pressed == [1, 1]
    assert len(installed.shortcuts) == 2
    assert entry.shown_keys == "F5  Ctrl+R"
    assert entry.words == "Refresh"


def test_a_key_of_a_page_names_the_page() -> None:
    assert WindowKey("page_1", lambda: None, about=lambda: "Home").words == "Go to Home"


def test_other_keys_hold_as_soon_as_they_are_taken(window: QWidget) -> None:
    pressed: list[int] = []
    entry = WindowKey("refresh", lambda: pressed.append(1))
    installed = InstalledKeys([entry], window)
    use_keys(in_force({"refresh": ("Ctrl+Shift+Y",)}))
    installed.refresh()
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert pressed == []
    QTest.keyClick(window, Qt.Key.Key_Y, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert pressed == [1]
    assert entry.shown_keys == "Ctrl+Shift+Y"


def test_single_letters_do_nothing_while_they_are_off(window: QWidget) -> None:
    pressed: list[int] = []
    installed = InstalledKeys([WindowKey("new_post", lambda: pressed.append(1))], window)
    use_keys(without_single_letters(in_force({})))
    installed.refresh()
    QTest.keyClick(window, Qt.Key.Key_N)
    assert pressed == []
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    assert pressed == [1]
