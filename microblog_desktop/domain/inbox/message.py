"""Private messages and conversations as a server tells them."""

from __future__ import annotations

from datetime import datetime

from microblog_desktop.domain.ids import MessageId, PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One private message; `order` and `cursor` are as in `RemoteEntry`."""

    id: MessageId
    sender_id: PersonId
    recipient_id: PersonId
    body: str
    created_at: datetime
    order: str
    cursor: str
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """All messages with one person: the latest one and how many are unread."""

    person: Person
    latest: Message
    unread: int


@dataclass(frozen=True, slots=True)
class MessagePage:
    """A run of neighbouring messages, newest first; `has_more` as in `TimelinePage`.

    `read_up_to` is the newest message of mine that the other person has read.
    """

    messages: tuple[Message, ...]
    has_more: bool
    read_up_to: MessageId | None = None


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """Conversations by their latest message, newest first."""

    conversations: tuple[Conversation, ...]
    has_more: bool
    older: str | None = None


@dataclass(frozen=True, slots=True)
class UnreadCounts:
    """What waits to be read, as the server counts it."""

    messages: int = 0
    notifications: int = 0
