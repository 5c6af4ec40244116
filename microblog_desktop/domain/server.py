"""What a server is and what it can do."""

from __future__ import annotations

from enum import Enum

from microblog_desktop.domain.values import dataclass


class ServerKind(Enum):
    MICROBLOG = "microblog"  # the whole API: it has a service document
    CHAPTER_23 = "chapter23"  # the tutorial's own server: people and followers only


class Capability(Enum):
    """Something a person can do there; offered to them only when the server offers it."""

    REGISTER = "register"
    HOME = "home"
    EXPLORE = "explore"
    USER_POSTS = "user_posts"
    WRITE = "write"
    MESSAGES = "messages"
    NOTIFICATIONS = "notifications"
    FOLLOW = "follow"
    PEOPLE = "people"
    EDIT_PROFILE = "edit_profile"
    LIKES = "likes"
    REPOSTS = "reposts"
    BOOKMARKS = "bookmarks"
    SEARCH = "search"
    STREAM = "stream"
    TRANSLATION = "translation"
    EXPORTS = "exports"
    SUGGESTIONS = "suggestions"
    TRENDS = "trends"
    OWN_LIKES = "own_likes"
    NEW_PASSWORD = "new_password"
    AVATARS = "avatars"
    DELETE_MESSAGES = "delete_messages"
    PASSWORD_RESET = "password_reset"
    IDEMPOTENCY = "idempotency"


class CountedIn(Enum):
    """What a length limit counts."""

    GRAPHEMES = "graphemes"  # characters as people count them
    CODE_POINTS = "code_points"


@dataclass(frozen=True, slots=True)
class Limits:
    post: int = 140
    message: int = 140
    about_me: int = 140
    counted_in: CountedIn = CountedIn.CODE_POINTS
    avatar_bytes: int = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ServerDescription:
    """What a server says of itself. `url` is its origin without a trailing slash."""

    url: str
    kind: ServerKind
    name: str
    version: str = ""
    people: int | None = None
    languages: tuple[str, ...] = ()
    limits: Limits = Limits()
    capabilities: frozenset[Capability] = frozenset()

    def can(self, capability: Capability) -> bool:
        return capability in self.capabilities
