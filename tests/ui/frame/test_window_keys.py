"""Keys with the words that say what they do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.frame.window_keys import PAGE, REFRESH, WindowKey, install


def test_each_of_its_keys_does_the_same(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    pressed: list[int] = []
    entry = WindowKey(("F5", "Ctrl+R"), REFRESH, lambda: pressed.append(1))
    shortcuts = install([entry], window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F5)
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [1, 1]
    assert len(shortcuts) == 2
    assert entry.shown_keys == "F5  Ctrl+R"
    assert entry.words == "Refresh"


def test_a_key_of_a_page_names_the_page() -> None:
    assert WindowKey(("Ctrl+1",), PAGE, lambda: None, about=lambda: "Home").words == "Go to Home"
