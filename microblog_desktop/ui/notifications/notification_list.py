"""The rows of the notifications: what was in view is read, what comes meanwhile waits above, behind the pill."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.i18n.translate import ngettext
from microblog_desktop.ui.list.reading_place import ReadingPlace
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.news_teller import NewsTeller
from microblog_desktop.ui.timeline.pill import TopPill
from microblog_desktop.ui.timeline.post_list import PostList
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.lists.list_state import ListWords
from microblog_desktop.viewmodels.notifications.model import NotificationsModel
from microblog_desktop.viewmodels.timeline.actions import PostActions


class NotificationList(PostList):
    """Nothing moves what one reads; who left it at the top finds the newest when they come again."""

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        model: NotificationsModel,
        actions: PostActions,
        clock: Clock,
        words: Callable[[], ListWords],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, pictures, model, actions, clock, words, parent)
        self._told = model
        self._was_at_top = True
        self._came_from: ReadingPlace | None = None
        self._pill = TopPill(theme, self, self.list, new_notifications)
        self._pill.newest_wanted.connect(self._pill_pressed)
        self._pill.back_wanted.connect(self._back_pressed)
        self._teller = NewsTeller(self.list.announce, self, new_notifications)
        self.list.nearBottom.connect(self._near_bottom)
        self.list.placeChanged.connect(self._follow_eyes)
        self.list.topWanted.connect(self.show_newest)
        model.new_above_changed.connect(self._news_changed)
        self.wishes.fill_gap.connect(lambda row: model.fill_gap(row.key))

    def show_newest(self) -> None:
        """To the top; what one read stays a press away."""
        came_from = None if self.list.is_at_top() else self.list.place()
        self.list.scroll_to_top()
        self.list.current.follow_reader()
        if came_from is not None and not self._is_in_sight(came_from):
            self._came_from = came_from
            self._pill.offer_way_back()

    def back(self) -> bool:
        """Return to where one was before one went to the top; tells whether there was such a place."""
        wanted, self._came_from = self._came_from, None
        self._pill.end_way_back()
        if wanted is None or not self.list.restore(wanted):
            return False
        self.list.current.follow_reader()
        return True

    def retranslate(self) -> None:
        super().retranslate()
        self._pill.retranslate()

    def _pill_pressed(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_newest()

    def _back_pressed(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.back()

    def _news_changed(self, count: int) -> None:
        self._teller.note(count)
        self._pill.show_count(count)

    def _near_bottom(self) -> None:
        # After the layout that told it: the model may not change while rows are laid out.
        QTimer.singleShot(0, self, self._told.load_older_rows)

    def _follow_eyes(self) -> None:
        """Only who sees something reads it, and only in a window that one looks at."""
        first = self.list.first_visible() if self.isVisible() else None
        if first is not None:
            self._told.reading_at(self.list.key_at(first))
            self._note_way_back(first)
        if self.isVisible() and self.isActiveWindow():
            self._told.watch()
        else:
            self._told.look_away()

    def _note_way_back(self, first: int) -> None:
        """Who read on to where they had been has nothing to go back to."""
        at = None if self._came_from is None else self.list.index_of(self._came_from.key)
        if at is not None and first >= at:
            self._came_from = None
            self._pill.end_way_back()

    def _is_in_sight(self, place: ReadingPlace) -> bool:
        index, height = self.list.index_of(place.key), self.list.viewport().height()
        return any(row.index == index and row.bottom > 0 and row.top < height for row in self.list.placed())

    # Qt tells.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._was_at_top:
            self.list.scroll_to_top()
        self._told.refresh()
        self._follow_eyes()

    def hideEvent(self, event: QHideEvent) -> None:
        self._was_at_top = self.list.is_at_top()
        self._told.rest()
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        # A page inside a window hears by these events alone whether that is the active one.
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self._follow_eyes()
        return super().event(event)


def new_notifications(count: int) -> str:
    """How many notifications are new, in words."""
    return ngettext("{count} new notification", "{count} new notifications", count).format(count=count)
