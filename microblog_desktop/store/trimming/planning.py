"""Which rows may leave: reads much, so in a thread, over a connection of its own. Nothing is changed here.

Whoever acts on the plan looks again at what it names: the file changes meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from microblog_desktop.domain.ids import BOOKMARKS, EXPLORE, HOME
from microblog_desktop.domain.posts.timeline import LIKES
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.account.places import HIGHEST, LOCAL
from microblog_desktop.store.account.unread import NOTIFICATION_SCOPE
from microblog_desktop.store.sqlite.columns import Row, Value, key_list, micros, text, text_or_none, whole
from microblog_desktop.store.trimming.limits import NEAR, UNOPENED, Cut, Limits

_LASTING = (HOME, EXPLORE, LIKES)
_MOST_THREADS = 500
_MOST_OF_A_THREAD = 2000

# Delivered rows, newest first or oldest first; hidden ones too.
_PLACES = "FROM {table} WHERE scope = ? AND remote_id IS NOT NULL"
_FIRST_YOUNG_ENTRY = (
    "SELECT entry.sort FROM entry CROSS JOIN post ON post.key = entry.post WHERE entry.scope = ? "
    "AND entry.remote_id IS NOT NULL AND entry.reposted_by IS NULL AND post.created_at >= ? ORDER BY entry.sort LIMIT 1"
)
_FIRST_YOUNG_NOTIFICATION = (
    "SELECT sort FROM notification WHERE scope = ? AND remote_id IS NOT NULL "
    "AND (created_at >= ? OR (is_read = 0 AND is_hidden = 0)) ORDER BY sort LIMIT 1"
)
_LOOSE_POSTS = (
    "SELECT key FROM post WHERE remote_id IS NOT NULL AND created_at < ?1 AND bookmarked = 0 "
    "AND wished_liked IS NULL AND wished_reposted IS NULL AND wished_bookmarked IS NULL AND pending_body IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.post = post.key) "
    "AND NOT EXISTS (SELECT 1 FROM notification WHERE notification.post = post.key) "
    "AND key NOT IN (SELECT value FROM json_each(?2)) ORDER BY key"
)
_RECENT_THREADS = "SELECT key FROM post WHERE thread_saved_at >= ? ORDER BY thread_saved_at DESC LIMIT ?"
_THREADS = (
    "WITH RECURSIVE beginning (id) AS (SELECT remote_id FROM post WHERE key IN (SELECT value FROM json_each(?1)) "
    "AND remote_id IS NOT NULL), "
    "below (id) AS (SELECT id FROM beginning UNION SELECT post.remote_id FROM below "
    "CROSS JOIN post ON post.reply_to = below.id WHERE post.remote_id IS NOT NULL LIMIT ?2), "
    "above (id) AS (SELECT id FROM beginning UNION SELECT post.reply_to FROM above "
    "CROSS JOIN post ON post.remote_id = above.id WHERE post.reply_to IS NOT NULL LIMIT ?2) "
    "SELECT post.key FROM (SELECT id FROM below UNION SELECT id FROM above) AS kept "
    "CROSS JOIN post ON post.remote_id = kept.id"
)
# Whom somebody has begun to write to; see `conversation_draft`.
WRITTEN_TO = "SELECT substr(name, 14) FROM draft WHERE name >= 'conversation:' AND name < 'conversation;'"
_NAMELESS = (
    "SELECT id FROM person WHERE coalesce(you_follow, 0) = 0 AND id <> ? AND id NOT IN (SELECT author FROM post "
    "UNION SELECT reposted_by FROM entry WHERE reposted_by IS NOT NULL "
    "UNION SELECT scope FROM message UNION SELECT person FROM conversation "
    "UNION SELECT actor FROM notification WHERE actor IS NOT NULL UNION SELECT person FROM people_list "
    "UNION SELECT person FROM job WHERE person IS NOT NULL UNION SELECT person FROM profile WHERE read_at >= ? "
    f"UNION {WRITTEN_TO}) ORDER BY id"
)


class Reads(Protocol):
    """A database, or a second connection to one."""

    def rows(self, sql: str, bindings: Sequence[Value] = ()) -> list[Row]: ...


@dataclass(frozen=True, slots=True)
class Nameless:
    """People whom nothing named, as long as the file held no posts, entries and notifications beyond these keys."""

    people: tuple[str, ...]
    post: int
    entry: int
    notification: int


class Planner:
    """Plans for one account."""

    def __init__(self, db: Reads, me: str) -> None:
        self._db = db
        self._me = me

    def timelines(self, limits: Limits) -> list[Cut]:
        """What leaves the timelines, and which of them leave whole."""
        part, cuts = self._part_to_leave(limits), []
        for scope, read_at, place in self._scopes():
            if scope == BOOKMARKS:
                continue
            if scope not in _LASTING and read_at < micros(limits.unopened):
                cuts.append(Cut(scope))
                continue
            young = None if limits.oldest is None else (_FIRST_YOUNG_ENTRY, limits.oldest)
            cuts += self._cuts("entry", scope, place, young, part)
        return cuts

    def notifications(self, limits: Limits) -> list[Cut]:
        """Unread ones stay: a badge counts them."""
        young = None if limits.oldest is None else (_FIRST_YOUNG_NOTIFICATION, limits.oldest)
        return self._cuts("notification", NOTIFICATION_SCOPE, None, young, self._part_to_leave(limits))

    def loose_posts(self, limits: Limits) -> list[int]:
        """Old posts that stand in no list and in no thread that somebody read lately."""
        before = [] if limits.oldest is None else [micros(limits.oldest)]
        part = self._part_to_leave(limits)
        if part:
            before += self._numbers(
                "SELECT created_at FROM post ORDER BY created_at LIMIT 1 OFFSET (SELECT cast(count(*) * ? AS INTEGER) "
                "FROM post)",
                (part,),
            )
        if not before:
            return []
        recent = self._numbers(_RECENT_THREADS, (micros(limits.unopened), _MOST_THREADS))
        kept = self._numbers(_THREADS, (key_list({*recent, *limits.seen}), _MOST_OF_A_THREAD))
        return self._numbers(_LOOSE_POSTS, (max(before), key_list({*kept, *limits.seen})))

    def nameless(self, now: datetime) -> Nameless:
        """Whom nothing here names any more, and whose page nobody opened lately."""
        last = [self._numbers(f"SELECT max(key) FROM {table} WHERE 1") for table in ("post", "entry", "notification")]
        people = tuple(text(row[0]) for row in self._db.rows(_NAMELESS, (self._me, micros(now - UNOPENED))))
        return Nameless(people, *(found[0] if found else 0 for found in last))

    def old_lists(self, limits: Limits) -> list[str]:
        """Lists of people that nobody read lately."""
        rows = self._db.rows("SELECT scope FROM people_list_state WHERE read_at < ?", (micros(limits.unopened),))
        return [text(row[0]) for row in rows]

    def _part_to_leave(self, limits: Limits) -> float:
        """Which part of all rows must go for the size; a tenth more, so that it is not the same again in an hour."""
        if limits.bytes is None:
            return 0.0
        pages, free, size = (
            self._numbers(f"PRAGMA {name}")[0] for name in ("page_count", "freelist_count", "page_size")
        )
        used = (pages - free) * size
        return 0.0 if used <= limits.bytes else 1 - 0.9 * limits.bytes / used

    def _scopes(self) -> list[tuple[str, int, str | None]]:
        """Each timeline, when somebody last looked at it or it was last read, and where they stopped."""
        rows = self._db.rows(
            "SELECT substr(scope, 7), max(coalesce(refreshed_at, 0), coalesce(left_at, 0)), position_sort "
            "FROM coverage WHERE scope >= 'entry:' AND scope < 'entry;'"
        )
        return [(text(row[0]), whole(row[1]), text_or_none(row[2])) for row in rows]

    def _cuts(
        self, table: str, scope: str, place: str | None, young: tuple[str, datetime] | None, part: float
    ) -> list[Cut]:
        """All below a bound leaves, but for what is near the top and near the reading place."""
        places = _PLACES.format(table=table)
        top = self._order(f"SELECT sort {places} ORDER BY sort DESC LIMIT 1 OFFSET ?", (scope, NEAR - 1))
        bounds: list[str] = []
        if young is not None:
            sql, oldest = young
            bounds.append(self._order(sql, (scope, micros(oldest))) or HIGHEST)
        if part:
            many = self._numbers(f"SELECT count(*) {places}", (scope,))[0]
            by_size = self._order(f"SELECT sort {places} ORDER BY sort LIMIT 1 OFFSET ?", (scope, int(many * part)))
            bounds.append(by_size or HIGHEST)
        if top is None or not bounds:
            return []
        bound = min(top, max(bounds))
        if place is None or place.startswith(LOCAL):
            return self._cut(places, scope, bound, None)
        newer = self._order(f"SELECT sort {places} AND sort > ? ORDER BY sort LIMIT 1 OFFSET ?", (scope, place, NEAR))
        older = self._order(
            f"SELECT sort {places} AND sort < ? ORDER BY sort DESC LIMIT 1 OFFSET ?", (scope, place, NEAR)
        )
        between = self._cut(places, scope, bound, newer) if newer is not None and newer < bound else []
        return between + (self._cut(places, scope, min(older, bound), None) if older is not None else [])

    def _cut(self, places: str, scope: str, bound: str, below: str | None) -> list[Cut]:
        """Between the first row that stays above and `below`, if something stands there."""
        above = self._order(f"SELECT sort {places} AND sort >= ? ORDER BY sort LIMIT 1", (scope, bound))
        leaving = self._order(f"SELECT sort {places} AND sort > ? AND sort < ? LIMIT 1", (scope, below or "", bound))
        return [] if above is None or leaving is None else [Cut(scope, above, below)]

    def _order(self, sql: str, bindings: Sequence[Value]) -> str | None:
        rows = self._db.rows(sql, bindings)
        return text(rows[0][0]) if rows else None

    def _numbers(self, sql: str, bindings: Sequence[Value] = ()) -> list[int]:
        return [whole(row[0]) for row in self._db.rows(sql, bindings) if row[0] is not None]
