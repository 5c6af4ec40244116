"""The list of all keys: found, chosen by pressing, taken over, taken away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.commands.settings import turn
from microblog_desktop.domain.keys.kept import in_force, read
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.preferences import KEYS, SINGLE_LETTERS
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.ui.settings.shortcuts.capture import KeyCapture
from microblog_desktop.ui.settings.shortcuts.editor import ShortcutsEditor
from microblog_desktop.ui.settings.shortcuts.line import KeyButton, KeyLine
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.keys.choosing import KeyChoices

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Opened:
    """A window with the list in it, and a shortcut of its own."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        feed = ChangeFeed(lambda tell: tell())
        self.profile = ProfileStore(":memory:", feed)
        self.choices = KeyChoices(self.profile, feed, [lambda: "Home"])
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.editor = ShortcutsEditor(theme, self.choices)
        QVBoxLayout(self.window).addWidget(self.editor)
        self.heard: list[str] = []
        QShortcut("Ctrl+N", self.window).activated.connect(lambda: self.heard.append("Ctrl+N"))
        QShortcut("R", self.window).activated.connect(lambda: self.heard.append("R"))
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def keys(self, action: str) -> tuple[str, ...]:
        return in_force(read(self.profile.preferences.get(KEYS)).chosen)[action]

    def ask(self, words: str) -> tuple[KeyLine, KeyCapture]:
        """Press the first keys of a line."""
        line = self.editor.line(words)
        line.buttons[0].click()
        assert line.capture is not None
        return line, line.capture

    def choose(self, line: KeyLine, words: str) -> None:
        """An entry of the line's menu."""
        menu = line.new_menu()
        next(action for action in menu.actions() if action.text() == words).trigger()
        menu.deleteLater()


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme) -> Iterator[Opened]:
    opened = Opened(qtbot, theme)
    yield opened
    opened.choices.close()
    opened.profile.close()


def test_pressed_keys_take_the_place_of_the_others_and_the_focus_stays_in_the_line(opened: Opened) -> None:
    line, capture = opened.ask("Reply")
    assert "Reply" in capture.accessibleName()
    QTest.keyClick(capture, Qt.Key.Key_Y, CONTROL | SHIFT)
    assert opened.keys("reply") == ("Ctrl+Shift+Y",)
    assert [button.text() for button in line.buttons] == ["Ctrl+Shift+Y"]
    assert line.capture is None
    assert QApplication.focusWidget() is line.buttons[0]


def test_while_it_waits_no_key_of_the_window_means_anything(opened: Opened) -> None:
    line, capture = opened.ask("Reply")
    QTest.keyClick(capture, Qt.Key.Key_Tab)
    assert "Press others" in capture.words.text()
    assert capture.hasFocus()
    QTest.keyClick(capture, Qt.Key.Key_R)
    assert opened.heard == []
    assert line.capture is None
    assert opened.keys("reply") == ("R",)


def test_escape_leaves_all_as_it_was(opened: Opened) -> None:
    line, capture = opened.ask("Reply")
    QTest.keyClick(capture, Qt.Key.Key_Escape)
    assert line.capture is None
    assert opened.keys("reply") == ("R",)
    assert QApplication.focusWidget() is line.buttons[0]


def test_keys_of_another_are_taken_over_only_when_asked_to(opened: Opened) -> None:
    _line, capture = opened.ask("Reply")
    QTest.keyClick(capture, Qt.Key.Key_N, CONTROL)
    assert "Write a post" in capture.words.text()
    assert opened.keys("reply") == ("R",)
    assert opened.heard == []
    assert QApplication.focusWidget() is capture.take
    QTest.keyClick(capture.take, Qt.Key.Key_Return)
    assert opened.keys("reply") == ("Ctrl+N",)
    assert opened.keys("new_post") == ("N",)
    assert [button.text() for button in opened.editor.line("Write a post").buttons] == ["N"]


def test_who_does_not_want_to_take_them_over_cancels(opened: Opened) -> None:
    line, capture = opened.ask("Reply")
    QTest.keyClick(capture, Qt.Key.Key_N, CONTROL)
    QTest.keyClick(capture.leave, Qt.Key.Key_Return)
    assert line.capture is None
    assert opened.keys("new_post") == ("N", "Ctrl+N")


def test_del_takes_keys_away_and_the_menu_adds_and_brings_them_back(opened: Opened) -> None:
    line = opened.editor.line("Reply")
    line.buttons[0].setFocus()
    QTest.keyClick(line.buttons[0], Qt.Key.Key_Delete)
    assert opened.keys("reply") == ()
    assert QApplication.focusWidget() is line.more
    opened.choose(line, "Add keys…")
    assert line.capture is not None
    QTest.keyClick(line.capture, Qt.Key.Key_F8)
    assert opened.keys("reply") == ("F8",)
    opened.choose(line, "As at first")
    assert opened.keys("reply") == ("R",)


def test_the_field_leaves_what_has_its_words(opened: Opened) -> None:
    opened.editor.filter.setText("write a post")
    assert [line.words for line in opened.editor.lines] == ["Write a post"]
    opened.editor.filter.setText("nothing like it")
    assert opened.editor.lines == []
    opened.editor.filter.setText("")
    assert len(opened.editor.lines) > 30


def test_each_button_tells_whose_keys_they_are(opened: Opened) -> None:
    line = opened.editor.line("Write a post")
    assert [button.accessibleName() for button in line.buttons] == ["Write a post: N", "Write a post: Ctrl+N"]
    assert line.more.accessibleName() == "More for “Write a post”"


def test_what_is_always_the_same_cannot_be_pressed(opened: Opened) -> None:
    line = opened.editor.line("Close, or go back")
    assert line.buttons == []
    assert not line.more.isVisible()


def test_what_a_search_of_the_settings_found_stands_alone(opened: Opened) -> None:
    opened.editor.show_found(("Reply R",))
    assert [line.words for line in opened.editor.lines] == ["Reply"]
    assert not opened.editor.filter.isVisible()
    opened.editor.show_found(())
    assert len(opened.editor.lines) > 20
    assert opened.editor.filter.isVisible()


def test_keys_that_do_nothing_are_crossed_out_and_it_is_said_why(opened: Opened) -> None:
    def has_line(button: KeyButton) -> bool:
        picture = button.grab().toImage()
        middle = picture.height() // 2
        row = [picture.pixelColor(x, middle).lightness() for x in range(8, picture.width() - 8)]
        return max(row) - min(row) < 40

    note = "Keys with a line through them do nothing while keys of one letter are off."
    assert note not in seen(opened.editor)
    assert not has_line(opened.editor.line("Reply").buttons[0])
    turn(opened.profile, SINGLE_LETTERS)
    reply, write = opened.editor.line("Reply"), opened.editor.line("Write a post")
    assert note in seen(opened.editor)
    assert has_line(reply.buttons[0])
    assert "off" in reply.buttons[0].toolTip()
    assert [button.sleeps for button in write.buttons] == [True, False]


def seen(editor: ShortcutsEditor) -> list[str]:
    return [label.text() for label in editor.findChildren(TextLabel) if label.isVisible()]
