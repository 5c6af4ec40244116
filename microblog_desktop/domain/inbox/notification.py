"""What happened to the person while they were away, as a server tells it."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from microblog_desktop.domain.ids import NotificationId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.post import Post
from microblog_desktop.domain.values import dataclass


class NotificationKind(Enum):
    FOLLOW = "follow"
    MENTION = "mention"
    REPLY = "reply"
    LIKE = "like"
    REPOST = "repost"
    MESSAGE = "message"  # told of among the conversations
    OTHER = "other"  # something that this version does not know


@dataclass(frozen=True, slots=True)
class Notification:
    """`actor` did it; `post` is what was liked or reposted, or the answer or mention itself; follows have none.

    `order` and `cursor` are as in `RemoteEntry`.
    """

    id: NotificationId
    kind: NotificationKind
    actor: Person
    created_at: datetime
    order: str
    cursor: str
    post: Post | None = None
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class NotificationPage:
    """Neighbouring notifications, newest first; `has_more` as in `TimelinePage`."""

    notifications: tuple[Notification, ...]
    has_more: bool
