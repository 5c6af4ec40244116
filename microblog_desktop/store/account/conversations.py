"""With whom I write: the latest message of each conversation, and what of it is unread.

What was read here counts at once (`read_here`), though the server hears of it
later: an unread number is the server's minus what was read here meanwhile.
"""

from __future__ import annotations

from microblog_desktop.domain.ids import MessageId, PersonId
from microblog_desktop.domain.inbox.message import Conversation, ConversationPage, UnreadCounts
from microblog_desktop.store.account.delivery import DELIVERY_WIDTH, delivery_columns, delivery_from, job_join
from microblog_desktop.store.account.people import PeopleStore, person_columns, person_from
from microblog_desktop.store.account.unread import MESSAGES, UnreadStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.rows import StoredConversation
from microblog_desktop.store.sqlite.columns import Row, flag, micros, moment, text, text_or_none, whole
from microblog_desktop.store.sqlite.database import Database

NEWEST_MESSAGE = (
    "(SELECT shown.key FROM message AS shown WHERE shown.scope = conversation.person AND shown.is_hidden = 0 "
    "AND shown.rank = 1 ORDER BY shown.sort DESC LIMIT 1)"
)
# The list of conversations may know of a later message than the pages we have read.
IS_LATER = "message.sort >= coalesce(conversation.latest_sort, '')"
SELECT = (
    f"SELECT CASE WHEN {IS_LATER} THEN message.body ELSE latest_body END, "
    f"CASE WHEN {IS_LATER} THEN message.created_at ELSE latest_at END, "
    f"CASE WHEN {IS_LATER} THEN message.is_mine ELSE latest_is_mine END, "
    f"max(0, unread - read_here), {delivery_columns()}, {person_columns('person')} FROM conversation "
    "CROSS JOIN person ON person.id = conversation.person "
    f"LEFT JOIN message ON message.key = {NEWEST_MESSAGE} {job_join('message', 'message.key')}"
)
DELIVERY_AT = 4
PERSON_AT = DELIVERY_AT + DELIVERY_WIDTH


