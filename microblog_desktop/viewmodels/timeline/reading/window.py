"""Which entries of a timeline are in memory: a run of the cache around where the person reads.

It grows from the cache in both directions and holds at most `MOST_ROWS` entries, whatever is cached.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from microblog_desktop.domain.ids import EntryKey, TimelineKey
from microblog_desktop.store.account.places import LOCAL
from microblog_desktop.store.account.timelines.timelines import TimelineStore

PAGE = 50
MOST_ROWS = 1000
_NEWER, _OLDER = 20, 30


class TimelineWindow:
    """The keys, newest first."""

    def __init__(self, timelines: TimelineStore, timeline: TimelineKey, place: EntryKey | None) -> None:
        """Begin around `place`, or at the newest entry."""
        self._timelines = timelines
        self._timeline = timeline
        self.keys: list[EntryKey] = []
        self._begins_at_newest = True
        if place is None:
            self.go_to_newest()
        else:
            self.go_to(place)

    @property
    def is_at_newest(self) -> bool:
        """Whether it begins at the newest entry of the cache."""
        newest = self._timelines.newest(self._timeline, 1)
        return not newest or (bool(self.keys) and self.keys[0] == newest[0])

    def go_to_newest(self) -> None:
        self._take(self._timelines.newest(self._timeline, PAGE))

    def go_to(self, place: EntryKey) -> None:
        self._take(self._timelines.around(self._timeline, place, _NEWER, _OLDER))

    def grow_up(self) -> bool:
        """Take in newer entries of the cache; tells whether there are any."""
        newer = self._timelines.newer_than(self._timeline, self.keys[0], PAGE) if self.keys else []
        if newer:
            self._take([*newer, *self.keys][:MOST_ROWS])
        return bool(newer)

    def grow_down(self) -> bool:
        """Take in older entries of the cache; tells whether there are any."""
        older = self._timelines.older_than(self._timeline, self.keys[-1], PAGE) if self.keys else []
        if older:
            self._take([*self.keys, *older][-MOST_ROWS:])
        return bool(older)

    def follow(self, order_of: Callable[[EntryKey], str | None], place: EntryKey | None) -> None:
        """Take the entries that are there now between its ends; the newest join if it began at the newest.

        `order_of` tells the order that was read last. If nothing of it is left, it begins around `place` again.
        """
        ends = self._surviving_ends(order_of)
        keys = [] if ends is None else self._timelines.between(self._timeline, *ends)
        if not keys:
            self.go_to_newest() if place is None else self.go_to(place)
            return
        if self._begins_at_newest:
            room = min(PAGE, MOST_ROWS - len(keys))
            keys = [*self._timelines.newer_than(self._timeline, keys[0], room), *keys] if room > 0 else keys
        if len(keys) < PAGE:
            keys += self._timelines.older_than(self._timeline, keys[-1], PAGE - len(keys))
        self._take(keys)

    def _surviving_ends(self, order_of: Callable[[EntryKey], str | None]) -> tuple[EntryKey, EntryKey] | None:
        """The newest and the oldest entry that are still there.

        Only those that floated on top can stand elsewhere now, so not all must be asked for.
        """
        floating = list(takewhile(lambda key: (order_of(key) or LOCAL).startswith(LOCAL), self.keys))
        rest = self.keys[len(floating) :]
        candidates = [*floating, *self._first_there(rest), *self._first_there(rest[::-1])]
        there = [(place, key) for key in candidates if (place := self._timelines.order_of(key)) is not None]
        return (max(there)[1], min(there)[1]) if there else None

    def _first_there(self, keys: list[EntryKey]) -> list[EntryKey]:
        found = next((key for key in keys if self._timelines.order_of(key) is not None), None)
        return [] if found is None else [found]

    def _take(self, keys: list[EntryKey]) -> None:
        self.keys = keys
        self._begins_at_newest = self.is_at_newest
