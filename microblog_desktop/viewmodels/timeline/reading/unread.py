"""What is new to somebody in a timeline: how many posts wait above, and since when."""

from __future__ import annotations

from datetime import datetime, timedelta

from microblog_desktop.domain.ids import TimelineKey
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.account.places import LOCAL
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.rows import ReadingMark, ReadUpTo

AWAY_AFTER = timedelta(minutes=5)
"""Who comes back later than this wants to know what is new since."""


@dataclass(frozen=True, slots=True)
class _Absence:
    began_at: datetime
    left_mark: ReadingMark | None  # above which nothing had been read


class Unread:
    """Follows what comes into view, and when somebody looks and looks away."""

    def __init__(self, store: AccountStore, timeline: TimelineKey) -> None:
        self._reading = store.timelines.reading
        self._timeline = timeline
        self._clock = store.clock
        known = self._reading.read_up_to(timeline)
        self._seen = self._newest(store) if known is None else known.order
        self.mark: ReadingMark | None = None
        self._absence: _Absence | None = None
        if known is not None:
            self._absence = _Absence(known.left_at, known.mark)
            self.mark = known.mark or ReadingMark(known.order, known.left_at)
        self._is_looking = False
        self._looked_at = self._clock()
        self.count = 0
        self.recount()

    def saw(self, order: str) -> bool:
        """Something stood first in view; tells whether nobody had seen as far before."""
        if order.startswith(LOCAL) or (self._seen is not None and order <= self._seen):
            return False
        self._seen = order
        self.recount()
        return True

    def recount(self) -> None:
        self.count = 0 if self._seen is None else self._reading.count_new(self._timeline, self._seen)

    def look(self) -> bool:
        """Somebody is there; tells whether the line stands elsewhere now."""
        absence, self._absence, self._is_looking = self._absence, None, True
        now = self._looked_at = self._clock()
        if absence is None or self._seen is None or now - absence.began_at < AWAY_AFTER:
            return False
        before, self.mark = self.mark, absence.left_mark or ReadingMark(self._seen, absence.began_at)
        return self.mark != before

    def look_away(self) -> None:
        """Nobody is there any more."""
        if self._is_looking:
            self._leave(self._clock())

    def look_on(self) -> bool:
        """Somebody is still there, or the computer slept since it was said last; tells like `look`."""
        if not self._is_looking:
            return False
        if self._clock() - self._looked_at >= AWAY_AFTER:
            self._leave(self._looked_at)
            return self.look()
        self._looked_at = self._clock()
        return False

    def has_news_above(self, mark: ReadingMark) -> bool:
        return self._reading.count_new(self._timeline, mark.order, 1) > 0

    def to_save(self) -> ReadUpTo | None:
        """What the next start must know; None while nothing was ever seen."""
        if self._seen is None:
            return None
        if self._absence is not None:
            return ReadUpTo(self._seen, self._absence.began_at, self._absence.left_mark)
        return ReadUpTo(self._seen, self._clock(), self._unread_mark())

    def _leave(self, at: datetime) -> None:
        self._absence, self._is_looking = _Absence(at, self._unread_mark()), False

    def _unread_mark(self) -> ReadingMark | None:
        """The line, if nothing above it was read though there is something."""
        is_unread = self.mark is not None and self.mark.order == self._seen and self.count > 0
        return self.mark if is_unread else None

    def _newest(self, store: AccountStore) -> str | None:
        """Where nobody ever looked, all that is there counts as read."""
        for entry in store.timelines.newest(self._timeline, 50):
            order = store.timelines.order_of(entry)
            if order is not None and not order.startswith(LOCAL):
                return order
        return None


class NothingNew(Unread):
    """Where what comes is what one put there oneself: it is neither counted nor marked."""

    def __init__(self, store: AccountStore, timeline: TimelineKey) -> None:
        super().__init__(store, timeline)
        self.mark = None

    def recount(self) -> None:
        self.count = 0

    def look(self) -> bool:
        super().look()
        self.mark = None
        return False
