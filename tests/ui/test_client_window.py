"""One window, whatever it shows (ui/client_window.py)."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.ui.client_window import ClientWindow
from microblog_desktop.ui.pointing.person_spot import PersonPointed, PersonSpot, ask_about
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.frame import WindowMemory


class Content(QWidget):
    """Two fields, and a key that counts."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QLineEdit(), QLineEdit()
        self.heard = 0
        self.pointed: list[PersonSpot] = []
        column = QVBoxLayout(self)
        column.addWidget(self.first)
        column.addWidget(self.second)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._hear)

    def _hear(self) -> None:
        self.heard += 1

    def customEvent(self, event: QEvent) -> None:
        if isinstance(event, PersonPointed):
            self.pointed.append(event.spot)


def opened(qtbot: QtBot, theme: Theme, profile: ProfileStore, content: QWidget) -> ClientWindow:
    window = ClientWindow(theme, WindowMemory(profile))
    qtbot.addWidget(window)
    window.show_content(content)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_each_content_has_its_focus_when_it_comes_back(qtbot: QtBot, theme: Theme, profile: ProfileStore) -> None:
    one, other = Content(), Content()
    one.second.setFocus()
    window = opened(qtbot, theme, profile, one)
    assert window.focusWidget() is one.second, "also when it was chosen before it was in the window"
    window.show_content(other)
    other.first.setFocus()
    QTest.keyClicks(window.focusWidget(), "x")
    assert (one.second.text(), other.first.text()) == ("", "x")
    window.show_content(one)
    assert window.focusWidget() is one.second
    window.show_content(other)
    assert window.focusWidget() is other.first


def test_keys_reach_what_is_shown(qtbot: QtBot, theme: Theme, profile: ProfileStore) -> None:
    one, other = Content(), Content()
    window = opened(qtbot, theme, profile, one)
    window.show_content(other)
    QTest.keySequence(window, QKeySequence("F6"))
    assert (one.heard, other.heard) == (0, 1)


def test_open_dialogs_go_and_come_with_what_they_belong_to(qtbot: QtBot, theme: Theme, profile: ProfileStore) -> None:
    one, other = Content(), Content()
    window = opened(qtbot, theme, profile, one)
    dialog, ended = QDialog(one), QDialog(one)
    results: list[int] = []
    dialog.finished.connect(results.append)
    dialog.open()
    ended.open()
    window.show_content(other)
    assert not dialog.isVisible()
    assert results == [], "it is not over"
    ended.deleteLater()
    qtbot.waitUntil(lambda: len(one.findChildren(QDialog)) == 1)
    window.show_content(one)
    assert dialog.isVisible()
    assert dialog.isModal()
    dialog.accept()
    assert results == [1]


def test_who_is_pointed_at_is_told_to_what_is_shown(qtbot: QtBot, theme: Theme, profile: ProfileStore) -> None:
    one, other = Content(), Content()
    window = opened(qtbot, theme, profile, one)
    window.show_content(other)
    ask_about(other.second, "ann", other.second.rect())
    assert one.pointed == []
    (spot,) = other.pointed
    assert (spot.username, spot.place.topLeft()) == ("ann", other.second.pos())


def test_size_is_remembered(qtbot: QtBot, theme: Theme, profile: ProfileStore) -> None:
    window = opened(qtbot, theme, profile, Content())
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    window.resize(712, 701)
    window.close()
    assert closed == [True]
    again = ClientWindow(theme, WindowMemory(profile))
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (712, 701)


def test_what_was_dropped_is_nobody_elses(qtbot: QtBot, theme: Theme, profile: ProfileStore) -> None:
    one, other = Content(), Content()
    window = opened(qtbot, theme, profile, one)
    window.show_content(other)
    window.drop(one)
    assert window.contents == [other]
    assert window.content is other
    one.deleteLater()
