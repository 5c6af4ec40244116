"""New posts are told to a screen reader, and not all the time."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.timeline.news_teller import PAUSE_MS, NewsTeller


def pause_of(teller: NewsTeller) -> QTimer:
    pause = teller.findChild(QTimer)
    assert pause is not None
    return pause


def test_it_tells_at_once_and_then_pauses(qtbot: QtBot) -> None:
    said: list[str] = []
    owner = QObject()
    teller = NewsTeller(said.append, owner)
    teller.note(3)
    teller.note(5)
    teller.note(8)
    assert said == ["3 new posts"]
    pause = pause_of(teller)
    assert pause.interval() == PAUSE_MS
    pause.timeout.emit()
    assert said == ["3 new posts", "8 new posts"]


def test_reading_is_not_told(qtbot: QtBot) -> None:
    said: list[str] = []
    owner = QObject()
    teller = NewsTeller(said.append, owner)
    teller.note(3)
    teller.note(2)
    pause_of(teller).stop()
    teller.note(1)
    teller.note(0)
    assert said == ["3 new posts"]


def test_what_was_read_meanwhile_is_not_told_after_the_pause(qtbot: QtBot) -> None:
    said: list[str] = []
    owner = QObject()
    teller = NewsTeller(said.append, owner)
    teller.note(3)
    teller.note(4)
    teller.note(0)
    pause_of(teller).timeout.emit()
    assert said == ["3 new posts"]
