"""Says something over a window, and may offer one way on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.page.question import Question
from microblog_desktop.ui.theme.theme import Theme


def test_the_way_on_is_taken_only_by_who_wants_it(qtbot: QtBot, theme: Theme) -> None:
    question = Question(theme, "A link", "It leads elsewhere.", "Go there…")
    qtbot.addWidget(question)
    taken: list[bool] = []
    question.accepted.connect(lambda: taken.append(True))
    question.open()
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert taken == []
    question.open()
    question.go.click()
    assert taken == [True]


def test_without_a_way_on_it_is_only_closed(qtbot: QtBot, theme: Theme) -> None:
    question = Question(theme, "A link", "It is none.")
    qtbot.addWidget(question)
    question.open()
    assert not question.go.isVisible()
    assert question.leave.text() == "Close"
