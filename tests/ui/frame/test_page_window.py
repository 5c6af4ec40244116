"""A window with one page: its size, title, keys, and what goes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.frame.page_window import PageWindow
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.frame import PageWindowMemory

CONTROL = Qt.KeyboardModifier.ControlModifier


class Opened:
    """Windows over one profile, and what they were asked."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.profile = ProfileStore(":memory:", ChangeFeed(lambda tell: tell()))
        self.qtbot, self.theme = qtbot, theme
        self.asked: list[object] = []
        self.title = "Kate: Hello"
        self.strips = QLabel("offline")
        self.window = self.open()

    def open(self) -> PageWindow:
        memory = PageWindowMemory(self.profile, "thread")
        self.strips = QLabel("offline")
        window = PageWindow(self.theme, self.page("thread", lambda: self.title), self.strips, memory)
        self.qtbot.addWidget(window)
        window.new_post_wanted.connect(lambda: self.asked.append("new"))
        window.keys_wanted.connect(lambda: self.asked.append("keys"))
        window.quit_wanted.connect(lambda: self.asked.append("quit"))
        window.settings_wanted.connect(lambda: self.asked.append("settings"))
        window.text_scale_wanted.connect(self.asked.append)
        window.closed.connect(lambda: self.asked.append("closed"))
        window.come_forward()
        self.qtbot.waitUntil(window.isActiveWindow)
        window.setFocus()
        return window

    def page(self, key: str, title: Callable[[], str], *, has_own_strips: bool = False) -> PageSlot:
        def act(verb: PostVerb) -> bool:
            self.asked.append(verb)
            return True

        def close() -> None:
            self.asked.append(f"close {key}")

        return PageSlot(key, "", title, QWidget, act=act, close=close, has_own_strips=has_own_strips)


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme) -> Iterator[Opened]:
    opened = Opened(qtbot, theme)
    yield opened
    opened.window.close()
    opened.profile.close()


def test_it_is_called_like_its_page_in_every_language(opened: Opened) -> None:
    assert opened.window.windowTitle() == "Kate: Hello"
    opened.title = "Kate: 안녕"
    QApplication.sendEvent(opened.window, QEvent(QEvent.Type.LanguageChange))
    assert opened.window.windowTitle() == "Kate: 안녕"


def test_the_next_window_of_the_kind_has_the_size_of_the_last(opened: Opened) -> None:
    opened.window.resize(431, 527)
    opened.window.close()
    again = opened.open()
    assert (again.width(), again.height()) == (431, 527)


def test_keys_do_what_they_do_in_the_main_window(opened: Opened) -> None:
    for key in (Qt.Key.Key_F, Qt.Key.Key_N, Qt.Key.Key_F1):
        QTest.keyClick(opened.window, key)
    QTest.keyClick(opened.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(opened.window, Qt.Key.Key_Equal, CONTROL)
    QTest.keyClick(opened.window, Qt.Key.Key_Comma, CONTROL)
    QTest.keyClick(opened.window, Qt.Key.Key_Q, CONTROL)
    assert opened.asked == [PostVerb.LIKE, "new", "keys", PostVerb.WINDOW, 1.1, "settings", "quit"]
    assert all(key.words and key.shown_keys for key in opened.window.keys)


@pytest.mark.parametrize(("key", "modifiers"), [(Qt.Key.Key_Escape, Qt.KeyboardModifier(0)), (Qt.Key.Key_W, CONTROL)])
def test_it_closes_by_keys_and_its_page_ends(opened: Opened, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(opened.window, key, modifiers)
    assert not opened.window.isVisible()
    assert opened.asked == ["close thread", "closed"]


def test_a_page_on_top_has_a_way_back_before_the_window_closes(opened: Opened) -> None:
    opened.window.push_page(opened.page("answer", lambda: "Ben: Hi", has_own_strips=True))
    assert opened.window.windowTitle() == "Ben: Hi"
    assert not opened.strips.isVisible()
    QTest.keyClick(opened.window.focusWidget(), Qt.Key.Key_Escape)
    assert opened.window.isVisible()
    assert opened.window.page.key == "thread"
    assert opened.strips.isVisible()
    assert opened.asked == ["close answer"]


def test_closing_it_closes_what_stands_on_it_and_its_dialogs(opened: Opened) -> None:
    opened.window.push_page(opened.page("answer", lambda: ""))
    dialog = QDialog(opened.window)
    dialog.finished.connect(lambda _result: opened.asked.append("dialog"))
    dialog.open()
    opened.window.close()
    assert opened.asked == ["dialog", "close answer", "close thread", "closed"]


def test_it_does_not_keep_the_program_alive(opened: Opened) -> None:
    assert not opened.window.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
