"""Makes the rows of a timeline."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.posts.post_body import OpenPosts
from microblog_desktop.ui.posts.post_row import PostRowWidget
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.timeline.rows import PostRow

_POST, _GAP, _MARK, _NOTIFICATION = "post", "gap", "mark", "notification"


class TimelineRows:
    """A `RowFactory` whose rows share their wishes, one selection, and which long posts are open."""

    def __init__(self, theme: Theme, pictures: RoundPictures, clock: Clock, wishes: PostWishes) -> None:
        self._theme = theme
        self._pictures = pictures
        self._clock = clock
        self._wishes = wishes
        self._open_posts = OpenPosts()

    def kind(self, row: object) -> str:
        return _POST if isinstance(row, PostRow) else _kind_among_posts(row)

    def create(self, kind: str, parent: QWidget) -> RowWidget:
        if kind == _POST:
            return PostRowWidget(self._theme, self._pictures, self._clock, self._wishes, self._open_posts, parent)
        # The others are rare, and loaded when the first one comes.
        if kind == _GAP:
            from microblog_desktop.ui.timeline.gap_row import GapRowWidget

            return GapRowWidget(self._theme, self._wishes, parent)
        if kind == _MARK:
            from microblog_desktop.ui.timeline.mark_row import MarkRowWidget

            return MarkRowWidget(self._theme, parent)
        from microblog_desktop.ui.timeline.notification_row import NotificationRowWidget

        return NotificationRowWidget(self._theme, self._pictures, self._clock, self._wishes, parent)


def _kind_among_posts(row: object) -> str:
    from microblog_desktop.viewmodels.timeline.notification_row import NotificationRow
    from microblog_desktop.viewmodels.timeline.reading.mark_row import MarkRow
    from microblog_desktop.viewmodels.timeline.rows import GapRow

    kinds = ((GapRow, _GAP), (MarkRow, _MARK), (NotificationRow, _NOTIFICATION))
    return next(kind for row_class, kind in kinds if isinstance(row, row_class))
