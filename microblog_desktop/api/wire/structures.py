"""JSON as servers send it: what may be in it.

Unknown members are ignored; absent and null optional members are the same; ids
may be numbers or text.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec

_MOST_ITEMS = 1000

Id = int | str
T = TypeVar("T")
# We ask for a hundred at most; a page of a hundred thousand would hold up the windows for a minute.
Items = Annotated[list[T], msgspec.Meta(max_length=_MOST_ITEMS)]


class LinksWire(msgspec.Struct):
    older: str | None = None
    newer: str | None = None
    next: str | None = None
    prev: str | None = None
    avatar: str | None = None


class MetaWire(msgspec.Struct):
    has_more: bool | None = None
    read_up_to: Id | None = None
    page: int | None = None
    total_pages: int | None = None
    total_items: int | None = None


class PersonWire(msgspec.Struct, rename={"links": "_links"}):
    id: Id
    username: str
    name: str | None = None
    avatar: str | None = None
    about_me: str | None = None
    post_count: int | None = None
    follower_count: int | None = None
    following_count: int | None = None
    created_at: str | None = None
    last_seen: str | None = None
    you_follow: bool | None = None
    follows_you: bool | None = None
    email: str | None = None
    links: LinksWire | None = None


class CountsWire(msgspec.Struct):
    replies: int | None = None
    likes: int | None = None
    reposts: int | None = None


class MineWire(msgspec.Struct):
    liked: bool | None = None
    reposted: bool | None = None
    bookmarked: bool | None = None


class PostWire(msgspec.Struct):
    id: Id
    body: str
    created_at: str
    author: PersonWire
    edited_at: str | None = None
    language: str | None = None
    reply_to: Id | None = None
    reply_to_author: str | PersonWire | None = None
    counts: CountsWire | None = None
    mine: MineWire | None = None
    entry_id: Id | None = None
    order: str | None = None
    cursor: str | None = None
    reposted_by: PersonWire | None = None


class PostsWire(msgspec.Struct, rename={"meta": "_meta", "links": "_links"}):
    items: Items[PostWire]
    meta: MetaWire | None = None
    links: LinksWire | None = None


class ThreadWire(msgspec.Struct):
    ancestors: Items[PostWire]
    post: PostWire
    replies: Items[PostWire]


class TranslationWire(msgspec.Struct, rename={"source": "from", "target": "to"}):
    text: str
    source: str
    target: str
    provider: str = ""


class MessageWire(msgspec.Struct):
    id: Id
    body: str
    created_at: str
    sender_id: Id | None = None
    recipient_id: Id | None = None
    sender: PersonWire | Id | None = None
    recipient: PersonWire | Id | None = None
    read_at: str | None = None
    order: str | None = None
    cursor: str | None = None


class MessagesWire(msgspec.Struct, rename={"meta": "_meta", "links": "_links"}):
    items: Items[MessageWire]
    meta: MetaWire | None = None
    links: LinksWire | None = None


class ConversationWire(msgspec.Struct):
    person: PersonWire
    latest: MessageWire
    unread: int | None = None
    cursor: str | None = None
    order: str | None = None


class ConversationsWire(msgspec.Struct, rename={"meta": "_meta", "links": "_links"}):
    items: Items[ConversationWire]
    meta: MetaWire | None = None
    links: LinksWire | None = None


class PeopleWire(msgspec.Struct, rename={"meta": "_meta", "links": "_links"}):
    items: Items[PersonWire]
    meta: MetaWire | None = None
    links: LinksWire | None = None


class SuggestedWire(PersonWire, rename={"links": "_links"}):
    followed_by: int | None = None


class SuggestionsWire(msgspec.Struct):
    items: Items[SuggestedWire]


class TrendWire(msgspec.Struct):
    tag: str
    posts: int | None = None
    people: int | None = None


class TrendsWire(msgspec.Struct):
    items: Items[TrendWire]


class NotificationWire(msgspec.Struct):
    id: Id
    kind: str
    actor: PersonWire
    created_at: str
    post: PostWire | None = None
    order: str | None = None
    cursor: str | None = None
    read_at: str | None = None


class NotificationsWire(msgspec.Struct, rename={"meta": "_meta"}):
    items: Items[NotificationWire]
    meta: MetaWire | None = None


class ExportWire(msgspec.Struct):
    id: Id
    state: str
    progress: int | None = None


class UnreadWire(msgspec.Struct):
    messages: int | None = None
    notifications: int | None = None


class LiveEventWire(msgspec.Struct):
    change: str | None = None
    post: Id | None = None
    person: Id | None = None
    entry: Id | None = None


class TokenWire(msgspec.Struct):
    token: str
    person: PersonWire | None = None


class LimitsWire(msgspec.Struct):
    post: int | None = None
    message: int | None = None
    about_me: int | None = None
    avatar_bytes: int | None = None
    counted_in: str | None = None


class LinkWire(msgspec.Struct):
    href: str


class ServiceWire(msgspec.Struct, rename={"links": "_links"}):
    name: str
    links: dict[str, str | LinkWire | None]
    version: str | None = None
    limits: LimitsWire | None = None
    people: int | None = None
    languages: list[str] | None = None


class ComplaintWire(msgspec.Struct):
    error: str | None = None
    message: str | None = None
    fields: dict[str, Any] | None = None
