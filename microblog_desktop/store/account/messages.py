"""Private messages, one conversation with each person; a gap is a row here too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from microblog_desktop.domain.ids import MessageId, MessageKey, PersonId
from microblog_desktop.domain.inbox.message import Message, MessagePage
from microblog_desktop.domain.rules.merge import Edge, GapEdges, Span, newest_span, span_after, span_before
from microblog_desktop.store.account.conversations import ConversationStore
from microblog_desktop.store.account.delivery import delivery_columns, delivery_from, job_join
from microblog_desktop.store.account.places import Place, Places
from microblog_desktop.store.account.timelines.entry_rows import gap_state
from microblog_desktop.store.account.timelines.reading import PositionStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.rows import StoredMessage
from microblog_desktop.store.sqlite.columns import Row, flag, key_list, micros, moment, text, text_or_none, whole
from microblog_desktop.store.sqlite.database import Database
from microblog_desktop.store.status import StatusBoard

LOCAL = "~"
SELECT = (
    "SELECT message.key, message.rank, message.remote_id, message.scope, message.is_mine, message.body, "
    "message.created_at, message.is_mine AND message.remote_id IS NOT NULL "
    "AND message.sort <= coalesce(conversation.read_by_other_sort, ''), "
    f"{delivery_columns()} "
    "FROM json_each(?) AS wanted CROSS JOIN message ON message.key = wanted.value "
    f"LEFT JOIN conversation ON conversation.person = message.scope {job_join('message', 'message.key')}"
)
DELIVERY_AT = 8


class MessageStore:
    """What was written between me and each person, as far as we know it."""

    def __init__(self, db: Database, conversations: ConversationStore, status: StatusBoard, me: PersonId) -> None:
        self._db = db
        self._conversations = conversations
        self._status = status
        self._me = me
        self._places = Places(db, "message")
        self.positions = PositionStore(db, self._places)

    def merge_newest(self, person: PersonId, page: MessagePage) -> None:
        """Take a page that was asked without a cursor."""
        self._merge(person, page, newest_span(page.messages, has_more=page.has_more))

    def merge_before(self, person: PersonId, page: MessagePage, edge: Edge) -> None:
        """Take a page that was asked with `before=edge.cursor`."""
        self._merge(person, page, span_before(edge, page.messages, has_more=page.has_more))

    def merge_after(self, person: PersonId, page: MessagePage, edge: Edge) -> None:
        """Take a page that was asked with `after=edge.cursor`."""
        span = span_after(edge, page.messages, top=self._places.top_of_gap(person, edge))
        self._merge(person, page, span)

    def create_local(self, person: PersonId, body: str, at: datetime) -> MessageKey:
        """Write a message that the server does not know yet; it stands below all others on screen."""
        key = self._db.insert(
            "INSERT INTO message (scope, sort, is_mine, body, created_at) VALUES (?, ?, 1, ?, ?)",
            (person, "", body, micros(at)),
        )
        sort = f"{LOCAL}{micros(at):016x}{LOCAL}{key:012x}"
        self._db.write("UPDATE message SET sort = ? WHERE key = ?", (sort, key))
        self._changed(person, MessageKey(key))
        return MessageKey(key)

    def adopt(self, key: MessageKey, message: Message) -> None:
        """Take the server's word for a local message that it has delivered; the local row stays."""
        twin = self.by_remote(message.id)
        if twin is not None and twin != key:
            self._db.write("UPDATE job SET message = ? WHERE message = ?", (key, twin))
            self._places.remove(twin)
        self._db.write(
            "UPDATE message SET remote_id = ?, sort = ?, cursor = ?, body = ?, created_at = ?, is_seen = ? "
            "WHERE key = ?",
            (
                message.id,
                message.order,
                message.cursor,
                message.body,
                micros(message.created_at),
                twin is not None,
                key,
            ),
        )
        self._changed(self._other(message), key)

    def set_body(self, key: MessageKey, body: str) -> None:
        """Change a message that was never sent."""
        self._db.write("UPDATE message SET body = ? WHERE key = ?", (body, key))
        self._removed_or_changed(key)

    def remove(self, key: MessageKey) -> None:
        place = self._places.place(key)
        if place is not None:
            self._places.remove(key)
            self._changed(PersonId(place.scope), key)

    def hide(self, key: MessageKey) -> None:
        """Deleted by me, and not yet for the server: it is out of sight at once."""
        self._set_hidden(key, 1)

    def show_again(self, key: MessageKey) -> None:
        """It is not to be deleted after all."""
        self._set_hidden(key, 0)

    def _set_hidden(self, key: MessageKey, is_hidden: int) -> None:
        self._db.write("UPDATE message SET is_hidden = ? WHERE key = ?", (is_hidden, key))
        place = self._places.place(key)
        if place is not None:
            self._conversations.leave_out_hidden(PersonId(place.scope))
            self._changed(PersonId(place.scope), key)

    def remote_id(self, key: MessageKey) -> MessageId | None:
        """What the server calls it; None while it is undelivered, or when it is gone."""
        row = self._db.row("SELECT remote_id FROM message WHERE key = ?", (key,))
        found = None if row is None else text_or_none(row[0])
        return None if found is None else MessageId(found)

    def by_remote(self, message: MessageId) -> MessageKey | None:
        row = self._db.row("SELECT key FROM message WHERE remote_id = ?", (message,))
        return None if row is None else MessageKey(whole(row[0]))

    def oldest_edge(self, person: PersonId) -> Edge | None:
        """Where to ask for older messages; None if nothing is known or nothing is older."""
        coverage = self._places.coverage(person)
        return None if coverage.has_reached_start else coverage.oldest

    def gap_edges(self, gap: MessageKey) -> GapEdges | None:
        return self._places.gap_edges(gap)

    def has_reached_start(self, person: PersonId) -> bool:
        return self._places.coverage(person).has_reached_start

    def newest(self, person: PersonId, limit: int) -> list[MessageKey]:
        return _messages(self._places.newest(person, limit))

    def older_than(self, person: PersonId, key: MessageKey, limit: int) -> list[MessageKey]:
        place = self._find(person, key)
        return [] if place is None else _messages(self._places.older_than(place, limit))

    def newer_than(self, person: PersonId, key: MessageKey, limit: int) -> list[MessageKey]:
        """The messages next to `key`, newest first all the same."""
        place = self._find(person, key)
        return [] if place is None else _messages(self._places.newer_than(place, limit))

    def between(self, person: PersonId, newest: MessageKey, oldest: MessageKey) -> list[MessageKey]:
        """Both and all between them, at most 1000 from the newest down."""
        top, bottom = self._find(person, newest), self._find(person, oldest)
        return [] if top is None or bottom is None else _messages(self._places.between(top, bottom))

    def bodies_older_than(self, person: PersonId, key: MessageKey | None, limit: int) -> list[tuple[MessageKey, str]]:
        """The next texts of a conversation below one, or its newest: to look through them piece by piece."""
        place = None if key is None else self._find(person, key)
        if key is not None and place is None:
            return []
        keys = self._places.newest(person, limit) if place is None else self._places.older_than(place, limit)
        found = self._db.rows(
            "SELECT message.key, message.body FROM json_each(?) AS wanted "
            "CROSS JOIN message ON message.key = wanted.value ORDER BY message.sort DESC, message.key DESC",
            (key_list(keys),),
        )
        return [(MessageKey(whole(row[0])), text(row[1])) for row in found]

    def rows(self, keys: Sequence[MessageKey]) -> list[StoredMessage]:
        """The rows in the order of `keys`; those that are gone are left out."""
        found = {MessageKey(whole(row[0])): row for row in self._db.rows(SELECT, (key_list(keys),))}
        return [self._message_from(key, found[key]) for key in keys if key in found]

    def _merge(self, person: PersonId, page: MessagePage, span: Span | None) -> None:
        placed = {self._put(person, message) for message in page.messages}
        if span is not None:
            self._places.merge(person, span, page.messages, placed)
        self._changed(person, *placed)
        if page.read_up_to is not None:
            self._conversations.set_read_by_other(person, page.read_up_to)

    def _put(self, person: PersonId, message: Message) -> MessageKey:
        key = self._db.row("SELECT key FROM message WHERE scope = ? AND remote_id = ?", (person, message.id))
        values = (message.order, message.cursor, message.body, micros(message.created_at))
        if key is not None:
            self._db.write(
                "UPDATE message SET sort = ?, cursor = ?, body = ?, created_at = ?, is_seen = 1 WHERE key = ?",
                (*values, key[0]),
            )
            return MessageKey(whole(key[0]))
        is_mine = message.sender_id == self._me
        return MessageKey(
            self._db.insert(
                "INSERT INTO message (scope, remote_id, is_mine, sort, cursor, body, created_at, is_seen) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
                (person, message.id, is_mine, *values),
            )
        )

    def _find(self, person: PersonId, key: MessageKey) -> Place | None:
        place = self._places.place(key)
        return place if place is not None and place.scope == person else None

    def _other(self, message: Message) -> PersonId:
        return message.recipient_id if message.sender_id == self._me else message.sender_id

    def _removed_or_changed(self, key: MessageKey) -> None:
        place = self._places.place(key)
        if place is not None:
            self._changed(PersonId(place.scope), key)

    def _changed(self, person: PersonId, *keys: MessageKey) -> None:
        self._conversations.follow_messages(person)
        self._db.note(ChangeSet(messages=frozenset(keys), conversations=frozenset({person})))

    def _message_from(self, key: MessageKey, row: Row) -> StoredMessage:
        remote_id = text_or_none(row[2])
        is_gap = whole(row[1]) == 0
        return StoredMessage(
            key=key,
            remote_id=None if remote_id is None else MessageId(remote_id),
            person=PersonId(text(row[3])),
            is_mine=flag(row[4]),
            body=text(row[5]),
            created_at=moment(row[6]),
            delivery=delivery_from(row[DELIVERY_AT:]),
            is_read_by_other=flag(row[7]),
            gap=gap_state(self._status, f"message-gap:{key}", key) if is_gap else None,
        )


def _messages(keys: Sequence[int]) -> list[MessageKey]:
    return [MessageKey(key) for key in keys]
