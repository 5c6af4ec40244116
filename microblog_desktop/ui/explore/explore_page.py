"""Explore: everybody's posts as they come, the people of the server, and the tags of the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import N_, _
from microblog_desktop.ui.explore.tags_view import TagsView
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.page.header import PageHeader
from microblog_desktop.ui.page.tabs import PageTabs
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.people.people_page import PeoplePage
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.timeline.post_list import COLUMN
from microblog_desktop.ui.timeline.timeline_view import TimelineView
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.explore.trends import TrendsModel
from microblog_desktop.viewmodels.lists.list_state import ListWords
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.model import TimelineModel

LOOK_EVERY_MS = 30_000


class ExploreTab(Enum):
    POSTS = "posts"
    PEOPLE = "people"
    TAGS = "tags"


_WORDS = {ExploreTab.POSTS: N_("Posts"), ExploreTab.PEOPLE: N_("People"), ExploreTab.TAGS: N_("Tags")}


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the window asks of a tab that was built."""

    widget: QWidget
    rows: VirtualList
    refresh: Callable[[], None]
    show_newest: Callable[[], None]
    take_focus: Callable[[], None]


class ExplorePage(Panel):
    """Looks for new posts while somebody looks at it; each tab keeps its place."""

    search_wanted = Signal(str)  # "#tag"

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        model: TimelineModel,
        actions: PostActions,
        clock: Clock,
        trends: TrendsModel | None,
        people: Callable[[], PeoplePage] | None,
        parent: QWidget | None = None,
    ) -> None:
        """Tabs are there for what the server offers; `people` is asked when somebody first goes there."""
        super().__init__(theme, parent)
        self._theme = theme
        self._clock = clock
        self._model = model
        self._trends = trends
        self._new_people = people
        self._looked_at: datetime | None = None
        self.posts = TimelineView(theme, pictures, model, actions, clock, _words)
        offered = {ExploreTab.POSTS: True, ExploreTab.PEOPLE: people is not None, ExploreTab.TAGS: trends is not None}
        self._tabs = [tab for tab in ExploreTab if offered[tab]]
        self._built: dict[ExploreTab, _Shown] = {}
        self._header = PageHeader(theme, COLUMN)
        self.tabs = PageTabs(theme, len(self._tabs), COLUMN)
        self._stack = QStackedWidget()
        self._lay_out()
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self._refresh_posts)
        self.tabs.chosen.connect(lambda number: self._show_tab(self._tabs[number]))
        self.tab = ExploreTab.POSTS
        self.tabs.open(0)
        self.retranslate()

    def open_tab(self, tab: ExploreTab) -> None:
        self.tabs.open(self._tabs.index(tab))

    # What the window asks, of the tab that is open.

    def refresh(self) -> None:
        self._shown.refresh()

    def show_newest(self) -> None:
        self._shown.show_newest()

    def step(self, rows: int) -> None:
        self._shown.rows.current.step(rows)

    def act(self, verb: PostVerb) -> bool:
        if self.tab is ExploreTab.POSTS:
            return self.posts.act(verb)
        row = self._shown.rows.current.widget()
        return verb is PostVerb.CARD and row is not None and row.ask_about_person()

    def back(self) -> bool:
        return self.tab is ExploreTab.POSTS and self.posts.back()

    def take_focus(self) -> None:
        self._shown.take_focus()

    def retranslate(self) -> None:
        self._header.set_title(_("Explore"))
        self.tabs.say([_(_WORDS[tab]) for tab in self._tabs])

    # The tabs.

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(Line(self._theme))
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.setVisible(len(self._tabs) > 1)

    @property
    def _shown(self) -> _Shown:
        return self._built[self.tab]

    def _show_tab(self, tab: ExploreTab) -> None:
        if tab not in self._built:
            self._built[tab] = self._build(tab)
            self._stack.addWidget(self._built[tab].widget)
        self.tab = tab
        self._stack.setCurrentWidget(self._shown.widget)
        self.setFocusProxy(self._shown.rows)
        self._attend()

    def _build(self, tab: ExploreTab) -> _Shown:
        posts, trends = self.posts, self._trends
        if tab is ExploreTab.PEOPLE and self._new_people is not None:
            people = self._new_people()
            people.header.hide()
            return _Shown(people, people.list, people.refresh, people.show_top, people.take_focus)
        if tab is ExploreTab.TAGS and trends is not None:
            tags = TagsView(self._theme, trends)
            tags.search_wanted.connect(self.search_wanted)
            return _Shown(tags, tags.list, trends.refresh, tags.list.scroll_to_top, tags.take_focus)
        return _Shown(posts, posts.list, self._refresh_posts, posts.show_newest, posts.take_focus)

    # Looking, only while somebody looks.

    def _attend(self) -> None:
        is_looked_at = self.isVisible() and self.isActiveWindow()
        if is_looked_at and self._trends is not None:
            self._trends.look()
        if not is_looked_at or self.tab is not ExploreTab.POSTS:
            self._look.stop()
        elif not self._look.isActive():
            self._look.start()
            if self._looked_at is None or self._clock() - self._looked_at >= timedelta(milliseconds=LOOK_EVERY_MS):
                self._refresh_posts()

    def _refresh_posts(self) -> None:
        self._looked_at = self._clock()
        self._model.refresh()

    # Qt tells.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._attend()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._attend()

    def event(self, event: QEvent) -> bool:
        is_handled = super().event(event)
        # Of these a page learns too, not only its window.
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self._attend()
        return is_handled

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)


def _words() -> ListWords:
    return ListWords(
        name=_("Posts of everybody"),
        icon="compass",
        empty=_("Nobody has written anything yet"),
        empty_hint=_("Posts of everybody on this server appear here. Write the first one."),
        offline_hint=_("No posts of others are saved on this computer yet. They load as soon as you are online."),
        failed=_("The posts could not be loaded"),
    )
