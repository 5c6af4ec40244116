"""The notifications as a list: grouped, what is new marked, read by being seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from microblog_desktop.commands import reading
from microblog_desktop.domain.ids import EntryKey, NotificationKey
from microblog_desktop.store.account.unread import NOTIFICATIONS
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.rows import EntryRow, StoredNotification
from microblog_desktop.viewmodels.messages.list_state import ListState, list_state
from microblog_desktop.viewmodels.notifications.grouping import grouped
from microblog_desktop.viewmodels.notifications.rows import key_of, notification_row
from microblog_desktop.viewmodels.ports import NotificationSyncPort
from microblog_desktop.viewmodels.timeline.mentions import MentionedPerson, mentioned_person
from microblog_desktop.viewmodels.timeline.post_rows import PostRows
from microblog_desktop.viewmodels.timeline.row_cache import RowCache
from microblog_desktop.viewmodels.timeline.rows import GapRow, Offers, PostRow, TimelineRow

PAGE = 50
MOST_ROWS = 1000
SEEN_AFTER_MS = 1000
"""So long one must have looked at what is new before it counts as read."""


class NotificationsModel(PostRows):
    """Answers and mentions are rows of posts; likes, reposts and follows are told in a sentence."""

    def __init__(
        self, store: AccountStore, sync: NotificationSyncPort, offers: Offers, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._sync = sync
        self._offers = offers
        self._stored: dict[NotificationKey, StoredNotification] = {}
        self._cache = RowCache(store, offers, self._entries)
        self._limit = PAGE
        self._fresh: set[NotificationKey] = set()
        self._is_watched = False
        self._looking = QTimer(self, interval=SEEN_AFTER_MS, singleShot=True)
        self._looking.timeout.connect(self._was_seen)
        self._read()
        self._state = self._find_state()
        self._unsubscribe = store.feed.subscribe(self._on_change)

    # What a page shows.

    @property
    def state(self) -> ListState:
        return self._state

    # What a page asks.

    def watch(self) -> None:
        """Somebody looks at the newest: after a moment they are read. What was new stays marked while one looks."""
        self._is_watched = True
        self._looking.start()

    def look_away(self) -> None:
        """Nobody looks at the newest just now: what comes stays unread."""
        self._is_watched = False
        self._looking.stop()

    def rest(self) -> None:
        """The page is left: what was new is not new the next time."""
        self.look_away()
        if self._fresh:
            self._fresh.clear()
            self._read()

    def refresh(self) -> None:
        self._sync.refresh()

    def load_older_rows(self) -> None:
        """Grow downwards from the cache; at its end, ask the server."""
        if len(self._stored) >= self._limit and self._limit < MOST_ROWS:
            self._limit += PAGE
            self._read()
        elif self._may_ask_older():
            self._sync.load_older()

    def fill_gap(self, gap: EntryKey) -> None:
        self._sync.fill_gap(NotificationKey(gap))

    def mentioned(self, username: str) -> MentionedPerson | None:
        return mentioned_person(self._store, self._offers, username)

    def retranslate(self) -> None:
        self._cache.forget()
        self._read()
        self.state_changed.emit()

    def close(self) -> None:
        self._looking.stop()
        self._unsubscribe()

    # Following the store.

    def _on_change(self, changes: ChangeSet) -> None:
        if NOTIFICATIONS in changes.lists or changes.people or self._cache.note(changes):
            self._read()
            if self._is_watched:
                self._looking.start()
        state = self._find_state()
        if state != self._state:
            self._state = state
            self.state_changed.emit()

    def _was_seen(self) -> None:
        newest = next((one for one in self._stored.values() if one.gap is None), None)
        if newest is not None:
            self._fresh |= {one.key for one in self._stored.values() if not one.is_read}
            reading.mark_notifications_read(self._store, newest.key)

    def _read(self) -> None:
        keys = self._store.notifications.newest(self._limit)
        self._stored = {row.key: row for row in self._store.notifications.rows(keys)}
        if self._is_watched:
            self._fresh |= {one.key for one in self._stored.values() if not one.is_read and one.gap is None}
        groups = grouped(list(self._stored.values()), self._is_unread)
        posts = self._post_rows(groups)
        self.show([row for row in (self._row(group, posts) for group in groups) if row is not None])

    def _is_unread(self, key: NotificationKey) -> bool:
        return key in self._fresh or not self._stored[key].is_read

    def _row(self, group: list[StoredNotification], posts: dict[EntryKey, TimelineRow]) -> TimelineRow | None:
        first = group[0]
        row = posts.get(EntryKey(first.key))
        is_unread = first.gap is None and self._is_unread(first.key)
        if isinstance(row, PostRow):
            return replace(row, is_unread=is_unread)
        if row is not None or first.actor is None:
            return row
        return notification_row(key_of(group), group, self._store.clock(), is_unread=is_unread)

    def _post_rows(self, groups: Sequence[list[StoredNotification]]) -> dict[EntryKey, TimelineRow]:
        """The rows of answers, mentions and gaps; they are looked after as those of any timeline."""
        keys = [EntryKey(group[0].key) for group in groups if _is_told_by_its_post(group[0])]
        return {row.key: row for row in self._cache.rows(keys) if isinstance(row, PostRow | GapRow)}

    def _entries(self, keys: Sequence[EntryKey]) -> list[EntryRow]:
        found = [(key, self._stored.get(NotificationKey(key))) for key in keys]
        return [EntryRow(key, "", one.post, None, one.gap) for key, one in found if one is not None]

    def _may_ask_older(self) -> bool:
        status = self._store.status
        is_busy = status.activity(f"older-{NOTIFICATIONS}").is_busy
        return status.network.is_usable and not is_busy and not self._store.notifications.has_reached_start()

    def _find_state(self) -> ListState:
        status = self._store.status
        return list_state(status.activity(NOTIFICATIONS), status.network, rows=self.rowCount())


def _is_told_by_its_post(one: StoredNotification) -> bool:
    return one.gap is not None or (one.kind is not None and one.kind.value in ("mention", "reply"))
