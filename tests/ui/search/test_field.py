"""The field: Esc takes back, then leaves; the one in the right column hands over what it holds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.search.field import ColumnField, SearchField
from microblog_desktop.ui.theme.theme import Theme


def test_esc_takes_back_what_was_typed_and_then_wants_to_leave(qtbot: QtBot, theme: Theme) -> None:
    field = SearchField(theme)
    qtbot.addWidget(field)
    typed: list[str] = []
    left: list[bool] = []
    field.textEdited.connect(typed.append)
    field.cleared_again.connect(lambda: left.append(True))
    QTest.keyClicks(field, "ab")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (typed, left) == (["a", "ab", ""], [])
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert left == [True]


def test_the_icon_has_its_room_on_the_side_one_reads_from(qtbot: QtBot, theme: Theme) -> None:
    field = SearchField(theme)
    qtbot.addWidget(field)
    room = field.textMargins().left()
    assert (room > 0, field.textMargins().right()) == (True, 0)
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert (field.textMargins().left(), field.textMargins().right()) == (0, room)


def test_a_press_or_a_letter_leads_on_with_what_the_field_holds(qtbot: QtBot, theme: Theme) -> None:
    field = ColumnField(theme)
    qtbot.addWidget(field)
    wanted: list[str] = []
    field.wanted.connect(wanted.append)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    QTest.keyClicks(field, "h")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert wanted == ["", "h", ""]
    assert field.text() == ""


def compose(field: SearchField, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def test_a_syllable_in_the_making_is_searched_for(qtbot: QtBot, theme: Theme) -> None:
    field = SearchField(theme)
    qtbot.addWidget(field)
    typed: list[str] = []
    field.typed.connect(typed.append)
    compose(field, "ㅎ")
    compose(field, "하")
    compose(field, "한")
    compose(field, "글", commit="한")
    compose(field, "", commit="글")
    assert typed == ["ㅎ", "하", "한", "한글"]
    assert (field.text(), field.seen_text, field.is_composing) == ("한글", "한글", False)


def test_the_field_of_the_column_hands_over_finished_syllables_only(qtbot: QtBot, theme: Theme) -> None:
    field = ColumnField(theme)
    qtbot.addWidget(field)
    wanted: list[str] = []
    field.wanted.connect(wanted.append)
    compose(field, "글", commit="한")
    qtbot.wait(200)
    assert wanted == []
    compose(field, "", commit="글")
    qtbot.waitUntil(lambda: wanted == ["한글"])
    compose(field, "말")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert wanted == ["한글", "말"]
