"""A few quiet words after a crash."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.crash.crash_note import CrashNote
from microblog_desktop.ui.theme.theme import Theme


def test_it_stands_at_the_foot_of_the_window_and_offers_the_report(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 500)
    window.show()
    note = CrashNote(theme, window)
    wanted: list[bool] = []
    note.report_wanted.connect(lambda: wanted.append(True))
    note.say()
    assert note.snack.isVisible()
    window.resize(600, 700)
    QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
    assert window.rect().contains(note.snack.geometry())
    assert note.snack.geometry().bottom() > 600
    note.snack.acted.emit()
    assert wanted == [True]
    assert note.snack.isHidden()
