"""What the tabs of a profile show: posts or people, read when a tab is first chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.ids import PersonId, TimelineKey
from microblog_desktop.domain.people.lists import followed_by, followers_of
from microblog_desktop.domain.posts.timeline import LIKES, posts_of, replies_of
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.viewmodels.people.people_list import PeopleListModel
from microblog_desktop.viewmodels.people.profile.tabs import ProfileTab
from microblog_desktop.viewmodels.ports import PeopleSyncPort, TimelineSyncPort
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.timeline.reading.unread import NothingNew
from microblog_desktop.viewmodels.timeline.rows import Offers

Content = TimelineModel | PeopleListModel


@dataclass(frozen=True, slots=True)
class ProfileSync:
    """Whom a profile asks for what it shows."""

    people: PeopleSyncPort
    timelines: TimelineSyncPort


class ProfileContents(QObject):
    """One model for each tab that was ever chosen; they follow the store until they are closed."""

    changed = Signal(object)  # ProfileTab: other rows, or another state

    def __init__(
        self, store: AccountStore, person: PersonId, sync: ProfileSync, offers: Offers, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._person = person
        self._sync = sync
        self._offers = offers
        self._made: dict[ProfileTab, Content] = {}

    def of(self, tab: ProfileTab) -> Content:
        if tab not in self._made:
            self._made[tab] = self._new(tab)
        return self._made[tab]

    def has(self, tab: ProfileTab) -> bool:
        """Whether it was ever chosen."""
        return tab in self._made

    def all(self) -> Iterable[Content]:
        return self._made.values()

    def _new(self, tab: ProfileTab) -> Content:
        content: Content
        if tab.is_of_people:
            key = followers_of(self._person) if tab is ProfileTab.FOLLOWERS else followed_by(self._person)
            content = PeopleListModel(self._store, key, self._sync.people, self._offers, self)
        else:
            content = self._new_timeline(self._timeline(tab))
        told = (content.rowsInserted, content.rowsRemoved, content.rowsMoved, content.dataChanged)
        for signal in (*told, content.state_changed):
            signal.connect(lambda *_told, tab=tab: self.changed.emit(tab))
        return content

    def _new_timeline(self, timeline: TimelineKey) -> TimelineModel:
        nothing_new = NothingNew(self._store, timeline)
        return TimelineModel(self._store, timeline, self._sync.timelines, self._offers, nothing_new, parent=self)

    def _timeline(self, tab: ProfileTab) -> TimelineKey:
        if tab is ProfileTab.LIKED:
            return LIKES
        return posts_of(self._person) if tab is ProfileTab.POSTS else replies_of(self._person)


def activity_of(content: Content) -> str:
    """How the status board calls it when the newest of it is loaded."""
    if isinstance(content, TimelineModel):
        return f"timeline:{content.timeline}"
    return f"people:{content.list_key}"
