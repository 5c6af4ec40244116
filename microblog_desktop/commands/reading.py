"""Keep what a person would hate to lose while reading and typing."""

from __future__ import annotations

from datetime import datetime

from microblog_desktop.domain.ids import NotificationKey, PersonId, PostKey, TimelineKey
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.rows import ReadingPosition, ReadUpTo

_MOST_CONVERSATIONS = 1000


def save_reading(
    store: AccountStore, timeline: TimelineKey, position: ReadingPosition | None, read: ReadUpTo | None
) -> None:
    """Come back here at the next start, and know what was new."""
    with store.transaction():
        if position is not None:
            store.timelines.reading.save_position(timeline, position)
        if read is not None:
            store.timelines.reading.save_read(timeline, read)


def save_conversation_place(store: AccountStore, person: PersonId, position: ReadingPosition | None) -> None:
    """Come back here when the conversation is opened again; without a position, to its newest message."""
    with store.transaction():
        if position is None:
            store.messages.positions.forget_position(person)
        else:
            store.messages.positions.save_position(person, position)


def keep_open(store: AccountStore, post: PostKey, steps: int) -> None:
    """So much more of a long post is wanted: 0 folds it."""
    with store.transaction():
        store.posts.set_opened(post, steps)


def mark_notifications_read(store: AccountStore, newest: NotificationKey) -> None:
    """Everything up to this one was seen; sync tells the server."""
    with store.transaction():
        store.notifications.mark_read_locally(newest)


def mark_all_read(store: AccountStore) -> None:
    """All that waits here was seen, notifications and messages; sync tells the server."""
    with store.transaction():
        for newest in store.notifications.newest(1):
            store.notifications.mark_read_locally(newest)
        for conversation in store.conversations.newest(_MOST_CONVERSATIONS):
            if conversation.unread:
                store.conversations.mark_read_locally(conversation.person.id)


def save_draft(store: AccountStore, name: str, body: str, *, now: datetime, reply_to: PostKey | None = None) -> None:
    """Keep what was typed so far, safe from a power cut."""
    with store.durable_transaction():
        store.drafts.save(name, body, reply_to, now)


def clear_draft(store: AccountStore, name: str) -> None:
    """Throw away what was typed."""
    with store.durable_transaction():
        store.drafts.clear(name)
