"""A timeline as a list: a window of the cache around where the person reads, and what is new to them.

The window grows from the cache as the person scrolls, and asks sync for older posts where the cache ends.
"""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from microblog_desktop.commands import reading
from microblog_desktop.domain.ids import EntryKey, TimelineKey
from microblog_desktop.domain.posts.timeline import GapSide, OpenAt
from microblog_desktop.store.account.places import LOCAL
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.rows import ReadingPosition
from microblog_desktop.viewmodels.lists.list_state import ListState, list_state
from microblog_desktop.viewmodels.ports import TimelineSyncPort
from microblog_desktop.viewmodels.timeline.post_rows import PostRows
from microblog_desktop.viewmodels.timeline.reading.mark_row import MarkRow, mark_row
from microblog_desktop.viewmodels.timeline.reading.unread import Unread
from microblog_desktop.viewmodels.timeline.reading.window import TimelineWindow
from microblog_desktop.viewmodels.timeline.row_cache import RowCache
from microblog_desktop.viewmodels.timeline.rows import GapRow, Offers, PostRow, TimelineRow

if TYPE_CHECKING:
    from microblog_desktop.viewmodels.timeline.mentions import MentionedPerson

SAVE_PAUSE_MS = 500
_COUNTDOWN_MS = 1000
_LOOK_ON_MS = 60_000


