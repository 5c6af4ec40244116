"""Notifications on screen: looking reads them, a press opens what they tell of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.notifications.notifications_page import NotificationsPage
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.notification_row import NotificationRowWidget
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.notifications.model import SEEN_AFTER_MS
from microblog_desktop.viewmodels.timeline.actions import PostActions
from tests.fakes.ports import FakePostSync
from tests.store.world import JOHN
from tests.viewmodels.notifications.test_model import FOLLOW, LIKE, MINA, MINE, REPLY, Page, told


class Opened:
    """The page in an active window."""

    def __init__(self, qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> None:
        self.rows = Page()
        self.rows.look(told(4, LIKE), told(3, LIKE, MINA), told(2, REPLY), told(1, FOLLOW))
        store = self.rows.world.store
        actions = PostActions(store, lambda: 5, FakePostSync())
        self.page = NotificationsPage(theme, pictures, self.rows.model, actions, store.clock)
        self.opened: list[object] = []
        self.page.posts.deeds.thread_wanted.connect(lambda post: self.opened.append(("thread", post)))
        self.page.posts.deeds.person_wanted.connect(lambda person: self.opened.append(("person", person)))
        qtbot.addWidget(self.page)
        self.page.resize(620, 600)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)

    @property
    def unread(self) -> int:
        return self.rows.world.store.unread.notifications()

    def rows_of_kind(self) -> list[NotificationRowWidget]:
        self.page.posts.list.placed()
        found = [row for row in self.page.findChildren(NotificationRowWidget) if not row.isHidden()]
        return sorted(found, key=QWidget.y)


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> Iterator[Opened]:
    opened = Opened(qtbot, theme, pictures)
    yield opened
    opened.rows.model.close()
    opened.page.close()
    opened.rows.world.store.close()


def test_looking_for_a_moment_reads_them(opened: Opened, qtbot: QtBot) -> None:
    assert opened.unread == 4
    qtbot.waitUntil(lambda: opened.unread == 0)
    assert opened.rows.marked() == [True, True, True]
    opened.page.hide()
    assert opened.rows.marked() == [False, False, False]


def test_what_comes_while_one_reads_further_down_stays_unread(opened: Opened, qtbot: QtBot) -> None:
    many = [told(number, REPLY) for number in range(60, 4, -1)]
    opened.rows.look(*many, told(4, LIKE), told(3, LIKE, MINA), told(2, REPLY), told(1, FOLLOW))
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
    opened.page.show_newest()
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


def test_rows_fit_any_width(opened: Opened) -> None:
    for width in (200, 360, 620, 900):
        opened.page.resize(width, 600)
        placed = opened.page.posts.list.placed()
        assert all(below.top == above.bottom for above, below in pairwise(placed))
        for row in opened.rows_of_kind():
            assert row.childrenRect().right() <= row.width()
