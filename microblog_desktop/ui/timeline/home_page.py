"""Home: header, the box to write in, and the posts of the people one follows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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


class HomePage(Panel):
    """The home timeline; `posts` does what is asked for on it."""

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        model: TimelineModel,
        actions: PostActions,
        clock: Clock,
        composer: QWidget | None = None,
        strips: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._composer = composer
        self.header = PageHeader(theme, COLUMN)
        self.posts = TimelineView(theme, pictures, model, actions, clock, _words)
        self._lay_out(composer, strips)
        self.setFocusProxy(self.posts)
        self.retranslate()

    def title(self) -> str:
        return _("Home")

    def write(self) -> None:
        """Go on with what was begun in the box on top."""
        if self._composer is not None:
            self._composer.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.header.set_title(self.title())

    def _lay_out(self, composer: QWidget | None, strips: QWidget | None) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Line(self._theme))
        if strips is not None:
            column.addWidget(strips)
        if composer is not None:
            room = QHBoxLayout()
            room.setContentsMargins(0, 0, 0, 0)
            room.addStretch(1)
            composer.setMaximumWidth(self._theme.scaled(COLUMN))
            self._theme.changed.connect(lambda: composer.setMaximumWidth(self._theme.scaled(COLUMN)))
            room.addWidget(composer, 100_000)
            room.addStretch(1)
            column.addLayout(room)
            column.addWidget(Line(self._theme))
        column.addWidget(self.posts, 1)

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)


def _words() -> ListWords:
    return ListWords(
        name=_("Home timeline"),
        icon="home",
        empty=_("Nothing here yet"),
        empty_hint=_("Posts of the people you follow appear here. Write the first one, or follow somebody."),
        offline_hint=_("No posts are saved on this computer yet. They load as soon as you are online."),
        failed=_("The posts could not be loaded"),
    )
