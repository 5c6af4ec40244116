"""Notifications as a list (viewmodels/notifications/model.py)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import NotificationId, PersonId
from microblog_desktop.domain.inbox.notification import Notification, NotificationKind, NotificationPage
from microblog_desktop.domain.people.person import Person
from microblog_desktop.viewmodels.lists.list_state import ListPhase
from microblog_desktop.viewmodels.notifications.model import NotificationsModel
from microblog_desktop.viewmodels.timeline.notification_row import NotificationRow
from microblog_desktop.viewmodels.timeline.rows import GapRow, Offers, PostRow
from tests.fakes.ports import FakeNotificationSync
from tests.store.world import JOHN, NOON, SUSAN, World, post

MINA = Person(PersonId("3"), "mina", "Mina")
OFFERS = Offers(True, True, True, True, True, True, True, True)
MINE = post(7, SUSAN, "Mine")
LIKE, REPLY, FOLLOW = NotificationKind.LIKE, NotificationKind.REPLY, NotificationKind.FOLLOW


def told(number: int, kind: NotificationKind = LIKE, actor: Person = JOHN, *, is_read: bool = False) -> Notification:
    about = MINE if kind is LIKE else post(100 + number, actor, f"answer {number}") if kind is REPLY else None
    order = f"{number:08}"
    return Notification(NotificationId(str(number)), kind, actor, NOON, order, order, about, is_read)


class Page:
    """A model over a small world."""

    def __init__(self) -> None:
        self.world = World()
        self.sync = FakeNotificationSync()
        self.model = NotificationsModel(self.world.store, self.sync, OFFERS)

    def look(self, *items: Notification, has_more: bool = False) -> None:
        with self.world.store.transaction():
            self.world.store.notifications.merge_newest(NotificationPage(items, has_more))
            self.world.store.notifications.set_server_count(sum(not one.is_read for one in items))

    def watch_from(self, index: int) -> None:
        """Somebody looks, and the row at `index` is the first in view."""
        self.model.reading_at(self.model.rows[index].key)
        self.model.watch()

    def shown(self) -> list[str]:
        return [_words(row) for row in self.model.rows]

    def marked(self) -> list[bool]:
        return [row.is_unread for row in self.model.rows if isinstance(row, PostRow | NotificationRow)]


def _words(row: object) -> str:
    if isinstance(row, PostRow):
        return row.body.text
    return row.text if isinstance(row, NotificationRow | GapRow) else ""


@pytest.fixture
def page(qapp: QApplication) -> Iterator[Page]:
    page = Page()
    yield page
    page.model.close()
    page.world.store.close()


def test_likes_are_told_and_answers_are_posts(page: Page) -> None:
    page.look(told(4), told(3, actor=MINA), told(2, REPLY), told(1, FOLLOW, is_read=True))
    assert page.shown() == ["John and Mina liked your post", "answer 2", "John follows you"]
    assert page.marked() == [True, True, False]


def test_an_answer_can_be_answered_where_it_stands(page: Page) -> None:
    page.look(told(2, REPLY))
    (row,) = page.model.rows
    assert isinstance(row, PostRow)
    assert row.can_reply
    assert row.can_like


def test_looking_reads_them_and_what_was_new_stays_marked_while_one_looks(page: Page, qtbot: QtBot) -> None:
    page.look(told(2), told(1, FOLLOW))
    assert page.world.store.unread.notifications() == 2
    page.watch_from(0)
    qtbot.waitUntil(lambda: page.world.store.unread.notifications() == 0)
    assert page.marked() == [True, True]
    page.look(told(3, REPLY), told(2, is_read=True), told(1, FOLLOW, is_read=True))
    assert page.marked() == [True, True, True]
    page.model.rest()
    assert page.marked() == [True, False, False]


def test_what_stands_above_the_view_is_counted_and_not_read(page: Page, qtbot: QtBot) -> None:
    page.look(told(2, REPLY), told(1, FOLLOW))
    counted: list[int] = []
    page.model.new_above_changed.connect(counted.append)
    page.watch_from(0)
    page.look(told(4, FOLLOW, MINA), told(3, REPLY), told(2, REPLY), told(1, FOLLOW))
    qtbot.waitUntil(lambda: page.world.store.unread.notifications() == 2)
    assert page.marked() == [True, True, True, True]
    page.model.reading_at(page.model.rows[1].key)
    qtbot.waitUntil(lambda: page.world.store.unread.notifications() == 1)
    page.model.reading_at(page.model.rows[0].key)
    qtbot.waitUntil(lambda: page.world.store.unread.notifications() == 0)
    assert counted == [2, 1, 0]


def test_the_furthest_one_scrolled_up_to_counts(page: Page, qtbot: QtBot) -> None:
    page.look(told(3, REPLY), told(2, REPLY), told(1, REPLY))
    page.watch_from(1)
    page.model.reading_at(page.model.rows[2].key)
    qtbot.waitUntil(lambda: page.world.store.unread.notifications() == 1)
    assert page.model.new_above == 1


def test_a_like_that_comes_while_one_reads_has_a_row_of_its_own_until_one_leaves(page: Page, qtbot: QtBot) -> None:
    page.look(told(2), told(1, FOLLOW))
    page.watch_from(0)
    qtbot.waitUntil(lambda: page.world.store.unread.notifications() == 0)
    page.look(told(3, actor=MINA), told(2, is_read=True), told(1, FOLLOW, is_read=True))
    apart = ["Mina liked your post", "John liked your post", "John follows you"]
    assert page.shown() == apart
    page.model.reading_at(page.model.rows[0].key)
    qtbot.waitUntil(lambda: page.world.store.unread.notifications() == 0)
    assert page.shown() == apart
    page.model.rest()
    assert page.shown() == ["Mina and John liked your post", "John follows you"]


def test_what_comes_takes_nothing_away_at_the_end(page: Page) -> None:
    many = [told(number, REPLY) for number in range(60, 0, -1)]
    page.look(*many)
    assert len(page.model.rows) == 50
    last = page.model.rows[-1].key
    page.look(told(62, REPLY), told(61, REPLY), *many)
    assert page.model.rows[-1].key == last
    assert len(page.model.rows) == 52


def test_a_glance_reads_nothing(page: Page) -> None:
    page.look(told(1))
    page.watch_from(0)
    page.model.rest()
    assert page.world.store.unread.notifications() == 1
    assert page.marked() == [True]


def test_a_like_joins_its_row_and_moves_it_up(page: Page) -> None:
    page.look(told(3), told(2, REPLY))
    before = page.model.rows[0].key
    page.look(told(4, actor=MINA), told(3), told(2, REPLY))
    assert page.shown() == ["Mina and John liked your post", "answer 2"]
    assert page.model.rows[0].key == before


def test_an_edit_of_an_answer_shows(page: Page) -> None:
    page.look(told(2, REPLY))
    with page.world.store.transaction():
        page.world.store.posts.save(replace(post(102, JOHN), body="changed"))
    assert page.shown() == ["changed"]


def test_older_ones_come_from_here_and_then_from_the_server(page: Page) -> None:
    page.look(*[told(number, REPLY) for number in range(120, 0, -1)], has_more=True)
    assert len(page.model.rows) == 50
    page.model.load_older_rows()
    page.model.load_older_rows()
    assert len(page.model.rows) == 120
    assert page.sync.asked == []
    page.model.load_older_rows()
    assert page.sync.asked == [("load_older",)]


def test_without_any_it_says_so(page: Page) -> None:
    phases = [page.model.state.phase]
    page.world.store.status.begin("notifications")
    page.world.store.status.succeed("notifications")
    phases.append(page.model.state.phase)
    assert phases == [ListPhase.LOADING, ListPhase.EMPTY]
