"""Notifications: what others did, the latest first; looking at them reads them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.header import PageHeader
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.timeline.post_list import COLUMN, ListWords, PostList
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.ui.widgets.pictures import RoundPictures
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
        self._model = model
        self._header = PageHeader(theme, COLUMN)
        self.posts = PostList(theme, pictures, model, actions, clock, _words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(Line(theme))
        column.addWidget(self.posts, 1)
        self.setFocusProxy(self.posts)
        self.posts.list.nearBottom.connect(self._near_bottom)
        self.posts.list.placeChanged.connect(self._follow_eyes)
        self.posts.wishes.fill_gap.connect(lambda row: model.fill_gap(row.key))
        self.retranslate()

    def show_newest(self) -> None:
        self.posts.list.scroll_to_top()

    def retranslate(self) -> None:
        self._header.set_title(_("Notifications"))

    def _near_bottom(self) -> None:
        # After the layout that told it: the model may not change while rows are laid out.
        QTimer.singleShot(0, self, self._model.load_older_rows)

    def _follow_eyes(self) -> None:
        """Only who sees the newest has read them, and only in a window that one looks at."""
        if self.isVisible() and self.isActiveWindow() and self.posts.list.is_at_top():
            self._model.watch()
        else:
            self._model.look_away()

    # Qt tells.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.refresh()
        self._follow_eyes()

    def hideEvent(self, event: QHideEvent) -> None:
        self._model.rest()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        # A page inside a window hears by these events alone whether that is the active one.
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self._follow_eyes()
        return super().event(event)


def _words() -> ListWords:
    return ListWords(
        name=_("Notifications"),
        icon="bell",
        empty=_("Nothing has happened yet"),
        empty_hint=_("When somebody follows you, answers you or likes what you wrote, it is told here."),
        offline_hint=_("No notifications are saved on this computer yet. They load as soon as you are online."),
        failed=_("The notifications could not be loaded"),
    )
