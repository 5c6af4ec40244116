"""Susan's world with everything that can become a bubble."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from microblog_desktop.domain.attention import Bubble
from microblog_desktop.domain.ids import MessageId, NotificationId, PersonId
from microblog_desktop.domain.inbox.message import Conversation, ConversationPage, Message
from microblog_desktop.domain.inbox.notification import Notification, NotificationKind, NotificationPage
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.post import Post
from tests.store.world import NOON, SUSAN, World, post

MINA = Person(PersonId("3"), "mina", "Mina")
AMAL = Person(PersonId("4"), "amal", "أمل")
MINE = post(7, SUSAN, "Mine, from the tunnel")
LIKE, REPLY, FOLLOW = NotificationKind.LIKE, NotificationKind.REPLY, NotificationKind.FOLLOW


@dataclass
class Screen:
    """What the system shows: the last bubble of each key."""

    shown: list[Bubble] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    standing: dict[str, Bubble] = field(default_factory=dict)

    def show(self, bubble: Bubble) -> None:
        self.shown.append(bubble)
        self.standing[bubble.key] = bubble

    def withdraw(self, key: str) -> None:
        self.withdrawn.append(key)
        self.standing.pop(key, None)


class Server:
    """What a server would say of Susan's inbox, told to her store."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._number = 0
        self._latest: dict[PersonId, Message] = {}
        self._unread: dict[PersonId, int] = {}
        self._people: dict[PersonId, Person] = {}
        self._notifications: list[Notification] = []

    def answer(self) -> None:
        """The first look after the start, or any other."""
        self._tell()
        for name in ("conversations", "notifications"):
            self._world.store.status.begin(name)
            self._world.store.status.succeed(name)

    def write(self, person: Person, *bodies: str) -> None:
        for body in bodies:
            self._say(person, body, person.id, SUSAN.id)
            self._unread[person.id] = self._unread.get(person.id, 0) + 1
        self._tell()

    def write_from_elsewhere(self, person: Person, body: str) -> None:
        """Susan, on another computer."""
        self._say(person, body, SUSAN.id, person.id)
        self._tell()

    def read(self, person: Person) -> None:
        """On another computer."""
        self._unread[person.id] = 0
        self._tell()

    def happen(self, kind: NotificationKind, actor: Person, about: Post | None = None) -> None:
        number = self._next()
        order, at = f"{number:08}", NOON + timedelta(seconds=number)
        one = Notification(NotificationId(str(number)), kind, actor, at, order, order, about)
        self._notifications.insert(0, one)
        self._tell()

    def tell_older_conversation(self, person: Person, body: str) -> None:
        """The list of them goes further back than before."""
        self._people[person.id], self._unread[person.id] = person, 1
        self._latest[person.id] = Message(MessageId("0"), person.id, SUSAN.id, body, NOON, "0" * 8, "0" * 8)
        self._tell()

    def tell_older(self, kind: NotificationKind, actor: Person) -> None:
        """The list goes further back than before."""
        self._notifications.append(Notification(NotificationId("0"), kind, actor, NOON, "0" * 8, "0" * 8))
        self._tell()

    def read_notifications(self) -> None:
        self._notifications = [
            Notification(one.id, one.kind, one.actor, one.created_at, one.order, one.cursor, one.post, is_read=True)
            for one in self._notifications
        ]
        self._tell()

    def _say(self, person: Person, body: str, sender: PersonId, recipient: PersonId) -> None:
        number = self._next()
        order, at = f"{number:08}", NOON + timedelta(seconds=number)
        self._people[person.id] = person
        self._latest[person.id] = Message(MessageId(str(number)), sender, recipient, body, at, order, order)

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _tell(self) -> None:
        store = self._world.store
        newest = sorted(self._latest.items(), key=lambda item: item[1].order, reverse=True)
        people = tuple(Conversation(self._people[id], latest, self._unread.get(id, 0)) for id, latest in newest)
        with store.transaction():
            store.conversations.save(ConversationPage(people, has_more=False))
            store.notifications.merge_newest(NotificationPage(tuple(self._notifications), has_more=False))