class TimelineModel(PostRows):
    """The rows of one timeline, newest first."""

    new_above_changed = Signal(int)

    def __init__(
        self,
        store: AccountStore,
        timeline: TimelineKey,
        sync: TimelineSyncPort,
        offers: Offers,
        unread: Unread | None = None,
        parent: QObject | None = None,
        *,
        open_at: OpenAt = OpenAt.PLACE,
    ) -> None:
        """`unread` tells what is new to the person; it follows the timeline unless told otherwise."""
        super().__init__(parent)
        self._store = store
        self._timeline = timeline
        self._sync = sync
        self._offers = offers
        self._cache = RowCache(store, offers)
        self._saved = store.timelines.reading.position(timeline)
        self._place = self._saved if open_at is OpenAt.PLACE else None
        self._window = TimelineWindow(store.timelines, timeline, None if self._place is None else self._place.entry)
        self._unread = unread or Unread(store, timeline)
        self._new_above = self._unread.count
        self._draws_mark = False
        self._is_closed = False
        self._save_pause = QTimer(self, interval=SAVE_PAUSE_MS, singleShot=True)
        self._save_pause.timeout.connect(self.save_place_now)
        self._look_on = QTimer(self, interval=_LOOK_ON_MS)
        self._look_on.timeout.connect(self.look_on)
        self._countdown = QTimer(self, interval=_COUNTDOWN_MS)
        self._countdown.timeout.connect(self.tick)
        self.tick()
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
        """How many posts of others are newer than all that was ever in view."""
        return self._new_above

    @property
    def state(self) -> ListState:
        return self._state

    @property
    def is_at_newest(self) -> bool:
        """Whether the window begins at the newest entry of the cache."""
        return self._window.is_at_newest

    # What a page asks.

    def refresh(self) -> None:
        self._sync.refresh(self._timeline)

    def fill_gap(self, gap: EntryKey, side: GapSide) -> None:
        self._sync.fill_gap(gap, side)

    def mentioned(self, username: str) -> MentionedPerson | None:
        from microblog_desktop.viewmodels.timeline.mentions import mentioned_person

        return mentioned_person(self._store, self._offers, username)

    def load_newer_rows(self) -> None:
        """Grow the window upwards from the cache."""
        if not self._is_closed and self._window.grow_up():
            self.tick()

    def load_older_rows(self) -> None:
        """Grow the window downwards from the cache; at its end, ask the server."""
        if self._is_closed:
            return
        if self._window.grow_down():
            self.tick()
        elif self._window.keys and self._may_ask_older():
            self._sync.load_older(self._timeline)

    def go_to_newest(self) -> None:
        """Show the newest rows, if the window has moved away from them."""
        if not self.is_at_newest:
            self._window.go_to_newest()
            self.tick()

    def go_to(self, place: ReadingPosition) -> ReadingPosition | None:
        """Have a place among the rows; tells where that is by now."""
        found = self._store.timelines.reading.find_position(self._timeline, place)
        if found is not None and found.entry not in self._window.keys:
            self._window.go_to(found.entry)
            self.tick()
        return found

    def position(self, key: EntryKey, offset_px: int, character: int = -1) -> ReadingPosition | None:
        """Name a place so that it can be found again; None if its row is gone."""
        order = self._cache.order(key)
        return None if order is None else ReadingPosition(key, order, offset_px, character)

    def reading_at(self, position: ReadingPosition) -> None:
        """The person is here; it is remembered after a pause."""
        self._place = position
        if self._place != self._saved:
            self._save_pause.start()

    def saw(self, first: EntryKey, *, is_at_top: bool) -> None:
        """Somebody has `first` in view above all others."""
        order = self._newest_order() if is_at_top and self.is_at_newest else self._cache.order(first)
        if order is not None and self._unread.saw(order):
            self._save_pause.start()
            self._tell_new()

    # Whether somebody looks.

    def look(self) -> None:
        """Somebody is there; from now on the line since when posts are new may be drawn."""
        if self._is_closed:
            return
        is_drawn, self._draws_mark = self._draws_mark, True
        if self._unread.look() or not is_drawn:
            self._show()
        self._look_on.start()

    def look_away(self) -> None:
        """Nobody is there any more, or nobody sees this timeline."""
        self._look_on.stop()
        self._unread.look_away()
        self.save_place_now()

    def look_on(self) -> None:
        """Remember that somebody is still there, for the case that the power fails."""
        if self._unread.look_on():
            self._show()
        self.save_place_now()

    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        self._cache.forget()
        self.tick()
        self._state = self._find_state()
        self.state_changed.emit()

    def close(self) -> None:
        self.look_away()
        self._is_closed = True
        self._countdown.stop()
        self._unsubscribe()

    def is_passed_over(self, index: int) -> bool:
        return isinstance(self.rows[index], MarkRow)

    # Following the store.

    def _on_change(self, changes: ChangeSet) -> None:
        is_moved = self._timeline in changes.timelines
        if is_moved:
            self._window.follow(self._cache.order, None if self._place is None else self._place.entry)
            self._unread.recount()
        if self._cache.note(changes):
            self.tick()
        if is_moved:
            self._tell_new()
        self._check_state()

    def tick(self) -> None:
        """Seconds left to undo are counted down while there are any."""
        self._cache.rows(self._window.keys)
        is_counting = self._cache.count_down()
        self._show()
        if is_counting != self._countdown.isActive():
            self._countdown.start() if is_counting else self._countdown.stop()

    def _show(self) -> None:
        rows = self._cache.rows(self._window.keys)
        mark = self._unread.mark if self._draws_mark else None
        if mark is not None:
            at = bisect(rows, False, key=lambda row: self._stands_under(row, mark.order))
            if 0 < at < len(rows) and self._unread.has_news_above(mark):
                rows.insert(at, mark_row(mark, self._store.clock()))
        self.show(rows)

    def _stands_under(self, row: TimelineRow, order: str) -> bool:
        known = self._cache.order(row.key) if isinstance(row, PostRow | GapRow) else None
        return known is not None and known <= order

    def save_place_now(self) -> None:
        """Remember the place at once: the window closes or another page is opened."""
        self._save_pause.stop()
        if self._is_closed:
            return
        position = self._place if self._place != self._saved else None
        before, self._saved = self._saved, self._place
        try:
            reading.save_reading(self._store, self._timeline, position, self._unread.to_save())
        except StoreError as error:
            # Called while widgets hide and close, where nothing may be raised. It is tried again with the next place.
            self._saved = before
            self._store.status.notice(error.problem)

    def _tell_new(self) -> None:
        if self._unread.count != self._new_above:
            self._new_above = self._unread.count
            self.new_above_changed.emit(self._new_above)

    def _newest_order(self) -> str | None:
        """The place of the newest row that a server has placed."""
        orders = (self._cache.order(key) for key in self._window.keys)
        return next((order for order in orders if order is not None and not order.startswith(LOCAL)), None)

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