class ConversationStore:
    """Conversations by their latest message."""

    def __init__(self, db: Database, people: PeopleStore, unread: UnreadStore) -> None:
        self._db = db
        self._people = people
        self._unread = unread

    def save(self, page: ConversationPage) -> None:
        """Take the newest conversations; if there are no others, their unread counts are the whole count."""
        self.save_older(page)
        if not page.has_more:
            self._unread.set_of_server(MESSAGES, sum(conversation.unread for conversation in page.conversations))

    def save_older(self, page: ConversationPage) -> None:
        for conversation in page.conversations:
            self._save(conversation)

    def newest(self, limit: int, older_than: PersonId | None = None) -> list[StoredConversation]:
        """The conversations next below that with `older_than`, or from the top."""
        order = "ORDER BY conversation.active_at DESC, conversation.person DESC LIMIT ?"
        if older_than is None:
            return [_conversation_from(row) for row in self._db.rows(f"{SELECT} {order}", (limit,))]
        row = self._db.row("SELECT active_at FROM conversation WHERE person = ?", (older_than,))
        if row is None:
            return []
        below = "WHERE (conversation.active_at, conversation.person) < (?, ?)"
        rows = self._db.rows(f"{SELECT} {below} {order}", (row[0], older_than, limit))
        return [_conversation_from(found) for found in rows]

    def get(self, person: PersonId) -> StoredConversation | None:
        row = self._db.row(f"{SELECT} WHERE conversation.person = ?", (person,))
        return None if row is None else _conversation_from(row)

    def mark_read_locally(self, person: PersonId) -> MessageId | None:
        """Everything known of this conversation was read; what the server must be told, or None if nothing."""
        row = self._db.row(
            "SELECT unread, read_here, latest_id, latest_sort, latest_is_mine FROM conversation WHERE person = ?",
            (person,),
        )
        if row is None or whole(row[0]) <= whole(row[1]):
            return None
        received = self._db.row(
            "SELECT remote_id, sort FROM message WHERE scope = ? AND remote_id IS NOT NULL AND is_mine = 0 "
            "ORDER BY sort DESC LIMIT 1",
            (person,),
        )
        marks = [] if received is None else [(text(received[1]), text(received[0]))]
        if row[2] is not None and not flag(row[4]):
            marks.append((text(row[3]), text(row[2])))
        if not marks:
            return None
        mark = MessageId(max(marks)[1])
        self._db.write("UPDATE conversation SET read_here = unread, read_mark = ? WHERE person = ?", (mark, person))
        self._note(person)
        return mark

    def unsent_read_marks(self) -> list[tuple[PersonId, MessageId]]:
        """What was read here and not told yet, at most 100 at a time."""
        rows = self._db.rows("SELECT person, read_mark FROM conversation WHERE read_mark IS NOT NULL LIMIT 100")
        return [(PersonId(text(row[0])), MessageId(text(row[1]))) for row in rows]

    def read_mark_sent(self, person: PersonId, message: MessageId) -> None:
        """The server knows; a later mark that was made meanwhile still waits."""
        row = self._db.row("SELECT read_here FROM conversation WHERE person = ? AND read_mark = ?", (person, message))
        if row is None:
            return
        read = whole(row[0])
        self._unread.set_of_server(MESSAGES, max(0, self._unread.of_server(MESSAGES) - read))
        self._db.write(
            "UPDATE conversation SET unread = max(0, unread - read_here), read_here = 0, read_mark = NULL "
            "WHERE person = ?",
            (person,),
        )
        self._note(person)

    def set_counts(self, counts: UnreadCounts) -> None:
        """Take the server's count of messages."""
        self._unread.set_of_server(MESSAGES, counts.messages)

    def set_read_by_other(self, person: PersonId, message: MessageId) -> None:
        """The other person has read my messages up to this one."""
        self._db.write(
            "UPDATE conversation SET read_by_other_sort = max(coalesce(read_by_other_sort, ''), message.sort) "
            "FROM message WHERE message.scope = ? AND message.remote_id = ? AND conversation.person = ?",
            (person, message, person),
        )

    def leave_out_hidden(self, person: PersonId) -> None:
        """The list of the server may end in a message that was deleted here: what stood before it is the latest."""
        row = self._db.row(
            "SELECT 1 FROM conversation JOIN message ON message.scope = person AND message.remote_id = latest_id "
            "WHERE person = ? AND message.is_hidden = 1",
            (person,),
        )
        if row is None:
            return
        columns = "latest_id, latest_sort, latest_body, latest_at, latest_is_mine"
        newest = self._db.row(
            "SELECT remote_id, sort, body, created_at, is_mine FROM message WHERE scope = ? AND rank = 1 "
            "AND remote_id IS NOT NULL AND is_hidden = 0 ORDER BY sort DESC LIMIT 1",
            (person,),
        )
        values = (None, None, "", 0, False) if newest is None else newest
        self._db.write(f"UPDATE conversation SET ({columns}) = (?, ?, ?, ?, ?) WHERE person = ?", (*values, person))

    def follow_messages(self, person: PersonId) -> None:
        """Stand where the newest message of the conversation says; begins a conversation that is new."""
        self._db.write(
            "INSERT INTO conversation (person, active_at, latest_body, latest_at, latest_is_mine) "
            "VALUES (?, 0, '', 0, 0) ON CONFLICT DO NOTHING",
            (person,),
        )
        self._db.write(
            f"UPDATE conversation SET active_at = max(latest_at, coalesce((SELECT created_at FROM message "
            f"WHERE key = {NEWEST_MESSAGE}), 0)) WHERE person = ?",
            (person,),
        )
        self._db.write(
            "DELETE FROM conversation WHERE person = ? AND latest_id IS NULL AND active_at = 0 AND NOT EXISTS "
            "(SELECT 1 FROM message WHERE message.scope = conversation.person AND message.is_hidden = 0)",
            (person,),
        )

    def _save(self, conversation: Conversation) -> None:
        person, latest = conversation.person, conversation.latest
        self._people.save(person)
        columns = "latest_id, latest_sort, latest_body, latest_at, latest_is_mine, unread"
        is_mine = latest.sender_id != person.id
        values = (latest.id, latest.order, latest.body, micros(latest.created_at), is_mine, conversation.unread)
        is_changed = self._db.write(
            f"INSERT INTO conversation (person, active_at, {columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            f"ON CONFLICT DO UPDATE SET ({columns}) = (excluded.latest_id, excluded.latest_sort, excluded.latest_body, "
            "excluded.latest_at, excluded.latest_is_mine, excluded.unread) WHERE "
            "latest_id IS NOT excluded.latest_id OR unread <> excluded.unread OR latest_body <> excluded.latest_body",
            (person.id, micros(latest.created_at), *values),
        )
        if is_changed:
            self.leave_out_hidden(person.id)
            self.follow_messages(person.id)
            self._note(person.id)

    def _note(self, person: PersonId) -> None:
        self._db.note(ChangeSet(conversations=frozenset({person}), counts=frozenset({MESSAGES})))


def _conversation_from(row: Row) -> StoredConversation:
    delivery = delivery_from(row[DELIVERY_AT:PERSON_AT]) if text_or_none(row[DELIVERY_AT + 1]) else None
    return StoredConversation(
        person=person_from(row[PERSON_AT:]),
        latest_body=text(row[0]),
        latest_at=moment(row[1]),
        latest_is_mine=flag(row[2]),
        unread=whole(row[3]),
        delivery=delivery,
    )
