from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.text.composing import commit_into, with_preedit
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.fields import LineField


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot) -> Iterator[tuple[LineField, LineField]]:
    """Two fields, the first with the focus."""
    window = QWidget()
    column = QVBoxLayout(window)
    fields = LineField(theme, window), LineField(theme, window)
    for field in fields:
        column.addWidget(field)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    fields[0].setFocus()
    # Not `return`: the window must be there as long as its fields.
    yield fields
    window.close()


def compose(field: QWidget, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


@pytest.mark.parametrize(
    ("text", "position", "whole"), [("", 0, "한"), ("ab", 1, "a한b"), ("😀b", 2, "😀한b"), ("ab", 2, "ab한")]
)
def test_what_is_composed_stands_where_the_cursor_is(text: str, position: int, whole: str) -> None:
    assert with_preedit(text, position, "한") == whole


def test_what_an_input_method_drops_when_the_focus_goes_is_kept(desk: tuple[LineField, LineField]) -> None:
    compose(desk[0], "日本語")
    compose(desk[0], "")
    desk[1].setFocus()
    assert desk[0].text() == "日本語"
    assert desk[1].text() == ""


def test_what_is_still_composed_when_the_focus_goes_is_kept_once(desk: tuple[LineField, LineField]) -> None:
    compose(desk[0], "글", commit="한")
    desk[1].setFocus()
    desk[0].setFocus()
    desk[1].setFocus()
    assert desk[0].text() == "한글"


def test_what_a_person_took_back_does_not_come_again(desk: tuple[LineField, LineField], qtbot: QtBot) -> None:
    compose(desk[0], "ㅎ")
    compose(desk[0], "")
    qtbot.wait(1)
    desk[1].setFocus()
    assert desk[0].text() == ""


@pytest.mark.parametrize(
    ("ending", "is_heard"), [(lambda field: compose(field, "", commit="한"), False), (lambda _field: None, True)]
)
def test_the_escape_that_ends_a_syllable_does_nothing_else(
    theme: Theme,
    qtbot: QtBot,
    ending: Callable[[QWidget], None],
    is_heard: bool,
) -> None:
    class Listening(QWidget):
        heard = False

        def keyPressEvent(self, _event: object) -> None:
            self.heard = True

    window = Listening()
    field = LineField(theme, window)
    qtbot.addWidget(window)
    window.show()
    if not is_heard:
        compose(field, "한")
    ending(field)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert window.heard is is_heard


def test_text_can_be_put_in_as_an_input_method_does(desk: tuple[LineField, LineField]) -> None:
    commit_into(desk[0], "한")
    assert desk[0].text() == "한"
