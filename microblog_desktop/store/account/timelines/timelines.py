"""Timelines: entries and gaps in the server's order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import BOOKMARKS, EntryKey, PersonId, PostKey, TimelineKey
from microblog_desktop.domain.posts.timeline import RemoteEntry, TimelinePage
from microblog_desktop.domain.rules.merge import Edge, GapEdges, Span, newest_span, span_after, span_before
from microblog_desktop.store.account.people import PeopleStore
from microblog_desktop.store.account.places import Place, Places, floating_sort
from microblog_desktop.store.account.posts.adoption import settle_entry
from microblog_desktop.store.account.posts.bookmarks import agree_with_page, drop_unlisted
from microblog_desktop.store.account.posts.posts import PostStore
from microblog_desktop.store.account.timelines.entry_rows import read_entry_rows
from microblog_desktop.store.account.timelines.reading import ReadingStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.rows import EntryRow
from microblog_desktop.store.sqlite.columns import micros, moment_or_none, whole
from microblog_desktop.store.sqlite.database import Database
from microblog_desktop.store.status import StatusBoard

SETTLED_AFTER = timedelta(seconds=10)
"""A page with posts this much newer than ours must have held ours, or it is gone or further down."""


class TimelineStore:
    """What each timeline holds, as far as we know it."""

    def __init__(
        self, db: Database, people: PeopleStore, posts: PostStore, status: StatusBoard, clock: Clock, me: PersonId
    ) -> None:
        self._db = db
        self._people = people
        self._posts = posts
        self._status = status
        self._clock = clock
        self._places = Places(db, "entry")
        self.reading = ReadingStore(db, self._places, me)

    def merge_newest(self, timeline: TimelineKey, page: TimelinePage) -> None:
        """Take a page that was asked without a cursor."""
        self._merge(timeline, page.entries, newest_span(page.entries, has_more=page.has_more))
        if timeline == BOOKMARKS:
            drop_unlisted(self._db, page, self._posts.freshness)
        else:
            self._drop_passed(timeline, page.entries)
        self._db.write(
            "INSERT INTO coverage (scope, refreshed_at) VALUES (?, ?) "
            "ON CONFLICT DO UPDATE SET refreshed_at = excluded.refreshed_at",
            (self._places.coverage_name(timeline), micros(self._clock())),
        )

    def merge_newer(self, timeline: TimelineKey, page: TimelinePage, newest: Edge) -> None:
        """Take a page that was asked with `after=newest.cursor`, where `newest` is the newest edge."""
        self.merge_after(timeline, page, newest)
        self._drop_passed(timeline, page.entries)
        if not page.has_more:
            self._db.write(
                "INSERT INTO coverage (scope, refreshed_at) VALUES (?, ?) "
                "ON CONFLICT DO UPDATE SET refreshed_at = excluded.refreshed_at",
                (self._places.coverage_name(timeline), micros(self._clock())),
            )

    def merge_before(self, timeline: TimelineKey, page: TimelinePage, edge: Edge) -> None:
        """Take a page that was asked with `before=edge.cursor`; one about a place that has left means nothing now."""
        if not self._places.still_knows(timeline, edge):
            return
        self._merge(timeline, page.entries, span_before(edge, page.entries, has_more=page.has_more))

    def merge_after(self, timeline: TimelineKey, page: TimelinePage, edge: Edge) -> None:
        """Take a page that was asked with `after=edge.cursor`; one about a place that has left means nothing now."""
        if not self._places.still_knows(timeline, edge):
            return
        span = span_after(edge, page.entries, top=self._places.top_of_gap(timeline, edge))
        self._merge(timeline, page.entries, span)

    def remove_entry(self, timeline: TimelineKey, entry_id: str) -> None:
        """The server has taken this place away; the post may stand in another."""
        sql = "DELETE FROM entry WHERE scope = ? AND remote_id = ?"
        if self._db.write(sql, (timeline, entry_id)):
            self._note(timeline)

    def add_local(self, timeline: TimelineKey, post: PostKey) -> EntryKey:
        """Put a post of mine on top; it moves to the server's place when a page holds it."""
        sort = floating_sort(self._clock(), post)
        key = self._db.insert("INSERT INTO entry (scope, sort, post) VALUES (?, ?, ?)", (timeline, sort, post))
        self._note(timeline)
        return EntryKey(key)

    def newest_edge(self, timeline: TimelineKey) -> Edge | None:
        return self._places.coverage(timeline).newest

    def oldest_edge(self, timeline: TimelineKey) -> Edge | None:
        """Where to ask for older posts; None if nothing is known or nothing is older."""
        coverage = self._places.coverage(timeline)
        return None if coverage.has_reached_start else coverage.oldest

    def is_known_below(self, timeline: TimelineKey, edge: Edge) -> bool:
        """Whether what stands next below this place is known: neither a gap nor the end of what we have."""
        oldest = self._places.coverage(timeline).oldest
        gap = self._db.row("SELECT 1 FROM entry WHERE scope = ? AND rank = 0 AND sort = ?", (timeline, edge.order))
        return gap is None and oldest is not None and oldest.order < edge.order

    def gap_edges(self, gap: EntryKey) -> GapEdges | None:
        """Where to ask for what is missing; None if the gap is closed by now."""
        return self._places.gap_edges(gap)

    def has_reached_start(self, timeline: TimelineKey) -> bool:
        return self._places.coverage(timeline).has_reached_start

    def last_refreshed(self, timeline: TimelineKey) -> datetime | None:
        row = self._db.row("SELECT refreshed_at FROM coverage WHERE scope = ?", (self._places.coverage_name(timeline),))
        return None if row is None else moment_or_none(row[0])

    def timeline_of(self, entry: EntryKey) -> TimelineKey | None:
        place = self._places.place(entry)
        return None if place is None else TimelineKey(place.scope)

    def order_of(self, entry: EntryKey) -> str | None:
        """Where an entry stands, hidden or not; None if it is gone."""
        place = self._places.place(entry)
        return None if place is None else place.sort

    def newest(self, timeline: TimelineKey, limit: int) -> list[EntryKey]:
        return _entries(self._places.newest(timeline, limit))

    def older_than(self, timeline: TimelineKey, entry: EntryKey, limit: int) -> list[EntryKey]:
        place = self.reading.find_place(timeline, entry)
        return [] if place is None else _entries(self._places.older_than(place, limit))

    def newer_than(self, timeline: TimelineKey, entry: EntryKey, limit: int) -> list[EntryKey]:
        """The entries next to `entry`, newest first all the same."""
        place = self.reading.find_place(timeline, entry)
        return [] if place is None else _entries(self._places.newer_than(place, limit))

    def around(self, timeline: TimelineKey, entry: EntryKey, newer: int, older: int) -> list[EntryKey]:
        """The entry with its neighbours; if it is gone, where it was saved to be, else the newest."""
        place = self.reading.find_place(timeline, entry)
        if place is None:
            return self.newest(timeline, newer + older + 1)
        here = self._places.older_than(Place(place.scope, place.sort, place.rank, place.key + 1), older + 1)
        return _entries(self._places.newer_than(place, newer) + here)

    def between(self, timeline: TimelineKey, newest: EntryKey, oldest: EntryKey) -> list[EntryKey]:
        """Both and all between them, at most 1000 from the newest down."""
        top, bottom = self.reading.find_place(timeline, newest), self.reading.find_place(timeline, oldest)
        return [] if top is None or bottom is None else _entries(self._places.between(top, bottom))

    def entry_rows(self, keys: Sequence[EntryKey]) -> list[EntryRow]:
        """The rows in the order of `keys`; those that are gone are left out."""
        return read_entry_rows(self._db, self._posts, self._status, keys)

    def _merge(self, timeline: TimelineKey, entries: Sequence[RemoteEntry], span: Span | None) -> None:
        placed = {self._put(timeline, entry) for entry in entries}
        if span is not None:
            self._places.merge(timeline, span, entries, placed)
        if timeline == BOOKMARKS:
            agree_with_page(self._db, placed, self._clock())
        self._note(timeline)

    def _put(self, timeline: TimelineKey, entry: RemoteEntry) -> int:
        """Bring an entry of a page to its place; its row keeps its key."""
        post = self._posts.save(entry.post)
        if entry.reposted_by is not None:
            self._people.save(entry.reposted_by)
        place = (entry.order, entry.entry_id, entry.cursor)
        reposted_by = None if entry.reposted_by is None else entry.reposted_by.id
        row = self._db.row("SELECT key FROM entry WHERE scope = ? AND remote_id = ?", (timeline, entry.entry_id))
        if row is None and reposted_by is None:
            row = self._db.row(
                "SELECT key FROM entry WHERE scope = ? AND post = ? AND remote_id IS NULL AND rank = 1",
                (timeline, post),
            )
        if row is None:
            return self._db.insert(
                "INSERT INTO entry (scope, sort, remote_id, cursor, is_seen, is_hidden, post, reposted_by) "
                "VALUES (?, ?, ?, ?, 1, (SELECT is_hidden FROM post WHERE key = ?), ?, ?)",
                (timeline, *place, post, post, reposted_by),
            )
        settle_entry(self._db, whole(row[0]), place)
        return whole(row[0])

    def _drop_passed(self, timeline: TimelineKey, entries: Sequence[RemoteEntry]) -> None:
        """Take delivered posts of mine off the top when the newest page is past them."""
        times = [entry.post.created_at for entry in entries if entry.reposted_by is None]
        if times:
            self._db.write(
                "DELETE FROM entry WHERE scope = ? AND remote_id IS NULL AND rank = 1 AND EXISTS "
                "(SELECT 1 FROM post WHERE post.key = entry.post AND post.remote_id IS NOT NULL AND created_at < ?)",
                (timeline, micros(max(times) - SETTLED_AFTER)),
            )

    def _note(self, timeline: TimelineKey) -> None:
        self._db.note(ChangeSet(timelines=frozenset({timeline})))


def _entries(keys: Sequence[int]) -> list[EntryKey]:
    return [EntryKey(key) for key in keys]
