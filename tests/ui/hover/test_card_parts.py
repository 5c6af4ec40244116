"""The lines about a person, and their counts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.hover.card_parts import MOST_LINES, AboutLines, CountLine
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.people.card import CountWords

COUNTS = (CountWords("128 posts", "128"), CountWords("팔로잉 64명", "64"), CountWords("91 followers", "91"))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def about(theme: Theme, window: QWidget, text: str) -> AboutLines:
    lines = AboutLines(theme, window)
    lines.say(text)
    return lines


def test_a_short_text_takes_one_line(theme: Theme, window: QWidget) -> None:
    lines = about(theme, window, "Train person.")
    assert lines.shown_lines(264) == ["Train person."]
    one = lines.heightForWidth(264)
    lines.say("Train person.\n\nNotes from the 07:12.")
    assert lines.shown_lines(264) == ["Train person.", "Notes from the 07:12."], "no room for empty lines"
    assert lines.heightForWidth(264) == 2 * one


def test_a_long_text_ends_after_three_lines(theme: Theme, window: QWidget) -> None:
    lines = about(theme, window, "🚇 Timetables, tunnels and the sound of doors. " * 20)
    shown = lines.shown_lines(264)
    assert len(shown) == MOST_LINES
    assert "".join(shown).startswith("🚇 Timetables, tunnels")
    lines.say("")
    assert lines.heightForWidth(264) == 0


def test_counts_stand_in_one_line_and_in_more_where_it_is_narrow(theme: Theme, window: QWidget) -> None:
    counts = CountLine(theme, window)
    assert counts.heightForWidth(264) == 0
    counts.say(COUNTS)
    one = counts.heightForWidth(1000)
    assert counts.heightForWidth(60) == len(COUNTS) * one


def test_both_are_painted_in_either_direction(theme: Theme, window: QWidget) -> None:
    counts, lines = CountLine(theme, window), AboutLines(theme, window)
    counts.say(COUNTS)
    lines.say("Notes. " * 100)
    for widget in (counts, lines):
        widget.resize(200, widget.heightForWidth(200))
        pictures: list[QImage] = []
        for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
            widget.setLayoutDirection(direction)
            pictures.append(widget.grab().toImage())
        assert pictures[0] != pictures[1]
