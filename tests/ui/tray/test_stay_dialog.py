from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.attention import OnClose
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.tray.stay_dialog import StayDialog


@pytest.fixture
def dialog(theme: Theme, qtbot: QtBot) -> StayDialog:
    dialog = StayDialog(theme)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_either_answer_is_told(dialog: StayDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.decided) as decided:
        dialog.stay.click()
    assert decided.args == [OnClose.TRAY]
    with qtbot.waitSignal(dialog.decided) as decided:
        dialog.quit.click()
    assert decided.args == [OnClose.QUIT]


def test_escape_decides_nothing(dialog: StayDialog, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dialog.decided):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()
