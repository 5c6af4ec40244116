"""Tabs above a page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.page.tabs import PageTabs, TabButton
from microblog_desktop.ui.theme.theme import Theme


@pytest.fixture
def tabs(qtbot: QtBot, theme: Theme) -> PageTabs:
    tabs = PageTabs(theme, 3, 400)
    qtbot.addWidget(tabs)
    tabs.say(["Posts", "People", "Tags"])
    tabs.open(0)
    tabs.resize(600, tabs.sizeHint().height())
    tabs.show()
    return tabs


def buttons(tabs: PageTabs) -> list[TabButton]:
    return tabs.findChildren(TabButton)


def test_one_tab_is_open_and_a_press_opens_another(tabs: PageTabs) -> None:
    told: list[int] = []
    tabs.chosen.connect(told.append)
    QTest.mouseClick(buttons(tabs)[2], Qt.MouseButton.LeftButton)
    QTest.mouseClick(buttons(tabs)[2], Qt.MouseButton.LeftButton)
    assert told == [2]
    assert [button.isChecked() for button in buttons(tabs)] == [False, False, True]
    tabs.open(1)
    assert told == [2, 1]


def test_the_arrow_keys_move_between_them(tabs: PageTabs, qtbot: QtBot) -> None:
    told: list[int] = []
    tabs.chosen.connect(told.append)
    tabs.activateWindow()
    qtbot.waitUntil(tabs.isActiveWindow)
    buttons(tabs)[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(buttons(tabs)[0], Qt.Key.Key_Right)
    assert told == [1]
    assert buttons(tabs)[1].hasFocus()


def test_each_says_its_name_and_the_open_one_is_underlined(tabs: PageTabs, theme: Theme) -> None:
    assert [button.accessibleName() for button in buttons(tabs)] == ["Posts", "People", "Tags"]
    accent = theme.color(theme.colors.accent)
    under = [
        button.grab().toImage().pixelColor(button.width() // 2, button.height() - 1) == accent
        for button in buttons(tabs)
    ]
    assert under == [True, False, False]
