"""Private messages and what is unread."""

from __future__ import annotations

import msgspec

from microblog_desktop.api.exchange import Request
from microblog_desktop.api.microblog.calls import Calls, around, native, segment
from microblog_desktop.api.server import PAGE_LENGTH
from microblog_desktop.api.wire.structures import (
    ConversationsWire,
    MessagesWire,
    MessageWire,
)
from microblog_desktop.api.wire.values import decode
from microblog_desktop.domain.ids import MessageId, PersonId
from microblog_desktop.domain.inbox.message import ConversationPage, Message, MessagePage


class MessageCalls(Calls):
    """Private messages and what is unread."""

    async def conversations(self, *, before: str | None = None, limit: int = PAGE_LENGTH) -> ConversationPage:
        body = await self._get("/api/conversations", around(before, None, limit))
        return self._read.conversations(decode(body, ConversationsWire))

    async def messages(
        self, person: PersonId, *, before: str | None = None, after: str | None = None, limit: int = PAGE_LENGTH
    ) -> MessagePage:
        body = await self._get(_conversation(person, "messages"), around(before, after, limit))
        return self._read.messages(decode(body, MessagesWire))

    async def send_message(self, person: PersonId, body: str, *, idempotency_key: str) -> Message:
        answer = await self._post(_conversation(person, "messages"), {"body": body}, idempotency_key)
        return self._read.message(decode(answer, MessageWire))

    async def delete_message(self, person: PersonId, id: MessageId) -> None:
        await self._transport.call(Request("DELETE", f"{_conversation(person, 'messages')}/{segment(id)}"))

    async def mark_read(self, person: PersonId, up_to: MessageId) -> None:
        content = msgspec.json.encode({"up_to": native(up_to)})
        await self._transport.call(Request("PUT", _conversation(person, "read"), json=content))


def _conversation(person: PersonId, part: str) -> str:
    return f"/api/conversations/{segment(person)}/{part}"
