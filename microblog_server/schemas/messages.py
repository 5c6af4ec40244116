"""Private messages and conversations on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from microblog_server import text
from microblog_server.cursors import Position
from microblog_server.db.models import Message
from microblog_server.schemas.people import Author, author
from microblog_server.schemas.wire import Incoming, Outgoing, RowId, Time, WindowLinks, WindowMeta
from microblog_server.services.messages import ConversationView

MessageBody = Annotated[str, AfterValidator(lambda value: text.body(value, text.MESSAGE_LIMIT))]


class NewMessage(Incoming):
    body: MessageBody


class ReadUpTo(Incoming):
    up_to: RowId


class MessageOut(Outgoing):
    id: int
    cursor: str
    order: str
    sender_id: int
    recipient_id: int
    body: str
    created_at: Time
    read_at: Time | None


class MessagesMeta(WindowMeta):
    """`read_up_to`: the latest of the reader's messages that the other person has read."""

    read_up_to: int | None


class Messages(Outgoing):
    """A page of one conversation, newest first."""

    items: list[MessageOut]
    meta: MessagesMeta = Field(serialization_alias="_meta")
    links: WindowLinks = Field(serialization_alias="_links")


class ConversationOut(Outgoing):
    """One for each person; its place is that of its latest message."""

    person: Author
    latest: MessageOut
    unread: int
    cursor: str
    order: str


def message_out(message: Message) -> MessageOut:
    place = place_of(message)
    return MessageOut(
        id=message.id,
        cursor=place.cursor,
        order=place.order,
        sender_id=message.sender_id,
        recipient_id=message.recipient_id,
        body=message.body,
        created_at=message.created_at,
        read_at=message.read_at,
    )


def conversation_out(view: ConversationView) -> ConversationOut:
    latest = message_out(view.latest)
    return ConversationOut(
        person=author(view.person),
        latest=latest,
        unread=view.conversation.unread,
        cursor=latest.cursor,
        order=latest.order,
    )


def place_of(message: Message) -> Position:
    return Position(message.created_at, message.id)
