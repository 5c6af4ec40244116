"""What is new to the person since this program looked first, read from the store."""

from __future__ import annotations

from collections.abc import Iterable

from microblog_desktop.domain.ids import NotificationKey, PersonId
from microblog_desktop.domain.inbox.notification import NotificationKind
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.account.unread import NOTIFICATIONS
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.rows import StoredConversation, StoredNotification

CONVERSATIONS = "conversations"
_LOOKS_AT = 100


@dataclass(frozen=True, slots=True)
class NewMessages:
    """`count` messages of a person that wait to be read; `text` is the latest."""

    person: Person
    count: int
    text: str


@dataclass(frozen=True, slots=True)
class Happenings:
    """What a bubble can tell of. Messages stand by the latest, notifications newest first."""

    messages: tuple[NewMessages, ...] = ()
    notifications: tuple[StoredNotification, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.messages or self.notifications)

    @property
    def parts(self) -> frozenset[str]:
        """Names of what is told: bubbles that share one tell of the same."""
        return frozenset(map(conversation_part, self._people)) | frozenset(map(part_of, self.notifications))

    def only(self, parts: frozenset[str]) -> Happenings:
        return Happenings(
            tuple(one for one in self.messages if conversation_part(one.person.id) in parts),
            tuple(one for one in self.notifications if part_of(one) in parts),
        )

    @property
    def _people(self) -> tuple[PersonId, ...]:
        return tuple(one.person.id for one in self.messages)


def conversation_part(person: PersonId) -> str:
    return f"conversation:{person}"


def part_of(one: StoredNotification) -> str:
    """Likes of one post are one thing; each answer is one of its own."""
    if one.kind in (NotificationKind.LIKE, NotificationKind.REPOST) and one.post is not None:
        return f"{one.kind.value}:{one.post.key}"
    return "follow" if one.kind is NotificationKind.FOLLOW else f"notification:{one.key}"


class NewsReader:
    """Remembers what was known, and gathers what came since.

    What the first answer of the server brings was unread already: it is known from then on, and not new.
    """

    def __init__(self, store: AccountStore) -> None:
        self._store = store
        self._started = store.clock()
        self._messages = {one.person.id: one for one in store.conversations.newest(_LOOKS_AT)}
        self._notifications = set(store.notifications.newest(_LOOKS_AT))
        self._knows = {CONVERSATIONS: False, NOTIFICATIONS: False}
        self._new_messages: dict[PersonId, int] = {}
        self._new_notifications: dict[NotificationKey, None] = {}

    def hear(self, changes: ChangeSet) -> frozenset[str]:
        """Take what a commit changed; returns the parts of what is new in it."""
        new = self._hear_messages(changes.conversations)
        if NOTIFICATIONS in changes.lists:
            new |= self._hear_notifications()
        for name, knows in self._knows.items():
            if not knows and name in changes.status:
                self._knows[name] = self._was_answered(name)
        return new

    def unread(self) -> Happenings:
        """All that is new and was not read meanwhile; what was read is forgotten."""
        found = (self._waiting(person) for person in tuple(self._new_messages))
        waiting = sorted((one for one in found if one is not None), key=lambda one: one.latest_at, reverse=True)
        messages = tuple(
            NewMessages(
                one.person,
                min(self._new_messages[one.person.id], one.unread),
                "" if one.latest_is_mine else one.latest_body,
            )
            for one in waiting
        )
        rows = self._store.notifications.rows(list(self._new_notifications)[-_LOOKS_AT:])
        unread = [row for row in rows if not row.is_read and row.actor is not None]
        self._new_notifications = {row.key: None for row in unread}
        return Happenings(messages, tuple(sorted(unread, key=lambda row: row.created_at, reverse=True)))

    def _waiting(self, person: PersonId) -> StoredConversation | None:
        one = self._store.conversations.get(person)
        if one is None or one.unread == 0:
            del self._new_messages[person]
            return None
        return one

    def _hear_messages(self, people: Iterable[PersonId]) -> frozenset[str]:
        new = set()
        newest = max((one.latest_at for one in self._messages.values()), default=None)
        for person in people:
            now, before = self._store.conversations.get(person), self._messages.pop(person, None)
            if now is None:
                continue
            self._messages[person] = now
            # Somebody unknown below all that is known is from further down the list.
            is_older = before is None and newest is not None and now.latest_at <= newest
            came = 0 if is_older else _came(now, before)
            if came and self._knows[CONVERSATIONS]:
                self._new_messages[person] = self._new_messages.get(person, 0) + came
                new.add(conversation_part(person))
        return frozenset(new)

    def _hear_notifications(self) -> frozenset[str]:
        keys = self._store.notifications.newest(_LOOKS_AT)
        known = [place for place, key in enumerate(keys) if key in self._notifications]
        # Below what was known are only older ones.
        fresh = [key for key in keys[: known[-1] if known else None] if key not in self._notifications]
        self._notifications = set(keys)
        if not self._knows[NOTIFICATIONS]:
            return frozenset()
        unread = [row for row in self._store.notifications.rows(fresh) if row.actor is not None and not row.is_read]
        self._new_notifications |= {row.key: None for row in unread}
        return frozenset(map(part_of, unread))

    def _was_answered(self, name: str) -> bool:
        activity = self._store.status.activity(name)
        is_since_start = activity.since is not None and activity.since >= self._started
        return is_since_start and not activity.is_busy and activity.problem is None


def _came(now: StoredConversation, before: StoredConversation | None) -> int:
    """How many messages of the other person came. One that came while another one was read counts too."""
    if now.unread == 0:
        return 0
    more = now.unread - (0 if before is None else before.unread)
    is_later = before is None or (now.latest_at > before.latest_at and not now.latest_is_mine)
    return max(more, int(is_later))
