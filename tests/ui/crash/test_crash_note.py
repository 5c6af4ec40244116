"""A few quiet words after a crash."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
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


@pytest.mark.parametrize("width", [420, 1000])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_of_it_is_cut(qtbot: QtBot, theme: Theme, width: int, scale: float) -> None:
    theme.set_text_scale(scale)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(width, 500)
    window.show()
    note = CrashNote(theme, window)
    note.say()
    snack = note.snack
    words, button = snack.findChild(QLabel), snack.findChild(QAbstractButton)
    assert isinstance(words, QLabel)
    assert isinstance(button, QAbstractButton)
    assert words.height() >= words.heightForWidth(words.width())
    assert button.width() >= button.sizeHint().width()
    assert snack.rect().contains(words.geometry())
    assert snack.rect().contains(button.geometry())
    assert window.rect().contains(snack.geometry())
