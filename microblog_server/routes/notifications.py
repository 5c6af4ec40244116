"""Notifications, and what is unread."""

from __future__ import annotations

from fastapi import APIRouter, Request, status

from microblog_server.schemas.messages import ReadUpTo
from microblog_server.schemas.notifications import NotificationOut, notification_out
from microblog_server.schemas.wire import Counts, WindowPage
from microblog_server.services import notifications
from microblog_server.web.context import Here
from microblog_server.web.parameters import Asked, window_links, window_meta
from microblog_server.web.signed_in import SignedIn

router = APIRouter(tags=["notifications"])


@router.get("/api/notifications")
async def list_notifications(
    request: Request, context: Here, reader: SignedIn, window: Asked
) -> WindowPage[NotificationOut]:
    async with context.database.reading() as session:
        page = await notifications.listing(session, reader.person_id, window)
    items = [notification_out(view) for view in page.items]
    return WindowPage(items=items, meta=window_meta(window, page), links=window_links(request, window, items, page))


@router.put("/api/notifications/read", status_code=status.HTTP_204_NO_CONTENT)
async def mark_notifications_read(context: Here, reader: SignedIn, read: ReadUpTo) -> None:
    """Everything up to this notification is read."""
    async with context.database.writing() as session:
        await notifications.mark_read(session, reader.person_id, read.up_to)


@router.get("/api/me/counts")
async def read_counts(context: Here, reader: SignedIn) -> Counts:
    """How much is unread, for badges."""
    async with context.database.reading() as session:
        counts = await notifications.counts(session, reader.person_id)
    return Counts(messages=counts.messages, notifications=counts.notifications)
