"""The tags of the day: how many people wrote something with each."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.people.lists import Trend
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.formats import number
from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.store.account.people_lists import TRENDS
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.viewmodels.lists.list_state import ListState, list_state
from microblog_desktop.viewmodels.lists.row_list import RowList
from microblog_desktop.viewmodels.ports import PeopleSyncPort

FRESH_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag; `key` is the tag without its sign."""

    key: str
    people: str
    posts: str

    @property
    def words(self) -> str:
        return f"#{self.key}"

    @property
    def spoken(self) -> str:
        return _("{tag}: {people}, {posts}").format(tag=self.words, people=self.people, posts=self.posts)


class TrendsModel(RowList[TagRow]):
    """In the server's order, the most talked about first."""

    state_changed = Signal()
    rows_changed = Signal()

    def __init__(self, store: AccountStore, sync: PeopleSyncPort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._sync = sync
        self._asked_at: datetime | None = None
        self._read()
        self._state = self._find_state()
        self._unsubscribe = store.feed.subscribe(self._on_change)

    @property
    def state(self) -> ListState:
        return self._state

    def look(self) -> None:
        """Somebody sees them: they are asked for unless that was done just now."""
        now = self._store.clock()
        if self._asked_at is None or now - self._asked_at > FRESH_FOR:
            self.refresh()

    def refresh(self) -> None:
        # What fails for want of a network is asked for again at the next look.
        self._asked_at = self._store.clock() if self._store.status.network.is_usable else None
        self._sync.load_trends()

    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        self._read()
        self._state = self._find_state()
        self.state_changed.emit()

    def close(self) -> None:
        self._unsubscribe()

    def _on_change(self, changes: ChangeSet) -> None:
        if TRENDS in changes.lists:
            self._read()
        state = self._find_state()
        if state != self._state:
            self._state = state
            self.state_changed.emit()

    def _read(self) -> None:
        self.show([tag_row(trend) for trend in self._store.people_lists.trends()])
        self.rows_changed.emit()

    def _find_state(self) -> ListState:
        status = self._store.status
        return list_state(status.activity("trends"), status.network, rows=self.rowCount())


def tag_row(trend: Trend) -> TagRow:
    people = ngettext("{count} person", "{count} people", trend.people).format(count=number(trend.people))
    posts = ngettext("{count} post", "{count} posts", trend.posts).format(count=number(trend.posts))
    return TagRow(trend.tag, people, posts)
