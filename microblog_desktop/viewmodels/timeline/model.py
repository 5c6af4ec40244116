"""A timeline as a list: a window of the cache around where the person reads.

The window grows from the cache as the person scrolls, and asks sync for older
posts where the cache ends. It holds at most `MOST_ROWS` rows, whatever is cached.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from microblog_desktop.commands import reading
from microblog_desktop.domain.ids import EntryKey, TimelineKey
from microblog_desktop.domain.timeline import GapSide
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.rows import ReadingPosition
from microblog_desktop.viewmodels.messages.list_state import ListState, list_state
from microblog_desktop.viewmodels.ports import TimelineSyncPort
from microblog_desktop.viewmodels.timeline.mentions import MentionedPerson, mentioned_person
from microblog_desktop.viewmodels.timeline.post_rows import PostRows
from microblog_desktop.viewmodels.timeline.row_cache import RowCache
from microblog_desktop.viewmodels.timeline.rows import Offers

PAGE = 50
MOST_ROWS = 1000
SAVE_PAUSE_MS = 500
_COUNTDOWN_MS = 1000


class TimelineModel(PostRows):
    """The rows of one timeline, newest first."""

    new_above_changed = Signal(int)

    def __init__(
        self,
        store: AccountStore,
        timeline: TimelineKey,
        sync: TimelineSyncPort,
        offers: Offers,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._timeline = timeline
        self._sync = sync
        self._offers = offers
        self._cache = RowCache(store, offers)
        self._place: ReadingPosition | None = store.timelines.position(timeline)
        self._saved = self._place
        self._new_above = 0
        self._began_at_newest = True
        self._save_pause = QTimer(self, interval=SAVE_PAUSE_MS, singleShot=True)
        self._save_pause.timeout.connect(self.save_place_now)
        self._countdown = QTimer(self, interval=_COUNTDOWN_MS)
        self._countdown.timeout.connect(self.tick)
        self._keys = self._first_keys()
        newest = store.timelines.newest(timeline, 1)
        self._seen: EntryKey | None = newest[0] if newest else None
        self._read()
        self._state = self._find_state()
        self._unsubscribe = store.feed.subscribe(self._on_change)

    # What a page shows.

    @property
    def timeline(self) -> TimelineKey:
        return self._timeline

    @property
    def place(self) -> ReadingPosition | None:
        """Where the person stopped reading; the page goes there first."""
        return self._place

    @property
    def new_above(self) -> int:
        """How many posts came since the top was last in view."""
        return self._new_above

    @property
    def state(self) -> ListState:
        return self._state

    @property
    def is_at_newest(self) -> bool:
        """Whether the window begins at the newest entry of the cache."""
        newest = self._store.timelines.newest(self._timeline, 1)
        return not newest or (bool(self._keys) and self._keys[0] == newest[0])

    # What a page asks.

    def refresh(self) -> None:
        self._sync.refresh(self._timeline)

    def fill_gap(self, gap: EntryKey, side: GapSide) -> None:
        self._sync.fill_gap(gap, side)

    def mentioned(self, username: str) -> MentionedPerson | None:
        return mentioned_person(self._store, self._offers, username)

    def load_newer_rows(self) -> None:
        """Grow the window upwards from the cache."""
        if self._keys:
            newer = self._store.timelines.newer_than(self._timeline, self._keys[0], PAGE)
            if newer:
                self._keys = [*newer, *self._keys][:MOST_ROWS]
                self._read()

    def load_older_rows(self) -> None:
        """Grow the window downwards from the cache; at its end, ask the server."""
        if not self._keys:
            return
        older = self._store.timelines.older_than(self._timeline, self._keys[-1], PAGE)
        if older:
            self._keys = [*self._keys, *older][-MOST_ROWS:]
            self._read()
        elif self._may_ask_older():
            self._sync.load_older(self._timeline)

    def go_to_newest(self) -> None:
        """Show the newest rows, if the window has moved away from them."""
        if not self.is_at_newest:
            self._keys = self._store.timelines.newest(self._timeline, PAGE)
            self._read()

    def reading_at(self, key: EntryKey, offset_px: int, *, is_at_top: bool) -> None:
        """The first row in view is `key`, begun `offset_px` above the edge; it is remembered after a pause."""
        order = self._cache.order(key)
        if order is None:
            return
        self._place = ReadingPosition(key, order, offset_px)
        if self._place != self._saved:
            self._save_pause.start()
        top = self._keys[0] if is_at_top and self.is_at_newest and self._keys else key
        if self._seen is None or self._is_newer(top, self._seen):
            self._seen = top
        self._count_new()

    def save_place_now(self) -> None:
        """Remember the place at once: the window closes or another page is opened."""
        self._save_pause.stop()
        if self._place is not None and self._place != self._saved:
            self._saved = self._place
            reading.save_position(self._store, self._timeline, self._place)

    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        self._cache.forget()
        self._read()
        self.state_changed.emit()

    def close(self) -> None:
        self.save_place_now()
        self._countdown.stop()
        self._unsubscribe()

    # Following the store.

    def _on_change(self, changes: ChangeSet) -> None:
        if self._timeline in changes.timelines:
            self._follow_window()
        if self._cache.note(changes):
            self._read()
            self._count_new()
        self._check_state()

    def _follow_window(self) -> None:
        """The keys of now between the ends of the window; what is newest joins if the window began there."""
        timelines = self._store.timelines
        ends = self._surviving_ends()
        if ends is None:
            self._keys = self._first_keys()
            return
        keys = timelines.between(self._timeline, *ends)
        if self._began_at_newest:
            room = min(PAGE, MOST_ROWS - len(keys))
            keys = [*timelines.newer_than(self._timeline, keys[0], room), *keys] if room > 0 else keys
        if len(keys) < PAGE:
            keys += timelines.older_than(self._timeline, keys[-1], PAGE - len(keys))
        self._keys = keys

    def _surviving_ends(self) -> tuple[EntryKey, EntryKey] | None:
        """The newest and the oldest entry of the window that are still there, by their order of now."""
        there = sorted((row.order, row.key) for row in self._store.timelines.entry_rows(self._keys))
        return (there[-1][1], there[0][1]) if there else None

    def _first_keys(self) -> list[EntryKey]:
        timelines = self._store.timelines
        if self._place is None:
            return timelines.newest(self._timeline, PAGE)
        return timelines.around(self._timeline, self._place.entry, PAGE // 2, PAGE // 2)

    def _read(self) -> None:
        self._began_at_newest = self.is_at_newest
        self.tick()

    def tick(self) -> None:
        """Seconds left to undo are counted down while there are any."""
        self._cache.rows(self._keys)
        is_counting = self._cache.count_down()
        self.show(self._cache.rows(self._keys))
        if is_counting != self._countdown.isActive():
            self._countdown.start() if is_counting else self._countdown.stop()

    def _count_new(self) -> None:
        count = self._store.timelines.count_newer(self._timeline, self._seen) if self._seen is not None else 0
        if count != self._new_above:
            self._new_above = count
            self.new_above_changed.emit(count)

    def _is_newer(self, one: EntryKey, other: EntryKey) -> bool:
        first, second = self._order(one), self._order(other)
        return second is None or (first is not None and first > second)

    def _order(self, key: EntryKey) -> str | None:
        known = self._cache.order(key)
        if known is not None:
            return known
        rows = self._store.timelines.entry_rows([key])
        return rows[0].order if rows else None

    def _may_ask_older(self) -> bool:
        activity = self._store.status.activity(f"older:{self._timeline}")
        is_usable = self._store.status.network.is_usable
        return is_usable and not activity.is_busy and not self._store.timelines.has_reached_start(self._timeline)

    def _check_state(self) -> None:
        state = self._find_state()
        if state != self._state:
            self._state = state
            self.state_changed.emit()

    def _find_state(self) -> ListState:
        status = self._store.status
        return list_state(status.activity(f"timeline:{self._timeline}"), status.network, rows=self.rowCount())
