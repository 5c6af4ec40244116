"""Our own API: cursors, idempotency keys, private messages (docs/server.md)."""

from __future__ import annotations

import base64
from collections.abc import AsyncGenerator
from datetime import timedelta
from urllib.parse import quote

import msgspec

from microblog_desktop.api.errors import BadAnswer, NotOffered
from microblog_desktop.api.events.stream import hold_stream
from microblog_desktop.api.exchange import Request
from microblog_desktop.api.reading import Reader
from microblog_desktop.api.server import PAGE_LENGTH, PICTURE_LIMIT_BYTES, PeoplePage, Picture, SignedIn
from microblog_desktop.api.transport import Transport
from microblog_desktop.api.wire import (
    ConversationsWire,
    MessagesWire,
    MessageWire,
    PeopleWire,
    PersonWire,
    PostsWire,
    PostWire,
    ThreadWire,
    TokenWire,
    TranslationWire,
    UnreadWire,
    decode,
    read_count,
    read_token,
)
from microblog_desktop.domain.event import LiveEvent
from microblog_desktop.domain.ids import BOOKMARKS, EXPLORE, HOME, MessageId, PersonId, PostId, TimelineKey
from microblog_desktop.domain.message import ConversationPage, Message, MessagePage, UnreadCounts
from microblog_desktop.domain.person import Person
from microblog_desktop.domain.post import Post, Reaction, Thread
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import ServerDescription
from microblog_desktop.domain.timeline import TimelinePage
from microblog_desktop.domain.translation import Translation

# What an integer of any server fits into; Python reads no number of thousands of digits.
_LONGEST_NUMBER = 18
_PATHS = {HOME: "/api/timeline", EXPLORE: "/api/explore", BOOKMARKS: "/api/me/bookmarks"}
Query = tuple[tuple[str, str], ...]


