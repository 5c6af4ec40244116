"""Bookmarks: the posts somebody put aside to find them again, the last one first."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.header import PageHeader
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.timeline.post_list import COLUMN
from microblog_desktop.ui.timeline.timeline_view import TimelineView
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.lists.list_state import ListWords
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.model import TimelineModel


class BookmarksPage(Panel):
    """Brought up to date whenever it is shown; `posts` does what is asked for on it."""

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        model: TimelineModel,
        actions: PostActions,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._model = model
        self._was_at_top = False
        self._header = PageHeader(theme, COLUMN)
        self.posts = TimelineView(theme, pictures, model, actions, clock, _words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(Line(theme))
        column.addWidget(self.posts, 1)
        self.setFocusProxy(self.posts)
        self.retranslate()

    def retranslate(self) -> None:
        self._header.set_title(_("Bookmarks"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._was_at_top:
            # What was put aside meanwhile stands above: there is no pill for what one did oneself.
            self._model.go_to_newest()
            self.posts.list.scroll_to_top()
        self._model.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        self._was_at_top = self.posts.list.is_at_top()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)


def _words() -> ListWords:
    return ListWords(
        name=_("Bookmarks"),
        icon="bookmark",
        empty=_("No bookmarks yet"),
        empty_hint=_("Bookmark a post with D to find it here."),
        offline_hint=_("No bookmarks are saved on this computer yet. They load as soon as you are online."),
        failed=_("The bookmarks could not be loaded"),
    )
