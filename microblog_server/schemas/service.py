"""The service document: what this server is and offers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from microblog_server import __version__
from microblog_server.schemas.wire import Outgoing
from microblog_server.text import ABOUT_ME_LIMIT, MESSAGE_LIMIT, POST_LIMIT

# A client offers a person only what is linked here.
_LINKS = {
    "self": "/api",
    "openapi": "/api/openapi.json",
    "tokens": "/api/tokens",
    "users": "/api/users",
    "user": "/api/users/{id}",
    "followers": "/api/users/{id}/followers",
    "followed": "/api/users/{id}/following",
    "avatar": "/api/users/{id}/avatar",
    "me": "/api/me",
    "my_avatar": "/api/me/avatar",
    "my_tokens": "/api/me/tokens",
    "my_password": "/api/me/password",
    "suggestions": "/api/me/suggestions",
    "following": "/api/me/following/{id}",
    "timeline": "/api/timeline",
    "explore": "/api/explore",
    "tags": "/api/explore/tags",
    "posts": "/api/posts",
    "post": "/api/posts/{id}",
    "thread": "/api/posts/{id}/thread",
    "like": "/api/posts/{id}/like",
    "repost": "/api/posts/{id}/repost",
    "bookmark": "/api/posts/{id}/bookmark",
    "bookmarks": "/api/me/bookmarks",
    "my_likes": "/api/me/likes",
    "user_posts": "/api/users/{id}/posts",
    "search": "/api/search",
    "conversations": "/api/conversations",
    "messages": "/api/conversations/{user_id}/messages",
    "message": "/api/conversations/{user_id}/messages/{id}",
    "messages_read": "/api/conversations/{user_id}/read",
    "notifications": "/api/notifications",
    "notifications_read": "/api/notifications/read",
    "counts": "/api/me/counts",
    "stream": "/api/stream",
    "exports": "/api/exports",
    "export": "/api/exports/{id}",
}


class Limits(Outgoing):
    """Lengths are counted in grapheme clusters, characters as people count them."""

    post: int = POST_LIMIT
    message: int = MESSAGE_LIMIT
    about_me: int = ABOUT_ME_LIMIT
    avatar_bytes: int
    counted_in: Literal["graphemes"] = "graphemes"


class Service(Outgoing):
    """`people`: how many have an account; `languages`: what posts can be translated to."""

    name: str
    version: str
    api: Literal["microblog"] = "microblog"
    limits: Limits
    people: int
    languages: list[str]
    links: dict[str, str] = Field(serialization_alias="_links")


def service_document(
    name: str, people: int, *, links: dict[str, str], languages: list[str], avatar_bytes: int
) -> Service:
    return Service(
        name=name,
        version=__version__,
        limits=Limits(avatar_bytes=avatar_bytes),
        people=people,
        languages=languages,
        links=_LINKS | links,
    )
