"""Notifications on the wire."""

from __future__ import annotations

from typing import Literal, cast

from microblog_server.cursors import Position
from microblog_server.schemas.people import Author, author
from microblog_server.schemas.posts import PostOut, post_out
from microblog_server.schemas.wire import Outgoing, Time
from microblog_server.services.notifications import NotificationView

Kind = Literal["follow", "mention", "reply", "like", "repost", "message"]


class NotificationOut(Outgoing):
    """`actor` did it; `post` for mentions, replies, likes and reposts, `message_id` for messages."""

    id: int
    cursor: str
    order: str
    kind: Kind
    actor: Author
    post: PostOut | None
    message_id: int | None
    created_at: Time
    read_at: Time | None


def notification_out(view: NotificationView) -> NotificationOut:
    one = view.notification
    place = Position(one.created_at, one.id)
    return NotificationOut(
        id=one.id,
        cursor=place.cursor,
        order=place.order,
        kind=cast(Kind, one.kind),
        actor=author(view.actor),
        post=post_out(view.post) if view.post else None,
        message_id=one.message_id,
        created_at=one.created_at,
        read_at=one.read_at,
    )