class MicroblogServer:
    """A server that has a service document."""

    def __init__(self, description: ServerDescription, transport: Transport) -> None:
        self.description = description
        self._transport = transport
        self._read = Reader(description.url)

    @property
    def clock_offset(self) -> timedelta:
        return self._transport.clock_offset

    async def ping(self) -> None:
        await ping(self._transport)

    async def sign_in(self, username: str, password: Secret) -> SignedIn:
        answer = await self._transport.call(basic_sign_in(username, password))
        wire = decode(answer.body, TokenWire)
        token = read_token(wire.token)
        if wire.person is not None:
            return SignedIn(token, self._read.person(wire.person))
        # The token is not this object's own, so it goes along by hand.
        request = Request("GET", "/api/me", headers=(("Authorization", f"Bearer {token.reveal()}"),))
        return SignedIn(token, self._read.person(decode((await self._transport.call(request)).body, PersonWire)))

    async def register(self, username: str, email: str, password: Secret) -> Person:
        body = {"username": username, "email": email, "password": password.reveal()}
        return self._read.person(decode(await self._post("/api/users", body), PersonWire))

    async def sign_out(self) -> None:
        await self._transport.call(Request("DELETE", "/api/tokens"))

    async def me(self) -> Person:
        return self._read.person(decode(await self._get("/api/me"), PersonWire))

    async def timeline(
        self, key: TimelineKey, *, before: str | None = None, after: str | None = None, limit: int = PAGE_LENGTH
    ) -> TimelinePage:
        if key not in _PATHS:
            raise NotOffered(f"timeline {key}")
        return self._read.timeline(decode(await self._get(_PATHS[key], _around(before, after, limit)), PostsWire))

    async def create_post(self, body: str, *, reply_to: PostId | None, idempotency_key: str) -> Post:
        content: dict[str, object] = {"body": body}
        if reply_to is not None:
            content["reply_to"] = _native(reply_to)
        return self._read.post(decode(await self._post("/api/posts", content, idempotency_key), PostWire))

    async def edit_post(self, id: PostId, body: str) -> Post:
        request = Request("PUT", f"/api/posts/{_segment(id)}", json=msgspec.json.encode({"body": body}))
        return self._read.post(decode((await self._transport.call(request)).body, PostWire))

    async def delete_post(self, id: PostId) -> None:
        await self._transport.call(Request("DELETE", f"/api/posts/{_segment(id)}"))

    async def post(self, id: PostId) -> Post:
        return self._read.post(decode(await self._get(f"/api/posts/{_segment(id)}"), PostWire))

    async def thread(self, id: PostId) -> Thread:
        return self._read.thread(decode(await self._get(f"/api/posts/{_segment(id)}/thread"), ThreadWire))

    async def react(self, id: PostId, reaction: Reaction) -> None:
        await self._transport.call(Request("PUT", f"/api/posts/{_segment(id)}/{reaction.value}"))

    async def unreact(self, id: PostId, reaction: Reaction) -> None:
        await self._transport.call(Request("DELETE", f"/api/posts/{_segment(id)}/{reaction.value}"))

    async def translation(self, id: PostId, to: str) -> Translation:
        body = await self._get(f"/api/posts/{_segment(id)}/translation", (("to", to),))
        return self._read.translation(decode(body, TranslationWire))

    async def newest_posts_of(self, person: PersonId, limit: int) -> tuple[Post, ...]:
        body = await self._get(f"/api/users/{_segment(person)}/posts", _around(None, None, limit))
        entries = self._read.timeline(decode(body, PostsWire)).entries
        return tuple(entry.post for entry in entries if entry.post.author.id == person)

    async def conversations(self, *, before: str | None = None, limit: int = PAGE_LENGTH) -> ConversationPage:
        body = await self._get("/api/conversations", _around(before, None, limit))
        return self._read.conversations(decode(body, ConversationsWire))

    async def messages(
        self, person: PersonId, *, before: str | None = None, after: str | None = None, limit: int = PAGE_LENGTH
    ) -> MessagePage:
        body = await self._get(_conversation(person, "messages"), _around(before, after, limit))
        return self._read.messages(decode(body, MessagesWire))

    async def send_message(self, person: PersonId, body: str, *, idempotency_key: str) -> Message:
        answer = await self._post(_conversation(person, "messages"), {"body": body}, idempotency_key)
        return self._read.message(decode(answer, MessageWire))

    async def mark_read(self, person: PersonId, up_to: MessageId) -> None:
        content = msgspec.json.encode({"up_to": _native(up_to)})
        await self._transport.call(Request("PUT", _conversation(person, "read"), json=content))

    async def counts(self) -> UnreadCounts:
        wire = decode(await self._get("/api/me/counts"), UnreadWire)
        return UnreadCounts(messages=read_count(wire.messages) or 0, notifications=read_count(wire.notifications) or 0)

    async def people(self, page: int) -> PeoplePage:
        wire = decode(await self._get("/api/users", (("page", str(page)), ("per_page", "100"))), PeopleWire)
        has_more = bool(wire.meta and wire.meta.total_pages and wire.meta.total_pages > page and wire.items)
        return PeoplePage(self._read.people(wire.items), has_more)

    async def person(self, id: PersonId) -> Person:
        return self._read.person(decode(await self._get(f"/api/users/{_segment(id)}"), PersonWire))

    async def person_by_username(self, username: str) -> Person | None:
        found = decode(await self._get("/api/users", (("username", username),)), PeopleWire)
        wanted = username.casefold()
        return next((one for one in self._read.people(found.items) if one.username.casefold() == wanted), None)

    async def follow(self, id: PersonId) -> None:
        await self._transport.call(Request("PUT", f"/api/me/following/{_segment(id)}"))

    async def unfollow(self, id: PersonId) -> None:
        await self._transport.call(Request("DELETE", f"/api/me/following/{_segment(id)}"))

    def events(self, last_id: str | None) -> AsyncGenerator[LiveEvent, None]:
        return hold_stream(self._transport, "/api/stream", last_id)

    async def picture(self, url: str, etag: str | None) -> Picture | None:
        return await fetch_picture(self._transport, url, etag)

    async def aclose(self) -> None:
        await self._transport.aclose()

    async def _get(self, path: str, query: Query = ()) -> bytes:
        return (await self._transport.call(Request("GET", path, query))).body

    async def _post(self, path: str, content: dict[str, object] | dict[str, str], key: str | None = None) -> bytes:
        headers = (("Idempotency-Key", key),) if key else ()
        return (await self._transport.call(Request("POST", path, (), headers, msgspec.json.encode(content)))).body


async def ping(transport: Transport) -> None:
    """Any answer will do, as long as it is not a gateway's complaint that nobody is behind it."""
    answer = await transport.ask(Request("GET", "/api"))
    if answer.status in (502, 503, 504):
        raise BadAnswer(f"gateway says {answer.status}")


def basic_sign_in(username: str, password: Secret) -> Request:
    """Chapter 23's sign-in, which ours keeps. A colon in the user name has no place in HTTP Basic."""
    pair = f"{username}:{password.reveal()}".encode()
    credentials = base64.b64encode(pair).decode("ascii")
    return Request("POST", "/api/tokens", headers=(("Authorization", f"Basic {credentials}"),))


async def fetch_picture(transport: Transport, url: str, etag: str | None) -> Picture | None:
    headers = {"Accept": "image/*"} | ({"If-None-Match": etag} if etag else {})
    answer = await transport.fetch(url, headers, limit_bytes=PICTURE_LIMIT_BYTES)
    if answer.status == 304:
        if etag is None:
            raise BadAnswer("unchanged, but nothing was known")
        return None
    return Picture(answer.body, answer.headers.get("etag"))


def _around(before: str | None, after: str | None, limit: int) -> Query:
    pairs = (("limit", str(limit)), ("before", before), ("after", after))
    return tuple((name, value) for name, value in pairs if value is not None)


def _conversation(person: PersonId, part: str) -> str:
    return f"/api/conversations/{_segment(person)}/{part}"


def _segment(id: str) -> str:
    return quote(id, safe="")


def _native(id: str) -> int | str:
    """Ids go back as they came: this API counts with integers."""
    return int(id) if id.isascii() and id.isdigit() and len(id) <= _LONGEST_NUMBER else id
