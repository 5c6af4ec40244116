"""What was searched for has another ground, wherever it stands in a text."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.rules.marked_text import mark
from microblog_desktop.domain.search import Range
from microblog_desktop.ui.text.highlight import highlights
from microblog_desktop.ui.text.post_text import PostText, TextSelections
from microblog_desktop.ui.theme.theme import Theme


def test_places_are_counted_as_qt_counts_them(theme: Theme) -> None:
    assert [(start, end) for start, end, _ in highlights(theme, "a heron", [Range(2, 7)])] == [(2, 7)]
    assert [(start, end) for start, end, _ in highlights(theme, "🐦🐦 heron", [Range(3, 8)])] == [(5, 10)]


def test_the_ground_is_painted_and_goes_when_another_post_is_shown(qtbot: QtBot, theme: Theme) -> None:
    text = PostText(theme, TextSelections())
    qtbot.addWidget(text)
    text.set_text(mark("a heron"), (Range(2, 7),))
    text.resize(300, text.height_for(300))
    assert theme.colors.warn_soft in _colors(text)
    text.set_text(mark("a heron"))
    assert theme.colors.warn_soft not in _colors(text)


def _colors(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
