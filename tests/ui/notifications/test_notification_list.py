"""What comes while one reads waits above the view, and the way back from it."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.inbox.notification import Notification
from microblog_desktop.ui.notifications.notification_list import new_notifications
from microblog_desktop.ui.timeline.pill import TopPill
from microblog_desktop.viewmodels.notifications.model import SEEN_AFTER_MS
from tests.ui.notifications.opened import Opened
from tests.viewmodels.notifications.test_model import FOLLOW, LIKE, MINA, REPLY, told

FIRST = (told(4, LIKE), told(3, LIKE, MINA), told(2, REPLY), told(1, FOLLOW))
MANY = tuple(told(number, REPLY) for number in range(60, 4, -1))


def pill_of(opened: Opened) -> TopPill:
    found = opened.page.findChild(TopPill)
    assert found is not None
    return found


def tops(opened: Opened) -> dict[Hashable, int]:
    rows = opened.page.posts.list
    return {rows.key_at(row.index): row.top for row in rows.placed() if row.bottom > 0}


def come(opened: Opened, *items: Notification) -> None:
    opened.rows.look(*items, has_more=True)
    opened.page.posts.list.placed()


def fill(opened: Opened, *newer: Notification) -> None:
    """More than a view holds, with somebody at the top of it."""
    come(opened, *newer, *MANY, *FIRST)
    opened.page.posts.list.scroll_to_top()
    opened.page.posts.list.placed()


def test_what_comes_while_one_is_at_the_top_waits_behind_the_pill(opened: Opened, qtbot: QtBot) -> None:
    fill(opened)
    qtbot.waitUntil(lambda: opened.unread == 0)
    before = tops(opened)
    come(opened, told(62, LIKE, MINA), told(61, FOLLOW, MINA), *MANY, *FIRST)
    assert tops(opened) == before
    pill = pill_of(opened)
    assert pill.newest.isVisible()
    assert pill.newest.text() == "2 new notifications"
    qtbot.wait(SEEN_AFTER_MS + 200)
    assert opened.unread == 2
    QTest.mouseClick(pill.newest, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.unread == 0)
    assert not pill.newest.isVisible()


def test_nothing_moves_what_is_read_further_down(opened: Opened) -> None:
    fill(opened)
    opened.page.posts.list.scroll_by(1500)
    before = tops(opened)
    come(opened, told(62, LIKE, MINA), told(61, REPLY), *MANY, *FIRST)
    assert tops(opened) == before
    pill = pill_of(opened)
    waiting = int(pill.newest.text().split()[0])
    opened.page.posts.list.scroll_by(-800)
    opened.page.posts.list.placed()
    assert 2 < int(pill.newest.text().split()[0]) < waiting


def test_the_way_back_leads_to_where_one_was(opened: Opened) -> None:
    fill(opened)
    posts = opened.page.posts
    posts.list.scroll_by(1500)
    before = tops(opened)
    posts.show_newest()
    assert posts.list.is_at_top()
    pill = pill_of(opened)
    assert pill.back.isVisible()
    assert posts.back()
    assert tops(opened) == before
    assert not pill.back.isVisible()
    assert not posts.back()


def test_who_reads_on_to_where_they_were_needs_no_way_back(opened: Opened) -> None:
    fill(opened)
    posts = opened.page.posts
    posts.list.scroll_by(1500)
    posts.show_newest()
    posts.list.scroll_by(1600)
    posts.list.placed()
    assert not pill_of(opened).back.isVisible()


def test_who_left_it_at_the_top_finds_the_newest(opened: Opened, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: opened.unread == 0)
    opened.page.posts.hide()
    come(opened, *MANY, *FIRST)
    opened.page.posts.show()
    assert opened.page.posts.list.is_at_top()
    assert not pill_of(opened).newest.isVisible()
    qtbot.waitUntil(lambda: opened.unread == 0)


def test_who_left_it_further_down_finds_their_place(opened: Opened) -> None:
    fill(opened)
    opened.page.posts.list.scroll_by(1500)
    before = tops(opened)
    opened.page.posts.hide()
    come(opened, told(61, REPLY), *MANY, *FIRST)
    opened.page.posts.show()
    assert tops(opened) == before
    assert pill_of(opened).newest.isVisible()


def test_it_counts_in_words() -> None:
    assert [new_notifications(1), new_notifications(12)] == ["1 new notification", "12 new notifications"]
