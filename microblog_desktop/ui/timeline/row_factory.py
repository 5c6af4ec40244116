"""Makes the rows of a timeline."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.posts.post_body import OpenPosts
from microblog_desktop.ui.posts.post_row import PostRowWidget
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.gap_row import GapRowWidget
from microblog_desktop.ui.timeline.mark_row import MarkRowWidget
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.timeline.notification_row import NotificationRow
from microblog_desktop.viewmodels.timeline.reading.mark_row import MarkRow
from microblog_desktop.viewmodels.timeline.rows import GapRow

_POST, _GAP, _MARK, _NOTIFICATION = "post", "gap", "mark", "notification"
_KINDS = ((GapRow, _GAP), (MarkRow, _MARK), (NotificationRow, _NOTIFICATION))


class TimelineRows:
    """A `RowFactory` whose rows share their wishes, one selection, and which long posts are open."""

    def __init__(self, theme: Theme, pictures: RoundPictures, clock: Clock, wishes: PostWishes) -> None:
        self._theme = theme
        self._pictures = pictures
        self._clock = clock
        self._wishes = wishes
        self._open_posts = OpenPosts()

    def kind(self, row: object) -> str:
        return next((kind for row_class, kind in _KINDS if isinstance(row, row_class)), _POST)

    def create(self, kind: str, parent: QWidget) -> RowWidget:
        if kind == _GAP:
            return GapRowWidget(self._theme, self._wishes, parent)
        if kind == _MARK:
            return MarkRowWidget(self._theme, parent)
        if kind == _NOTIFICATION:
            # No timeline that is shown at the start has one.
            from microblog_desktop.ui.timeline.notification_row import NotificationRowWidget

            return NotificationRowWidget(self._theme, self._pictures, self._clock, self._wishes, parent)
        return PostRowWidget(self._theme, self._pictures, self._clock, self._wishes, self._open_posts, parent)
