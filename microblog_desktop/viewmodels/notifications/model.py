"""The notifications as a list: grouped, what is new marked, read by being seen."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from itertools import dropwhile

from PySide6.QtCore import QObject, QTimer, Signal

from microblog_desktop.commands import reading
from microblog_desktop.domain.ids import EntryKey, NotificationKey
from microblog_desktop.store.account.unread import NOTIFICATIONS
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.rows import EntryRow, StoredNotification
from microblog_desktop.viewmodels.lists.list_state import ListState, list_state
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

    new_above_changed = Signal(int)

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
        self._groups: dict[Hashable, list[StoredNotification]] = {}
        self._fresh: set[NotificationKey] = set()
        self._came_with: dict[NotificationKey, int] = {}
        self._coming = 1
        self._first: Hashable | None = None
        self._seen: NotificationKey | None = None
        self._is_watched = False
        self._new_above = 0
        self._looking = QTimer(self, interval=SEEN_AFTER_MS, singleShot=True)
        self._looking.timeout.connect(self._was_seen)
        self._read()
        self._state = self._find_state()
        self._unsubscribe = store.feed.subscribe(self._on_change)

    # What a page shows.

    @property
    def state(self) -> ListState:
        return self._state

    @property
    def new_above(self) -> int:
        """How many that are not read stand above what is in view."""
        return self._new_above

    # What a page asks.

    def reading_at(self, first: Hashable) -> None:
        """The row `first` is in view above all others."""
        self._first = first
        self._look_on()

    def watch(self) -> None:
        """Somebody looks: after a moment all that was in view is read, and what is older. It stays marked meanwhile."""
        self._is_watched = True
        self._look_on()

    def look_away(self) -> None:
        """Nobody looks just now: what is in view stays unread."""
        self._is_watched = False
        self._seen = None
        self._looking.stop()

    def rest(self) -> None:
        """The page is left: what was new is not new the next time."""
        self.look_away()
        self._first = None
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
        self._state = self._find_state()
        self.state_changed.emit()

    def close(self) -> None:
        self._looking.stop()
        self._unsubscribe()

    # Following the store.

    def _on_change(self, changes: ChangeSet) -> None:
        if NOTIFICATIONS in changes.lists or changes.people or self._cache.note(changes):
            self._read()
            self._look_on()
        state = self._find_state()
        if state != self._state:
            self._state = state
            self.state_changed.emit()

    def _look_on(self) -> None:
        """Note how far up somebody has seen by now, and what stands above."""
        at = self.index_of(self._first)
        rows = [] if at is None else [self._groups[row.key] for row in self.rows]
        above = sum(not one.is_read for group in rows[:at] for one in group)
        in_view = next((group[0].key for group in rows[at:] if group[0].gap is None), None)
        if any(self._came_with[group[0].key] == self._coming for group in rows[at:]):
            # They are looked at: what comes from now on moves none of them.
            self._coming += 1
        if self._is_watched and in_view is not None:
            self._seen = self._newer(in_view, self._seen)
            if self._unread_from(self._seen) and not self._looking.isActive():
                self._looking.start()
        if above != self._new_above:
            self._new_above = above
            self.new_above_changed.emit(above)

    def _newer(self, one: NotificationKey, other: NotificationKey | None) -> NotificationKey:
        return next((key for key in self._stored if key in (one, other)), one)

    def _unread_from(self, newest: NotificationKey) -> list[NotificationKey]:
        """What is not read among this one and those that are older."""
        down = dropwhile(lambda one: one.key != newest, self._stored.values())
        return [one.key for one in down if not one.is_read]

    def _was_seen(self) -> None:
        seen, self._seen = self._seen, None
        if seen is not None:
            self._fresh.update(self._unread_from(seen))
            reading.mark_notifications_read(self._store, seen)

    def _read(self) -> None:
        self._stored = {row.key: row for row in self._store.notifications.rows(self._keys())}
        self._note_arrivals()
        groups = grouped(list(self._stored.values()), self._came_with.__getitem__)
        posts = self._post_rows(groups)
        made = [(row, group) for group in groups if (row := self._row(group, posts)) is not None]
        self._groups = {row.key: group for row, group in made}
        self.show([row for row, _ in made])

    def _keys(self) -> list[NotificationKey]:
        """The newest, and however many come, those that are shown."""
        keys = self._store.notifications.newest(MOST_ROWS)
        oldest = next(reversed(self._stored), None)
        self._limit = max(self._limit, keys.index(oldest) + 1 if oldest in keys else 0)
        return keys[: self._limit]

    def _note_arrivals(self) -> None:
        """What was read stands apart from what is new, and while the page is open, from what comes later too."""
        if self._first is None:
            self._came_with.clear()
        for one in self._stored.values():
            self._came_with.setdefault(one.key, 0 if one.is_read else self._coming)

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
