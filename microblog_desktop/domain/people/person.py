"""A person on a server."""

from __future__ import annotations

from datetime import datetime

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """What a server told us of somebody; `None` where it did not say."""

    id: PersonId
    username: str
    name: str = ""
    avatar_url: str | None = None
    about_me: str | None = None
    posts: int | None = None
    followers: int | None = None
    following: int | None = None
    created_at: datetime | None = None
    last_seen: datetime | None = None
    you_follow: bool | None = None
    follows_you: bool | None = None
    email: str | None = None  # one's own only

    @property
    def display_name(self) -> str:
        """The name people read: servers allow blank names, user names are never blank."""
        return self.name.strip() or self.username
