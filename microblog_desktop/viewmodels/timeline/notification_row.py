"""A row that tells what several people did: liked a post, reposted it, followed."""

from __future__ import annotations

from datetime import datetime

from microblog_desktop.domain.ids import PersonId, PostKey
from microblog_desktop.domain.inbox.notification import NotificationKind
from microblog_desktop.domain.rules.marked_text import Span
from microblog_desktop.domain.values import dataclass
from microblog_desktop.viewmodels.posts.said import Said

MOST_FACES = 6


@dataclass(frozen=True, slots=True)
class Doer:
    """One of the people who did it."""

    person: PersonId
    name: str
    username: str
    avatar_url: str | None


@dataclass(frozen=True, slots=True)
class NotificationRow:
    """`doers` are the latest of those who did it; `author` is the one to go to where there is no post.

    `names` are the places of names in `text`.
    """

    key: str
    kind: NotificationKind
    doers: tuple[Doer, ...]
    text: str
    names: tuple[Span, ...]
    excerpt: str
    created_at: datetime
    is_unread: bool
    post: PostKey | None
    author: PersonId
    said: Said

    @property
    def spoken(self) -> str:
        """As of when the row was made."""
        return self.said.text
