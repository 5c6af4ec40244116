"""What happened to the person, and how much waits to be read."""

from __future__ import annotations

import msgspec

from microblog_desktop.api.exchange import Request
from microblog_desktop.api.microblog.calls import Calls, around, native
from microblog_desktop.api.server import PAGE_LENGTH
from microblog_desktop.api.wire.structures import NotificationsWire, UnreadWire
from microblog_desktop.api.wire.values import decode, read_count
from microblog_desktop.domain.ids import NotificationId
from microblog_desktop.domain.inbox.message import UnreadCounts
from microblog_desktop.domain.inbox.notification import NotificationPage


class NotificationCalls(Calls):
    """What happened to the person, and how much waits to be read."""

    async def notifications(
        self, *, before: str | None = None, after: str | None = None, limit: int = PAGE_LENGTH
    ) -> NotificationPage:
        body = await self._get("/api/notifications", around(before, after, limit))
        return self._read.notifications(decode(body, NotificationsWire))

    async def mark_notifications_read(self, up_to: NotificationId) -> None:
        content = msgspec.json.encode({"up_to": native(up_to)})
        await self._transport.call(Request("PUT", "/api/notifications/read", json=content))

    async def counts(self) -> UnreadCounts:
        wire = decode(await self._get("/api/me/counts"), UnreadWire)
        return UnreadCounts(messages=read_count(wire.messages) or 0, notifications=read_count(wire.notifications) or 0)
