"""Notifications: what others did, the latest first; looking at them reads them."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.notifications.notification_list import NotificationList
from microblog_desktop.ui.page.header import PageHeader
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.timeline.post_list import COLUMN
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.lists.list_state import ListWords
from microblog_desktop.viewmodels.notifications.model import NotificationsModel
from microblog_desktop.viewmodels.timeline.actions import PostActions


class NotificationsPage(Panel):
    """`posts` does what is asked for on it."""

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        model: NotificationsModel,
        actions: PostActions,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._header = PageHeader(theme, COLUMN)
        self.posts = NotificationList(theme, pictures, model, actions, clock, _words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(Line(theme))
        column.addWidget(self.posts, 1)
        self.setFocusProxy(self.posts)
        self.retranslate()

    def retranslate(self) -> None:
        self._header.set_title(_("Notifications"))

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)


def _words() -> ListWords:
    return ListWords(
        name=_("Notifications"),
        icon="bell",
        empty=_("Nothing has happened yet"),
        empty_hint=_("When somebody follows you, answers you or likes what you wrote, it is told here."),
        offline_hint=_("No notifications are saved on this computer yet. They load as soon as you are online."),
        failed=_("The notifications could not be loaded"),
    )
