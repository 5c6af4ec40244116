"""Where somebody stopped reading a timeline or a conversation, and what they have seen of a timeline."""

from __future__ import annotations

from microblog_desktop.domain.ids import EntryKey, PersonId, TimelineKey
from microblog_desktop.store.account.places import LOWEST, Place, Places
from microblog_desktop.store.rows import ReadingMark, ReadingPosition, ReadUpTo
from microblog_desktop.store.sqlite.columns import Value, micros, moment, moment_or_none, text, whole, whole_or_none
from microblog_desktop.store.sqlite.database import Database

COUNT_LIMIT = 1000
"""The highest number of new posts that is counted to."""

_POSITION = ("position_entry", "position_sort", "position_offset_px", "position_character")
_READ = ("seen_sort", "left_at", "mark_sort", "mark_left_at")
_NEW = (
    "SELECT 1 FROM entry WHERE scope = ? AND is_hidden = 0 AND sort > ? AND rank = 1 AND remote_id IS NOT NULL "
    "AND reposted_by IS NOT ? "
    "AND (reposted_by IS NOT NULL OR (SELECT author FROM post WHERE post.key = entry.post) IS NOT ?) LIMIT ?"
)


class PositionStore:
    """One place for each scope: a timeline, or a conversation."""

    def __init__(self, db: Database, places: Places) -> None:
        self._db = db
        self._places = places

    def save_position(self, scope: str, position: ReadingPosition) -> None:
        self._write(scope, _POSITION, (position.entry, position.order, position.offset_px, position.character))

    def forget_position(self, scope: str) -> None:
        """The newest is read: there is no place to come back to."""
        self._write(scope, _POSITION, (None, None, None, -1))

    def position_at(self, row: int, offset_px: int, character: int) -> ReadingPosition | None:
        """Name a place on a row so that it can be found again; None if the row is gone."""
        place = self._places.place(row)
        return None if place is None else ReadingPosition(EntryKey(row), place.sort, offset_px, character)

    def position(self, scope: str) -> ReadingPosition | None:
        """Where somebody stopped reading, on a row that is there; None if nowhere."""
        saved = self._saved_position(scope)
        return None if saved is None else self.find_position(scope, saved)

    def find_position(self, scope: str, saved: ReadingPosition) -> ReadingPosition | None:
        """The same place as it is now: if its entry is gone, the next older one stands where that one stood."""
        place = self._places.place(saved.entry)
        if place is not None and place.scope == scope and self._places.between(place, place):
            return ReadingPosition(saved.entry, place.sort, saved.offset_px, saved.character)
        gone = place or Place(scope, saved.order, 1, saved.entry)
        found = self._places.older_than(gone, 1) or self._places.newest(scope, 1)
        heir = self._places.place(found[0]) if found else None
        # One that began beyond the edge may have been longer than its heir, which must be in sight.
        return None if heir is None else ReadingPosition(EntryKey(heir.key), heir.sort, min(saved.offset_px, 0))

    def _saved_position(self, scope: str) -> ReadingPosition | None:
        row = self._db.row(
            f"SELECT {', '.join(_POSITION)} FROM coverage WHERE scope = ?", (self._places.coverage_name(scope),)
        )
        if row is None or row[0] is None:
            return None
        return ReadingPosition(
            EntryKey(whole(row[0])), text(row[1] or LOWEST), whole_or_none(row[2]) or 0, whole(row[3])
        )

    def _write(self, scope: str, columns: tuple[str, ...], values: tuple[Value, ...]) -> None:
        names = ", ".join(columns)
        self._db.write(
            f"INSERT INTO coverage (scope, {names}) VALUES (?{', ?' * len(columns)}) ON CONFLICT DO UPDATE SET "
            + ", ".join(f"{name} = excluded.{name}" for name in columns),
            (self._places.coverage_name(scope), *values),
        )


class ReadingStore(PositionStore):
    """One place and one mark for each timeline."""

    def __init__(self, db: Database, places: Places, me: PersonId) -> None:
        super().__init__(db, places)
        self._me = me

    def find_place(self, timeline: TimelineKey, entry: EntryKey) -> Place | None:
        """Where an entry stands; if it is gone, where the reading place remembers it."""
        place = self._places.place(entry)
        if place is not None:
            return place
        saved = self._saved_position(timeline)
        return Place(timeline, saved.order, 1, entry) if saved is not None and saved.entry == entry else None

    def save_read(self, timeline: TimelineKey, read: ReadUpTo) -> None:
        mark: tuple[Value, Value] = (None, None) if read.mark is None else (read.mark.order, micros(read.mark.left_at))
        self._write(timeline, _READ, (read.order, micros(read.left_at), *mark))

    def read_up_to(self, timeline: TimelineKey) -> ReadUpTo | None:
        """What has been seen; None if nobody has ever looked."""
        row = self._db.row(
            f"SELECT {', '.join(_READ)} FROM coverage WHERE scope = ?", (self._places.coverage_name(timeline),)
        )
        if row is None or row[0] is None or row[1] is None:
            return None
        left_at = moment_or_none(row[3])
        mark = None if left_at is None else ReadingMark(text(row[2]), left_at)
        return ReadUpTo(text(row[0]), moment(row[1]), mark)

    def count_new(self, timeline: TimelineKey, order: str, limit: int = COUNT_LIMIT) -> int:
        """How many posts of others stand above a place; stops at `limit`."""
        bindings = (timeline, order, self._me, self._me, limit)
        row = self._db.row(f"SELECT COUNT(*) FROM ({_NEW})", bindings)
        return 0 if row is None else whole(row[0])
