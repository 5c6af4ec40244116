"""The strip that says what keeps a page from being whole (ui/page/note_strip.py)."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.page.note_strip import NoteStrip
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.note import Note


def test_it_is_there_only_while_there_is_something_to_say(qtbot: QtBot, theme: Theme) -> None:
    strip = NoteStrip(theme)
    qtbot.addWidget(strip)
    strip.show_note(Note("As of 12:00", "offline"))
    assert not strip.isHidden()
    assert strip.words() == "As of 12:00"
    strip.show_note(None)
    assert strip.isHidden()


def test_it_offers_the_way_out_of_the_note(qtbot: QtBot, theme: Theme) -> None:
    strip = NoteStrip(theme)
    qtbot.addWidget(strip)
    (button,) = strip.findChildren(QAbstractButton)
    strip.show_note(Note("Replies may be missing.", "warning", "Try again"))
    with qtbot.waitSignal(strip.acted):
        button.click()
    strip.show_note(Note("As of 12:00", "offline"))
    assert button.isHidden()
