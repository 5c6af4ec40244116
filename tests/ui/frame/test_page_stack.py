"""Pages on top of pages: the way there, the way back, and what ends on it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.frame.page_stack import MOST_VISITS, PageStack


class Book:
    """A stack with two lasting pages, and what its pages were asked."""

    def __init__(self, qtbot: QtBot) -> None:
        self.asked: list[str] = []
        self.is_away: set[str] = set()
        self.stack = PageStack([self.page("home"), self.page("mail")])
        qtbot.addWidget(self.stack)
        self.stack.open("home")
        self.stack.resize(300, 300)
        self.stack.show()
        self.stack.activateWindow()
        qtbot.waitUntil(self.stack.isActiveWindow)

    def page(self, key: str) -> PageSlot:
        def build() -> QWidget:
            self.asked.append(f"build {key}")
            return QLabel(key)

        def back() -> bool:
            was_away = key in self.is_away
            self.is_away.discard(key)
            return was_away

        return PageSlot(
            key,
            "",
            lambda: key,
            build,
            show_newest=lambda: self.asked.append(f"newest {key}"),
            back=back,
            take_focus=lambda: self.asked.append(f"focus {key}"),
            close=lambda: self.asked.append(f"close {key}"),
        )

    @property
    def widget(self) -> QLabel:
        widget = self.stack.currentWidget()
        assert isinstance(widget, QLabel)
        return widget

    def open_now(self) -> str:
        assert self.widget.text() == self.stack.page.key
        return self.widget.text()


@pytest.fixture
def book(qtbot: QtBot) -> Book:
    return Book(qtbot)


def test_a_pushed_page_stands_on_the_one_below_until_one_goes_back(book: Book) -> None:
    book.stack.push(book.page("thread"))
    assert book.open_now() == "thread"
    assert book.stack.ground.key == "home"
    assert book.stack.is_on_top
    assert book.stack.go_back()
    assert book.open_now() == "home"
    assert book.asked == ["build home", "focus home", "build thread", "focus thread", "focus home", "close thread"]
    assert not book.stack.go_back()


def test_what_was_left_for_good_is_gone(book: Book, qtbot: QtBot) -> None:
    book.stack.push(book.page("thread"))
    gone: list[None] = []
    book.widget.destroyed.connect(lambda: gone.append(None))
    book.stack.go_back()
    qtbot.waitUntil(lambda: len(gone) == 1)
    assert book.stack.count() == 1


def test_the_page_itself_is_asked_first_for_a_way_back(book: Book) -> None:
    book.stack.push(book.page("thread"))
    book.is_away.add("thread")
    assert book.stack.go_back()
    assert book.open_now() == "thread"
    book.stack.go_back()
    assert book.open_now() == "home"


def test_back_goes_the_whole_way_over_lasting_pages_too(book: Book) -> None:
    book.stack.push(book.page("thread"))
    book.stack.open("mail")
    book.stack.push(book.page("person"))
    way = []
    while book.stack.go_back():
        way.append(book.open_now())
    assert way == ["mail", "thread", "home"]
    assert [word for word in book.asked if word.startswith("build")].count("build home") == 1


def test_the_entry_of_the_page_below_returns_to_it_as_it_was(book: Book) -> None:
    for key in ("one", "two"):
        book.stack.push(book.page(key))
    book.stack.open("home")
    assert book.open_now() == "home"
    assert [word for word in book.asked if word.startswith("close")] == ["close two", "close one"]
    assert "newest home" not in book.asked
    book.stack.open("home")
    assert book.asked[-1] == "newest home"


def test_the_way_back_is_bounded_and_always_ends_on_a_lasting_page(book: Book) -> None:
    for number in range(MOST_VISITS + 5):
        book.stack.push(book.page(str(number)))
    closed = [word for word in book.asked if word.startswith("close")]
    assert closed == [f"close {number}" for number in range(5)]
    steps = 0
    while book.stack.go_back():
        steps += 1
    assert steps == MOST_VISITS
    assert book.open_now() == "home"


def test_closing_ends_every_page_on_top(book: Book) -> None:
    for key in ("one", "two"):
        book.stack.push(book.page(key))
    book.stack.close_pages()
    assert [word for word in book.asked if word.startswith("close")] == ["close two", "close one"]


def test_escape_and_the_mouse_go_back(book: Book) -> None:
    book.stack.push(book.page("one"))
    book.stack.push(book.page("two"))
    QTest.mouseClick(book.widget, Qt.MouseButton.BackButton, pos=QPoint(5, 5))
    assert book.open_now() == "one"
    book.stack.setFocus()
    QTest.keyClick(book.stack, Qt.Key.Key_Escape)
    assert book.open_now() == "home"
    QTest.keyClick(book.stack, Qt.Key.Key_Escape)
    assert book.open_now() == "home"


def test_a_page_without_a_wish_of_its_own_has_the_focus_on_its_widget(qtbot: QtBot) -> None:
    field = QLineEdit()
    stack = PageStack([PageSlot("only", "", lambda: "", lambda: field)])
    qtbot.addWidget(stack)
    stack.show()
    stack.activateWindow()
    qtbot.waitUntil(stack.isActiveWindow)
    stack.open("an unknown one")
    assert stack.page.key == "only"
    assert QApplication.focusWidget() is field
