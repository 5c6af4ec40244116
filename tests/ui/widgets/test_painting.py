"""Places are given as if one reads from the left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QStyle, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.frame.nav_button import NavButton
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.labels import ElidedLabel, TextLabel
from microblog_desktop.ui.widgets.painting import mirrored


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("rect", [QRect(0, 0, 10, 5), QRect(37, 8, 20, 20), QRect(90, 3, 30, 4)])
def test_places_are_mirrored_as_qt_mirrors_them(qapp: QApplication, direction: Qt.LayoutDirection, rect: QRect) -> None:
    widget = QWidget()
    widget.setLayoutDirection(direction)
    assert mirrored(rect, widget, 100) == QStyle.visualRect(direction, QRect(0, 0, 100, 1), rect)


@pytest.fixture(params=[Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def direction(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Qt.LayoutDirection]:
    """Painters take the direction of the whole program, and mirror what is not told to be left as it is."""
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(request.param)
    yield request.param
    qapp.setLayoutDirection(before)


@pytest.mark.parametrize("words", ["Home", "\u0627\u0644\u0631\u0626\u064a\u0633\u064a\u0629"])
def test_words_begin_where_one_begins_to_read_whatever_their_letters(
    direction: Qt.LayoutDirection, words: str, qtbot: QtBot, theme: Theme
) -> None:
    button = NavButton(theme, "home")
    button.say(words)
    for widget in (TextLabel(theme, words), ElidedLabel(theme, words), button):
        qtbot.addWidget(widget)
        widget.resize(600, 40)
        # Beside the icon, if it has one.
        assert (
            _middle_of_ink(widget) < 150
            if direction is Qt.LayoutDirection.LeftToRight
            else _middle_of_ink(widget) > 450
        )


def _middle_of_ink(widget: QWidget) -> float:
    image = widget.grab().toImage()
    ground = image.pixelColor(image.width() // 2, 0)
    row = range(image.height())
    inked = [x for x in range(image.width()) if any(image.pixelColor(x, y) != ground for y in row)]
    return sum(inked) / len(inked) * 600 / image.width()
