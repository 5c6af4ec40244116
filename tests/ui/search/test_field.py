"""The field: Esc takes back, then leaves; the one in the right column hands over what it holds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
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
