"""The text of a post: links, selection, direction, and texts of any length."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.rules.marked_text import MarkedText, Span, mark
from microblog_desktop.ui.pointing.person_spot import PersonPointed, PersonSpot
from microblog_desktop.ui.text.laid_out_text import LaidOutText, Look, is_right_to_left, utf16_length, utf16_slice
from microblog_desktop.ui.text.post_text import PostText, TextSelections
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import TextSize


def shown(qtbot: QtBot, theme: Theme, body: str, width: int = 400) -> PostText:
    widget = PostText(theme, TextSelections())
    qtbot.addWidget(widget)
    widget.set_text(mark(body))
    widget.resize(width, widget.height_for(width))
    widget.show()
    return widget


def middle_of(widget: PostText, theme: Theme, before: str, words: str) -> QPoint:
    metrics = QFontMetrics(theme.font(TextSize.BODY))
    return QPoint(metrics.horizontalAdvance(before) + metrics.horizontalAdvance(words) // 2, 10)


def test_a_click_on_a_link_tells_where_it_leads_also_after_an_emoji(qtbot: QtBot, theme: Theme) -> None:
    widget = shown(qtbot, theme, "🙂🙂 see example.net/a now")
    found: list[Span] = []
    widget.activated.connect(found.append)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=middle_of(widget, theme, "🙂🙂 see ", "example.net/a"))
    assert [span.target for span in found] == ["https://example.net/a"]
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(395, 10))
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=middle_of(widget, theme, "🙂🙂 ", "see"))
    assert len(found) == 1


def test_a_link_under_the_pointer_tells_its_real_host(qtbot: QtBot, theme: Theme) -> None:
    widget = shown(qtbot, theme, "see https://\u0430\u0440\u0440\u04cf\u0435.com now @susan")
    QTest.mouseMove(widget, middle_of(widget, theme, "see ", "https://xxxxx.com"))
    assert widget.toolTip().splitlines()[0] == "xn--80ak6aa92e.com"
    QTest.mouseMove(widget, QPoint(3, 10))
    assert widget.toolTip() == ""


def test_words_are_selected_by_dragging_and_by_a_double_click(qtbot: QtBot, theme: Theme) -> None:
    widget = shown(qtbot, theme, "one 🙂 three\nfour")
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=QPoint(0, 10))
    QTest.mouseMove(widget, QPoint(395, 10))
    drag(widget, QPoint(395, 35))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=QPoint(395, 35))
    assert widget.selected_text() == "one 🙂 three\nfour"
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=middle_of(widget, theme, "one 🙂 ", "three"))
    assert widget.selected_text() == "three"
    widget.clear_selection()
    assert not widget.has_selection


def drag(widget: PostText, to: QPoint) -> None:
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(to), widget.mapToGlobal(QPointF(to)), button, button, none)
    QApplication.sendEvent(widget, event)


def test_a_new_selection_ends_the_one_in_another_post(qtbot: QtBot, theme: Theme) -> None:
    selections = TextSelections()
    first, second = PostText(theme, selections), PostText(theme, selections)
    for widget in (first, second):
        qtbot.addWidget(widget)
        widget.set_text(MarkedText("some words"))
        widget.resize(300, widget.height_for(300))
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    assert not first.has_selection
    assert second.selected_text() == "some"


def test_markup_is_shown_and_never_read(qtbot: QtBot, theme: Theme) -> None:
    body = "<b>x</b> &amp; <i>y</i>"
    widget = shown(qtbot, theme, body)
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=QPoint(0, 10))
    drag(widget, QPoint(395, 10))
    assert widget.selected_text() == body


@pytest.mark.parametrize(
    ("line", "is_rtl"),
    [("hello", False), ("שלום hello", True), ("\u2066@susan\u2069 شكرا", True), ("123 ", False), ("12 عرب", True)],
)
def test_a_paragraph_takes_the_direction_of_its_first_letter(line: str, is_rtl: bool) -> None:
    assert is_right_to_left(line) is is_rtl


def test_an_arabic_paragraph_stands_on_the_right(qtbot: QtBot, theme: Theme) -> None:
    widget = shown(qtbot, theme, "شكرا\nthanks")
    picture = widget.grab().toImage()
    ground = picture.pixelColor(200, 2)
    low = widget.height() // 2

    def has_ink(left: int, right: int, top: int, bottom: int) -> bool:
        return any(picture.pixelColor(x, y) != ground for x in range(left, right) for y in range(top, bottom))

    assert has_ink(340, 400, 0, low)
    assert not has_ink(0, 200, 0, low)
    assert has_ink(0, 80, low, 2 * low)
    assert not has_ink(200, 400, low, 2 * low)


@pytest.mark.parametrize(
    "text",
    [
        "wort" * 12_500,
        "가나다라마" * 10_000,
        "e" + "\u0301" * 10_000,
        "👩\u200d👩\u200d👧" * 8_000,
        "a\n" * 5_000,
        "a\u202e" * 9_000,
    ],
    ids=["no space", "no space in Hangul", "marks on one letter", "families", "lines", "reversing signs"],
)
def test_texts_without_end_take_little_time(theme: Theme, text: str) -> None:
    look = Look(theme.font(TextSize.BODY), theme.metrics(TextSize.BODY), 22, QColor("#000000"))
    begin = time.perf_counter()
    assert LaidOutText(mark(text), look).height_for(400) >= 22
    # Looking for the end of the word at every line took three seconds.
    assert time.perf_counter() - begin < 1


def test_a_word_without_end_is_broken_anywhere(theme: Theme) -> None:
    look = Look(theme.font(TextSize.BODY), theme.metrics(TextSize.BODY), 22, QColor("#000000"))
    assert LaidOutText(MarkedText("wort" * 12_500), look).height_for(400) > 22 * 500
    assert LaidOutText(MarkedText("wort" * 50), look).height_for(400) > 22 * 3


def test_every_line_is_equally_high_whatever_its_font(qtbot: QtBot, theme: Theme) -> None:
    one = shown(qtbot, theme, "latin").height_for(400)
    assert shown(qtbot, theme, "한국어 🙂").height_for(400) == one
    assert shown(qtbot, theme, "a\n\nb").height_for(400) == 3 * one


def test_positions_count_as_qt_counts() -> None:
    assert utf16_length("a🙂한") == 4
    assert utf16_slice("a🙂한b", 1, 3) == "🙂"


class _Window(QWidget):
    """Notes who is pointed at."""

    def __init__(self) -> None:
        super().__init__()
        self.spots: list[PersonSpot] = []

    def customEvent(self, event: QEvent) -> None:
        if isinstance(event, PersonPointed):
            self.spots.append(event.spot)


@pytest.mark.parametrize("body", ["🙂 ask @susan and @mina now", "اسأل @susan أو @mina الآن"])
def test_who_is_mentioned_under_the_pointer_is_told_to_the_window(qtbot: QtBot, theme: Theme, body: str) -> None:
    window = _Window()
    qtbot.addWidget(window)
    widget = PostText(theme, TextSelections(), window)
    widget.set_text(mark(body))
    widget.setGeometry(10, 20, 400, widget.height_for(400))
    window.show()
    # A press that an earlier test did not end would look like dragging.
    QTest.mouseRelease(window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    for x in range(400):
        QTest.mouseMove(window.windowHandle(), QPoint(10 + x, 30))
    told = {spot.username: spot.place for spot in window.spots}
    assert set(told) == {"susan", "mina"}
    for place in told.values():
        assert 20 < place.width() < 80
        assert place.height() < 30
    assert not told["susan"].intersects(told["mina"])
    before = len(window.spots)
    widget.select_all()
    QTest.mouseMove(window.windowHandle(), QPoint(12, 30))
    QTest.mouseMove(window.windowHandle(), told["mina"].center())
    assert len(window.spots) == before, "somebody is at work with the text"
