"""Where names stand in a wrapped sentence (ui/text/named_text.py)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from microblog_desktop.domain.rules.marked_text import Span, SpanKind
from microblog_desktop.ui.text.named_text import name_at

LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
TEXT = "Ann 🦩 and Bob follow you"
ANN, BOB = Span(0, 5, SpanKind.MENTION, "ann"), Span(10, 13, SpanKind.MENTION, "bob")


def width(text: str) -> int:
    return QFontMetrics(QFont()).horizontalAdvance(text)


def named(at: QPoint, place: QRect, side: Qt.AlignmentFlag = LEFT) -> str:
    found = name_at(at, TEXT, (ANN, BOB), QFont(), place, side)
    return found[0].target if found else ""


@pytest.mark.usefixtures("qapp")
def test_it_is_found_where_it_is_painted() -> None:
    place = QRect(40, 20, 1000, 40)
    assert named(QPoint(42, 25), place) == "ann"
    assert named(QPoint(40 + width("Ann 🦩 and B"), 25), place) == "bob"
    assert named(QPoint(40 + width("Ann 🦩 an"), 25), place) == ""
    assert named(QPoint(40 + width(TEXT) + 9, 25), place) == ""
    assert named(QPoint(1040 - width(TEXT) + 2, 25), place, RIGHT) == "ann"


@pytest.mark.usefixtures("qapp")
def test_it_is_found_in_the_line_that_it_wraps_to() -> None:
    line = QFontMetrics(QFont()).height()
    place = QRect(0, 0, width("Ann 🦩 and") + 2, 6 * line)
    assert named(QPoint(2, line // 2), place) == "ann"
    assert named(QPoint(2, line + line // 2), place) == "bob"
