"""The tutorial's own server after chapter 23: people and followers, nothing else.

It has one token for each person, shared by all devices and good for one hour,
and nothing that tells who the token belongs to.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import NoReturn
from urllib.parse import quote

import msgspec

from microblog_desktop.api.errors import BadAnswer, NotOffered
from microblog_desktop.api.exchange import Request
from microblog_desktop.api.microblog.calls import basic_sign_in, fetch_picture, ping
from microblog_desktop.api.microblog.people import encode_change, numbered, rest_of
from microblog_desktop.api.reading import Reader
from microblog_desktop.api.server import PAGE_LENGTH, FoundPeople, FoundPosts, PeoplePage, Picture, SignedIn
from microblog_desktop.api.transport import Transport
from microblog_desktop.api.wire.structures import PeopleWire, PersonWire, TokenWire
from microblog_desktop.api.wire.values import decode, read_token
from microblog_desktop.domain.event import LiveEvent
from microblog_desktop.domain.export import RemoteExport
from microblog_desktop.domain.ids import MessageId, NotificationId, PersonId, PostId, TimelineKey
from microblog_desktop.domain.inbox.message import ConversationPage, Message, MessagePage, UnreadCounts
from microblog_desktop.domain.inbox.notification import NotificationPage
from microblog_desktop.domain.people.lists import ProfileChange, Suggestion, Trend
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.posts.post import Post, Reaction, Thread
from microblog_desktop.domain.posts.timeline import TimelinePage
from microblog_desktop.domain.posts.translation import Translation
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import ServerDescription

_MOST_PAGES = 1000


class Chapter23Server:
    """A server without a service document that signs people in."""

    def __init__(self, description: ServerDescription, transport: Transport, my_id: PersonId | None = None) -> None:
        self.description = description
        self._transport = transport
        self._read = Reader(description.url)
        self._my_id = my_id

    @property
    def clock_offset(self) -> timedelta:
        return self._transport.clock_offset

    async def ping(self) -> None:
        await ping(self._transport)

    async def sign_in(self, username: str, password: Secret) -> SignedIn:
        answer = await self._transport.call(basic_sign_in(username, password))
        token = read_token(decode(answer.body, TokenWire).token)
        person = await self._find(username, (("Authorization", f"Bearer {token.reveal()}"),))
        if person is None:
            raise BadAnswer("signed in as nobody in the list of people")
        self._my_id = person.id
        return SignedIn(token, person)

    async def register(self, username: str, email: str, password: Secret) -> Person:
        content = msgspec.json.encode({"username": username, "email": email, "password": password.reveal()})
        answer = await self._transport.call(Request("POST", "/api/users", json=content))
        return self._read.person(decode(answer.body, PersonWire))

    async def sign_out(self) -> None:
        """Forget only: revoking here would end the person's other devices as well."""

    async def me(self) -> Person:
        if self._my_id is None:
            raise NotOffered("me")
        return await self.person(self._my_id)

    async def people(self, page: int) -> PeoplePage:
        return await self._people("/api/users", page)

    async def followers(self, id: PersonId, page: int) -> PeoplePage:
        return await self._people(f"/api/users/{quote(id, safe='')}/followers", page)

    async def following(self, id: PersonId, page: int) -> PeoplePage:
        return await self._people(f"/api/users/{quote(id, safe='')}/following", page)

    async def change_profile(self, me: PersonId, change: ProfileChange) -> Person:
        request = Request("PUT", f"/api/users/{quote(me, safe='')}", json=encode_change(change))
        return self._read.person(decode((await self._transport.call(request)).body, PersonWire))

    async def person(self, id: PersonId) -> Person:
        answer = await self._transport.call(Request("GET", f"/api/users/{quote(id, safe='')}"))
        return self._read.person(decode(answer.body, PersonWire))

    async def picture(self, url: str, etag: str | None) -> Picture | None:
        return await fetch_picture(self._transport, url, etag)

    async def aclose(self) -> None:
        await self._transport.aclose()

    async def timeline(
        self, key: TimelineKey, *, before: str | None = None, after: str | None = None, limit: int = PAGE_LENGTH
    ) -> TimelinePage:
        _not_offered(f"timeline {key}")

    async def create_post(self, body: str, *, reply_to: PostId | None, idempotency_key: str) -> Post:
        _not_offered("create post")

    async def edit_post(self, id: PostId, body: str) -> Post:
        _not_offered("edit post")

    async def delete_post(self, id: PostId) -> None:
        _not_offered("delete post")

    async def post(self, id: PostId) -> Post:
        _not_offered("post")

    async def thread(self, id: PostId) -> Thread:
        _not_offered("thread")

    async def react(self, id: PostId, reaction: Reaction) -> None:
        _not_offered(reaction.value)

    async def unreact(self, id: PostId, reaction: Reaction) -> None:
        _not_offered(reaction.value)

    async def translation(self, id: PostId, to: str) -> Translation:
        _not_offered("translation")

    async def newest_posts_of(self, person: PersonId, limit: int) -> tuple[Post, ...]:
        _not_offered("posts of a person")

    async def conversations(self, *, before: str | None = None, limit: int = PAGE_LENGTH) -> ConversationPage:
        _not_offered("conversations")

    async def messages(
        self, person: PersonId, *, before: str | None = None, after: str | None = None, limit: int = PAGE_LENGTH
    ) -> MessagePage:
        _not_offered("messages")

    async def send_message(self, person: PersonId, body: str, *, idempotency_key: str) -> Message:
        _not_offered("send message")

    async def mark_read(self, person: PersonId, up_to: MessageId) -> None:
        _not_offered("mark read")

    async def delete_message(self, person: PersonId, id: MessageId) -> None:
        _not_offered("delete message")

    async def notifications(
        self, *, before: str | None = None, after: str | None = None, limit: int = PAGE_LENGTH
    ) -> NotificationPage:
        _not_offered("notifications")

    async def mark_notifications_read(self, up_to: NotificationId) -> None:
        _not_offered("notifications")

    async def start_export(self, *, idempotency_key: str) -> RemoteExport:
        _not_offered("export")

    async def export(self, id: str) -> RemoteExport:
        _not_offered("export")

    def export_file(self, id: str) -> AsyncGenerator[bytes, None]:
        _not_offered("export")

    async def counts(self) -> UnreadCounts:
        _not_offered("counts")

    async def person_by_username(self, username: str) -> Person | None:
        return await self._find(username, ())

    async def search_posts(self, typed: str, before: str | None = None) -> FoundPosts:
        _not_offered("search")

    async def search_people(self, typed: str) -> FoundPeople:
        _not_offered("search")

    async def suggestions(self) -> tuple[Suggestion, ...]:
        _not_offered("suggestions")

    async def trends(self) -> tuple[Trend, ...]:
        _not_offered("trends")

    async def change_password(self, current: Secret, new: Secret) -> None:
        _not_offered("change password")

    async def put_avatar(self, image: bytes) -> Person:
        _not_offered("avatar")

    async def remove_avatar(self) -> None:
        _not_offered("avatar")

    async def ask_password_reset(self, email: str) -> None:
        _not_offered("password reset")

    async def reset_password(self, token: str, new: Secret) -> None:
        _not_offered("password reset")

    async def follow(self, id: PersonId) -> None:
        _not_offered("follow")

    async def unfollow(self, id: PersonId) -> None:
        _not_offered("unfollow")

    def events(self, last_id: str | None) -> AsyncGenerator[LiveEvent, None]:
        _not_offered("events")

    async def _find(self, username: str, headers: tuple[tuple[str, str], ...]) -> Person | None:
        for page in range(1, _MOST_PAGES):
            found = await self._people("/api/users", page, headers)
            for person in found.people:
                if person.username == username:
                    return person
            if not found.has_more:
                break
        return None

    async def _people(self, path: str, page: int, headers: tuple[tuple[str, str], ...] = ()) -> PeoplePage:
        wire = decode((await self._transport.call(Request("GET", path, numbered(page), headers))).body, PeopleWire)
        return PeoplePage(self._read.people(wire.items), *rest_of(wire, page))


def _not_offered(what: str) -> NoReturn:
    raise NotOffered(what)
