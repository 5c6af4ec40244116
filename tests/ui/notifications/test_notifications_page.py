"""Notifications on screen: looking reads them, a press opens what they tell of."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.timeline.notification_row import NotificationRowWidget
from microblog_desktop.viewmodels.notifications.model import SEEN_AFTER_MS
from tests.store.world import JOHN
from tests.ui.notifications.opened import Opened
from tests.viewmodels.notifications.test_model import FOLLOW, LIKE, MINA, MINE, REPLY, told


def test_looking_for_a_moment_reads_them(opened: Opened, qtbot: QtBot) -> None:
    assert opened.unread == 4
    qtbot.waitUntil(lambda: opened.unread == 0)
    assert opened.rows.marked() == [True, True, True]
    opened.page.hide()
    assert opened.rows.marked() == [False, False, False]


def test_what_comes_while_one_reads_further_down_stays_unread(opened: Opened, qtbot: QtBot) -> None:
    many = [told(number, REPLY) for number in range(60, 4, -1)]
    opened.rows.look(*many, told(4, LIKE), told(3, LIKE, MINA), told(2, REPLY), told(1, FOLLOW))
    opened.page.posts.show_newest()
    qtbot.waitUntil(lambda: opened.unread == 0)
    opened.page.posts.list.scroll_by(2000)
    opened.rows.look(told(61, FOLLOW), *many, has_more=True)
    opened.page.posts.list.placed()
    assert not opened.page.posts.list.is_at_top()
    qtbot.wait(1200)
    assert opened.unread == 1


def test_what_comes_while_another_window_is_in_front_waits_until_one_is_back(opened: Opened, qtbot: QtBot) -> None:
    window, other = QMainWindow(), QWidget()
    qtbot.addWidget(other)
    window.setCentralWidget(opened.page)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: opened.unread == 0)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    opened.rows.look(told(5, FOLLOW), told(4, LIKE), told(3, LIKE, MINA), told(2, REPLY), told(1, FOLLOW))
    qtbot.wait(SEEN_AFTER_MS + 200)
    assert opened.unread == 1
    other.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    opened.page.posts.show_newest()
    qtbot.waitUntil(lambda: opened.unread == 0)
    opened.page.setParent(None)
    window.close()


def test_a_press_opens_the_post_or_the_person(opened: Opened) -> None:
    likes, follow = opened.rows_of_kind()
    QTest.mouseClick(likes, Qt.MouseButton.LeftButton)
    QTest.keyClick(follow, Qt.Key.Key_Return)
    mine = opened.rows.world.store.posts.by_remote(MINE.id)
    assert opened.opened == [("thread", mine), ("person", JOHN.id)]


def test_a_screen_reader_hears_who_did_what(opened: Opened) -> None:
    likes, follow = opened.rows_of_kind()
    assert likes.accessibleName().startswith("Unread. John and Mina liked your post")
    assert "John follows you" in follow.accessibleName()
    opened.rows.world.now += timedelta(minutes=5)
    assert follow.said().endswith("5 minutes ago")


def test_each_name_in_a_sentence_is_somebody_to_point_at(opened: Opened) -> None:
    likes, follow = opened.rows_of_kind()
    for row, named in ((likes, {"john", "mina"}), (follow, {"john"})):
        points = [QPoint(x, y) for x in range(0, row.width(), 3) for y in range(0, row.height(), 3)]
        found = [(point, place) for point in points if (place := row.person_at(point)) is not None]
        assert {place.username for _, place in found} == named
        assert all(place.place.contains(point) for point, place in found)
        assert all(0 < place.place.width() < row.width() // 3 for _, place in found)


def test_rows_fit_any_width(opened: Opened) -> None:
    for width in (200, 360, 620, 900):
        opened.page.resize(width, 600)
        placed = opened.page.posts.list.placed()
        assert all(below.top == above.bottom for above, below in pairwise(placed))
        for row in opened.page.findChildren(NotificationRowWidget):
            assert row.isHidden() or row.childrenRect().right() <= row.width()
