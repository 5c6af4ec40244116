"""Write private messages and mark them read."""

from __future__ import annotations

from datetime import datetime, timedelta

from microblog_desktop.domain.ids import JobId, MessageKey, PersonId
from microblog_desktop.domain.outbox import JobKind, conversation_queue, message_queue
from microblog_desktop.store.account_store import AccountStore


def send(store: AccountStore, person: PersonId, body: str, *, now: datetime) -> MessageKey:
    """Send a message: the row, its job and the cleared draft are one durable commit; it goes at once."""
    draft = conversation_draft(person)
    with store.durable_transaction():
        message = _add(store, person, body, now)
        store.drafts.clear(draft)
    return message


def answer(store: AccountStore, person: PersonId, body: str, *, now: datetime) -> MessageKey:
    """Send a message that was written outside of the conversation: what it answers was read, and the draft stays."""
    with store.durable_transaction():
        store.conversations.mark_read_locally(person)
        return _add(store, person, body, now)


def delete_for_me(
    store: AccountStore, key: MessageKey, *, now: datetime, undo_s: float, tells_server: bool
) -> JobId | None:
    """Take a delivered message from my side; the other person keeps it. The job takes it back until it is sent.

    Where the server cannot do that (`tells_server` is what it offers), it goes on this computer only.
    """
    with store.durable_transaction():
        found = store.messages.rows([key])
        if not found or found[0].remote_id is None:
            return None
        store.messages.hide(key)
        if not tells_server:
            return None
        return store.outbox.add(
            queue=message_queue(key),
            kind=JobKind.DELETE_MESSAGE,
            created_at=now,
            not_before=now + timedelta(seconds=undo_s),
            message=key,
            person=found[0].person,
        )


def mark_read(store: AccountStore, person: PersonId) -> None:
    """Everything in this conversation was read; sync tells the server."""
    with store.transaction():
        store.conversations.mark_read_locally(person)


def conversation_draft(person: PersonId) -> str:
    """The name of the draft in a conversation."""
    return f"conversation:{person}"


def _add(store: AccountStore, person: PersonId, body: str, now: datetime) -> MessageKey:
    text = body.rstrip()
    if not text:
        raise ValueError("nothing to send")
    message = store.messages.create_local(person, text, now)
    store.outbox.add(
        queue=conversation_queue(person),
        kind=JobKind.SEND_MESSAGE,
        created_at=now,
        not_before=now,
        body=text,
        message=message,
        person=person,
        draft=conversation_draft(person),
    )
    return message
