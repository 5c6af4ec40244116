"""What happened to the person, as far as we know it, and what of it was read.

What was read here counts at once, though the server hears of it later: everything
up to the mark is read, whatever the server says meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence

from microblog_desktop.domain.ids import NotificationId, NotificationKey, PostKey
from microblog_desktop.domain.inbox.notification import Notification, NotificationKind, NotificationPage
from microblog_desktop.domain.rules.merge import Edge, GapEdges, Span, newest_span, span_after, span_before
from microblog_desktop.store.account.people import PeopleStore, person_columns, person_from
from microblog_desktop.store.account.places import Places
from microblog_desktop.store.account.posts.posts import PostStore
from microblog_desktop.store.account.timelines.entry_rows import gap_state
from microblog_desktop.store.account.unread import NOTIFICATION_SCOPE, NOTIFICATIONS, UnreadStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.rows import StoredNotification, StoredPost
from microblog_desktop.store.sqlite.columns import Row, flag, key_list, micros, moment, text, whole, whole_or_none
from microblog_desktop.store.sqlite.database import Database
from microblog_desktop.store.status import StatusBoard

_NOT_SHOWN = (NotificationKind.MESSAGE, NotificationKind.OTHER)
SELECT = (
    "SELECT notification.key, notification.rank, notification.kind, notification.post, notification.created_at, "
    "notification.is_read OR notification.sort <= coalesce((SELECT sort FROM notification_mark), ''), "
    f"{person_columns('actor')} FROM json_each(?) AS wanted "
    "CROSS JOIN notification ON notification.key = wanted.value "
    "LEFT JOIN person AS actor ON actor.id = notification.actor"
)
ACTOR_AT = 6


class NotificationStore:
    """One list, newest first."""

    def __init__(
        self, db: Database, people: PeopleStore, posts: PostStore, status: StatusBoard, unread: UnreadStore
    ) -> None:
        self._db = db
        self._people = people
        self._posts = posts
        self._status = status
        self._unread = unread
        self._places = Places(db, "notification")

    def merge_newest(self, page: NotificationPage) -> None:
        """Take a page that was asked without a cursor."""
        self._merge(page, newest_span(page.notifications, has_more=page.has_more))

    def merge_before(self, page: NotificationPage, edge: Edge) -> None:
        """Take a page that was asked with `before=edge.cursor`; one about a place that has left means nothing now."""
        if self._places.still_knows(NOTIFICATION_SCOPE, edge):
            self._merge(page, span_before(edge, page.notifications, has_more=page.has_more))

    def merge_after(self, page: NotificationPage, edge: Edge) -> None:
        """Take a page that was asked with `after=edge.cursor`; one about a place that has left means nothing now."""
        if self._places.still_knows(NOTIFICATION_SCOPE, edge):
            top = self._places.top_of_gap(NOTIFICATION_SCOPE, edge)
            self._merge(page, span_after(edge, page.notifications, top=top))

    def oldest_edge(self) -> Edge | None:
        """Where to ask for older ones; None if nothing is known or nothing is older."""
        coverage = self._places.coverage(NOTIFICATION_SCOPE)
        return None if coverage.has_reached_start else coverage.oldest

    def gap_edges(self, gap: NotificationKey) -> GapEdges | None:
        return self._places.gap_edges(gap)

    def has_reached_start(self) -> bool:
        return self._places.coverage(NOTIFICATION_SCOPE).has_reached_start

    def newest(self, limit: int) -> list[NotificationKey]:
        return _keys(self._places.newest(NOTIFICATION_SCOPE, limit))

    def older_than(self, key: NotificationKey, limit: int) -> list[NotificationKey]:
        place = self._places.place(key)
        return [] if place is None else _keys(self._places.older_than(place, limit))

    def rows(self, keys: Sequence[NotificationKey]) -> list[StoredNotification]:
        """The rows in the order of `keys`; those that are gone, or whose post is, are left out."""
        found = {NotificationKey(whole(row[0])): row for row in self._db.rows(SELECT, (key_list(keys),))}
        posts = self._posts.get_all({PostKey(whole(row[3])) for row in found.values() if row[3] is not None})
        made = (self._row_from(key, found[key], posts) for key in keys if key in found)
        return [row for row in made if row is not None]

    def mark_read_locally(self, key: NotificationKey) -> NotificationId | None:
        """Everything up to this one was seen; what the server must be told, or None if it was read before."""
        place = self._places.place(key)
        row = self._db.row("SELECT remote_id FROM notification WHERE key = ? AND remote_id IS NOT NULL", (key,))
        marked = self._db.row("SELECT sort FROM notification_mark", ())
        if place is None or row is None or (marked is not None and text(marked[0]) >= place.sort):
            return None
        waiting = "SELECT 1 FROM notification WHERE scope = ? AND is_read = 0 AND is_hidden = 0 AND rank = 1"
        if self._db.row(f"{waiting} AND sort <= ? LIMIT 1", (NOTIFICATION_SCOPE, place.sort)) is None:
            return None
        id = NotificationId(text(row[0]))
        self._db.write(
            "INSERT OR REPLACE INTO notification_mark (only, sort, remote_id) VALUES (1, ?, ?)", (place.sort, id)
        )
        self._note()
        return id

    def unsent_mark(self) -> NotificationId | None:
        """What was read here and not told yet."""
        row = self._db.row("SELECT remote_id FROM notification_mark", ())
        return None if row is None else NotificationId(text(row[0]))

    def mark_sent(self, mark: NotificationId) -> None:
        """The server knows; a later mark that was made meanwhile still waits."""
        row = self._db.row("SELECT sort FROM notification_mark WHERE remote_id = ?", (mark,))
        if row is None:
            return
        before = self._unread.of_server(NOTIFICATIONS)
        read = self._db.write(
            "UPDATE notification SET is_read = 1 WHERE scope = ? AND is_read = 0 AND rank = 1 AND is_hidden = 0 "
            "AND sort <= ?",
            (NOTIFICATION_SCOPE, row[0]),
        )
        self.set_server_count(max(0, before - read))
        self._db.write("DELETE FROM notification_mark", ())
        self._note()

    def set_server_count(self, count: int) -> None:
        """How many the server counts as unread, messages not among them."""
        if self._unread.set_of_server(NOTIFICATIONS, count):
            self._note()

    def _merge(self, page: NotificationPage, span: Span | None) -> None:
        placed = {self._put(one) for one in page.notifications}
        if span is not None:
            self._places.merge(NOTIFICATION_SCOPE, span, page.notifications, placed)
        self._note()

    def _put(self, one: Notification) -> int:
        self._people.save(one.actor)
        post = None if one.post is None else self._posts.save(one.post)
        columns = "sort, cursor, is_seen, is_hidden, kind, actor, post, created_at, is_read"
        values = (
            one.order,
            one.cursor,
            True,
            one.kind in _NOT_SHOWN,
            one.kind.value,
            one.actor.id,
            post,
            micros(one.created_at),
            one.is_read,
        )
        row = self._db.row(
            "SELECT key FROM notification WHERE scope = ? AND remote_id = ?", (NOTIFICATION_SCOPE, one.id)
        )
        if row is None:
            return self._db.insert(
                f"INSERT INTO notification (scope, remote_id, {columns}) VALUES (?, ?, {', '.join('?' * len(values))})",
                (NOTIFICATION_SCOPE, one.id, *values),
            )
        places = ", ".join("?" * len(values))
        self._db.write(f"UPDATE notification SET ({columns}) = ({places}) WHERE key = ?", (*values, row[0]))
        return whole(row[0])

    def _row_from(self, key: NotificationKey, row: Row, posts: dict[PostKey, StoredPost]) -> StoredNotification | None:
        if whole(row[1]) == 0:
            gap = gap_state(self._status, f"notification-gap:{key}", key)
            return StoredNotification(key, None, None, None, moment(row[4]), True, gap)
        post_key = whole_or_none(row[3])
        post = None if post_key is None else posts.get(PostKey(post_key))
        if post_key is not None and post is None:
            return None
        return StoredNotification(
            key, NotificationKind(text(row[2])), person_from(row[ACTOR_AT:]), post, moment(row[4]), flag(row[5]), None
        )

    def _note(self) -> None:
        self._db.note(ChangeSet(lists=frozenset({NOTIFICATIONS}), counts=frozenset({NOTIFICATIONS})))


def _keys(keys: Sequence[int]) -> list[NotificationKey]:
    return [NotificationKey(key) for key in keys]
