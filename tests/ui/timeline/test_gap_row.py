"""A hole on the screen: pressed, by keys, in a narrow window, and why it could not be filled."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import EntryKey
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.gap_row import GapRowWidget
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.menu import Menu
from microblog_desktop.viewmodels.timeline.rows import GapRow

GAP = GapRow(EntryKey(4), "Load posts in between · 3 hours", is_filling=False, reason="")


class Shown:
    """One gap in a window, and what it wishes for."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(600, 200)
        self.wishes = PostWishes()
        self.asked: list[str] = []
        self.wishes.fill_gap.connect(lambda _row: self.asked.append("this side"))
        self.wishes.fill_gap_from_other_side.connect(lambda _row: self.asked.append("other side"))
        self.row = GapRowWidget(theme, self.wishes, self.window)
        self.bind(GAP)
        self.window.show()
        qtbot.waitExposed(self.window)

    def bind(self, row: GapRow, width: int = 600) -> int:
        self.row.bind(row)
        height = self.row.height_for(width)
        self.row.resize(width, height)
        return height

    @property
    def button(self) -> LinkButton:
        found = self.row.findChild(LinkButton)
        assert found is not None
        return found


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Shown:
    return Shown(qtbot, theme)


def test_it_is_pressed_anywhere(shown: Shown) -> None:
    QTest.mouseClick(shown.button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(shown.row, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert shown.asked == ["this side", "this side"]


def test_enter_fills_it_and_with_shift_from_the_other_side(shown: Shown) -> None:
    for widget in (shown.row, shown.button):
        QTest.keyClick(widget, Qt.Key.Key_Return)
        QTest.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert shown.asked == ["this side", "other side"] * 2


def test_a_key_of_the_window_does_not_take_these_keys_away(shown: Shown, qtbot: QtBot) -> None:
    taken: list[str] = []
    for keys in ("Return", "Shift+Return"):
        QShortcut(QKeySequence(keys), shown.window, lambda keys=keys: taken.append(keys))
    shown.window.activateWindow()
    shown.row.setFocus()
    qtbot.waitUntil(shown.row.hasFocus)
    QTest.keyClick(shown.window.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert shown.asked == ["other side"]
    assert taken == []


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_its_menu_offers_both_sides(shown: Shown) -> None:
    QApplication.sendEvent(
        shown.row, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(9, 9), shown.row.mapToGlobal(QPoint(9, 9)))
    )
    menu = shown.row.findChild(Menu)
    assert menu is not None
    assert shown.row.is_busy()
    for action in menu.actions():
        action.trigger()
    assert shown.asked == ["this side", "other side"]
    menu.close()
    assert not shown.row.is_busy()


def test_it_is_not_asked_twice(shown: Shown) -> None:
    shown.bind(replace(GAP, is_filling=True))
    QTest.keyClick(shown.row, Qt.Key.Key_Return)
    QTest.keyClick(shown.row, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert shown.asked == []


def test_it_grows_for_its_reason_and_in_a_narrow_window(shown: Shown) -> None:
    height = shown.bind(GAP)
    assert shown.bind(replace(GAP, reason="You are offline. " * 4)) > height
    assert shown.bind(replace(GAP, text="Try again to load the posts in between"), width=150) > height
    assert shown.button.geometry().left() >= 0
    assert shown.button.geometry().right() < 150
