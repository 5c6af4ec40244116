"""The page of the notifications in a window that somebody looks at."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.notifications.notifications_page import NotificationsPage
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.notification_row import NotificationRowWidget
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.timeline.actions import PostActions
from tests.fakes.ports import FakePostSync
from tests.viewmodels.notifications.test_model import FOLLOW, LIKE, MINA, REPLY, Page, told


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
