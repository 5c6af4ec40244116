"""A microblog server in memory that speaks the wire format and fails when it is told to.

It stands where the network would be (`FakeServer.network`), so the client's own
transport, adapters and decoders are all in play.
"""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import Any

import httpx

from microblog_desktop.api.detect import open_server
from microblog_desktop.api.server import Server
from microblog_desktop.api.transport import Line, Transport
from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.ids import AccountId, PersonId
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import Capability, Limits, ServerDescription, ServerKind
from tests.fakes.exports import FakeExports
from tests.fakes.notifications import FakeNotifications
from tests.fakes.post_calls import FakePostCalls
from tests.fakes.stream import FakeStreams

URL = "https://square.example"
ALL = frozenset(
    {
        Capability.HOME,
        Capability.WRITE,
        Capability.MESSAGES,
        Capability.FOLLOW,
        Capability.PEOPLE,
        Capability.IDEMPOTENCY,
        Capability.LIKES,
        Capability.REPOSTS,
        Capability.BOOKMARKS,
        Capability.TRANSLATION,
    }
)
Json = dict[str, Any]


class Fault(Enum):
    """What happens to one request."""

    REFUSED = auto()  # no connection
    CUT_BEFORE = auto()  # begun, lost on the way there
    CUT_AFTER = auto()  # carried out, the answer is lost
    TRUNCATED = auto()  # carried out, half an answer comes
    HELD = auto()  # carried out, the answer waits for `release`


@dataclass
class FakeServer:
    """Susan is person 1, John person 2. `requests` has every request as `METHOD /path`."""

    clock: Clock
    capabilities: frozenset[Capability] = ALL
    is_reachable: bool = True
    requests: list[str] = field(default_factory=list)
    posts: list[Json] = field(default_factory=list)
    messages: list[Json] = field(default_factory=list)
    follows: set[tuple[int, int]] = field(default_factory=set)
    read_up_to: dict[tuple[int, int], int] = field(default_factory=dict)
    tokens: dict[str, int] = field(default_factory=lambda: {"token-1": 1})
    pictures: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    told_of_me: Json = field(default_factory=dict)
    released: asyncio.Event = field(default_factory=asyncio.Event)
    streams: FakeStreams = field(default_factory=FakeStreams)
    exports: FakeExports = field(default_factory=FakeExports)
    post_calls: FakePostCalls = field(init=False)
    notifications: FakeNotifications = field(init=False)
    _faults: list[tuple[str, Fault | httpx.Response]] = field(default_factory=list)
    _answers: dict[str, Json] = field(default_factory=dict)
    _ids: int = 0

    def __post_init__(self) -> None:
        self.post_calls = FakePostCalls(self.posts, self.clock)
        self.notifications = FakeNotifications(self.clock, page)

    @property
    def description(self) -> ServerDescription:
        kind = ServerKind.MICROBLOG
        return ServerDescription(URL, kind, name="Square", limits=Limits(), capabilities=self.capabilities)

    @property
    def account(self) -> Account:
        return Account(AccountId("susan1"), self.description, "susan", PersonId("1"), VaultKind.KEYRING)

    def open(self, account: Account, token: Secret | None, line: Line) -> Server:
        """What `AccountSync` wants as `open_server`."""
        transport = Transport(URL, token=token, line=line, network=self.network, clock=self.clock)
        return open_server(account.server, transport, account.person_id)

    @property
    def network(self) -> httpx.MockTransport:
        return httpx.MockTransport(self._handle)

    def fail_next(self, request: str, *faults: Fault | httpx.Response) -> None:
        """Let the next requests that begin so (`POST /api/posts`) meet these faults, one each."""
        self._faults += [(request, fault) for fault in faults]

    def count(self, request: str) -> int:
        return sum(one.startswith(request) for one in self.requests)

    def bodies(self) -> list[str]:
        """What Susan and others posted, oldest first."""
        return [str(post["body"]) for post in self.posts]

    def post(self, author: int, body: str, at: datetime | None = None, reply_to: int | None = None) -> Json:
        self._ids += 1
        moment = (at or self.clock()).isoformat()
        post = {"id": self._ids, "body": body, "created_at": moment, "author": person(author), "reply_to": reply_to}
        post["counts"] = {"replies": 0, "likes": 0, "reposts": 0}
        post["mine"] = {"liked": False, "reposted": False, "bookmarked": False}
        order = f"{moment}.{self._ids:012}"
        self.posts.append(post | {"entry_id": f"p{self._ids}", "order": order, "cursor": order})
        answered = None if reply_to is None else self.post_calls.find(reply_to)
        if answered is not None:
            answered["counts"]["replies"] += 1
        return self.posts[-1]

    def posts_of(self, author: int) -> list[Json]:
        return [post for post in self.posts if post["author"]["id"] == author]

    def message(self, sender: int, recipient: int, body: str) -> Json:
        self._ids += 1
        moment = self.clock().isoformat()
        order = f"{moment}.{self._ids:012}"
        parties = {"sender_id": sender, "recipient_id": recipient, "order": order, "cursor": order}
        self.messages.append({"id": self._ids, "body": body, "created_at": moment} | parties)
        return self.messages[-1]

    async def _handle(self, request: httpx.Request) -> httpx.Response:
        line = f"{request.method} {request.url.path}"
        if not self.is_reachable:
            raise httpx.ConnectError("unreachable")
        self.requests.append(line)
        fault = self._take_fault(line)
        if isinstance(fault, httpx.Response):
            return fault
        if fault is Fault.REFUSED:
            raise httpx.ConnectError("refused")
        if fault is Fault.CUT_BEFORE:
            raise httpx.ReadError("cut")
        answer = self._answer(request)
        if fault is Fault.CUT_AFTER:
            raise httpx.ReadError("cut")
        if fault is Fault.TRUNCATED:
            return httpx.Response(answer.status_code, content=answer.content[: len(answer.content) // 2])
        if fault is Fault.HELD:
            await self.released.wait()
        return answer

    def _take_fault(self, line: str) -> Fault | httpx.Response | None:
        for waiting in self._faults:
            if line.startswith(waiting[0]):
                self._faults.remove(waiting)
                return waiting[1]
        return None

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if request.url.path in self.pictures:
            data, etag = self.pictures[request.url.path]
            if request.headers.get("If-None-Match") == etag:
                return httpx.Response(304)
            return httpx.Response(200, content=data, headers={"ETag": etag})
        if request.url.path == "/api":
            return httpx.Response(200, json={"name": "Square", "_links": {"timeline": "/api/timeline"}})
        if (request.method, request.url.path) == ("POST", "/api/tokens"):
            return self._sign_in(request.headers.get("Authorization", ""))
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        me = self.tokens.get(token)
        if me is None:
            return httpx.Response(401, json={"error": "Unauthorized", "message": "Sign in."})
        if (request.method, request.url.path) == ("DELETE", "/api/tokens"):
            del self.tokens[token]
            return httpx.Response(204)
        if (request.method, request.url.path) == ("GET", "/api/stream"):
            return self.streams.answer(request)
        body = json.loads(request.content) if request.content else {}
        key = request.headers.get("Idempotency-Key") if Capability.IDEMPOTENCY in self.capabilities else None
        if key is not None and key in self._answers:
            return httpx.Response(201, json=self._answers[key])
        for method, pattern, act in self._routes():
            found = re.fullmatch(pattern, request.url.path)
            if found and method == request.method:
                answer = act(
                    me,
                    body,
                    request.url.params,
                    *[int(group) if group.isdigit() else group for group in found.groups()],
                )
                if key is not None and answer.is_success:
                    self._answers[key] = json.loads(answer.content)
                return answer
        return httpx.Response(404, json={"error": "Not Found", "message": "It is not there."})

    def _routes(self) -> list[tuple[str, str, Callable[..., httpx.Response]]]:
        return [
            ("GET", r"/api/me", lambda me, body, query: httpx.Response(200, json=person(me) | self.told_of_me)),
            ("GET", r"/api/me/counts", self._counts),
            ("GET", r"/api/users", self._people),
            ("GET", r"/api/timeline", lambda me, body, query: page(self.posts, query)),
            ("GET", r"/api/users/(\d+)", lambda me, body, query, id: httpx.Response(200, json=person(id))),
            ("GET", r"/api/users/(\d+)/posts", lambda me, body, query, id: page(self.posts_of(id), query)),
            ("GET", r"/api/search", self._search),
            ("POST", r"/api/posts", self._create),
            ("PUT", r"/api/me/following/(\d+)", self._follow),
            ("DELETE", r"/api/me/following/(\d+)", self._unfollow),
            ("GET", r"/api/conversations", self._conversations),
            ("GET", r"/api/conversations/(\d+)/messages", self._messages),
            ("POST", r"/api/conversations/(\d+)/messages", self._send),
            ("PUT", r"/api/conversations/(\d+)/read", self._read),
            *self.post_calls.routes(),
            *self.notifications.routes(),
            *self.exports.routes(),
        ]

    def _sign_in(self, authorization: str) -> httpx.Response:
        name, _, password = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        if (name, password) != ("susan", "open sesame"):
            return httpx.Response(401, json={"error": "Unauthorized"})
        token = f"token-{len(self.tokens) + 1}-again"
        self.tokens[token] = 1
        return httpx.Response(200, json={"token": token})

    def _counts(self, me: int, body: Json, query: httpx.QueryParams) -> httpx.Response:
        return httpx.Response(
            200, json={"messages": self._unread(me, None), "notifications": self.notifications.unread}
        )

    def _people(self, me: int, body: Json, query: httpx.QueryParams) -> httpx.Response:
        john = person(2) | {"you_follow": (me, 2) in self.follows}
        return httpx.Response(200, json={"items": [person(1), john]})

    def _search(self, me: int, body: Json, query: httpx.QueryParams) -> httpx.Response:
        if query["type"] == "people":
            return httpx.Response(200, json={"items": [person(id) for id in (1, 2) if query["q"] in str(person(id))]})
        found = [post for post in self.posts if query["q"] in str(post["body"])]
        return page(found, query)

    def _create(self, me: int, body: Json, query: httpx.QueryParams) -> httpx.Response:
        if len(body["body"]) > 500:
            return httpx.Response(
                400, json={"error": "Bad Request", "message": "Too long.", "fields": {"body": "Long."}}
            )
        return httpx.Response(201, json=self.post(me, body["body"], reply_to=body.get("reply_to")))

    def _follow(self, me: int, body: Json, query: httpx.QueryParams, id: int) -> httpx.Response:
        self.follows.add((me, id))
        return httpx.Response(204)

    def _unfollow(self, me: int, body: Json, query: httpx.QueryParams, id: int) -> httpx.Response:
        self.follows.discard((me, id))
        return httpx.Response(204)

    def _conversations(self, me: int, body: Json, query: httpx.QueryParams) -> httpx.Response:
        latest: dict[int, Json] = {}
        for message in self.messages:
            latest[message["recipient_id"] if message["sender_id"] == me else message["sender_id"]] = message
        items = [
            {"person": person(other), "latest": message, "unread": self._unread(me, other), "cursor": message["cursor"]}
            for other, message in latest.items()
        ]
        return httpx.Response(200, json={"items": items[::-1], "_meta": {"has_more": False}})

    def _messages(self, me: int, body: Json, query: httpx.QueryParams, other: int) -> httpx.Response:
        between = [one for one in self.messages if {one["sender_id"], one["recipient_id"]} == {me, other}]
        return page(between, query)

    def _send(self, me: int, body: Json, query: httpx.QueryParams, other: int) -> httpx.Response:
        return httpx.Response(201, json=self.message(me, other, body["body"]))

    def _read(self, me: int, body: Json, query: httpx.QueryParams, other: int) -> httpx.Response:
        self.read_up_to[me, other] = body["up_to"]
        return httpx.Response(204)

    def _unread(self, me: int, other: int | None) -> int:
        return sum(
            one["recipient_id"] == me
            and other in (None, one["sender_id"])
            and one["id"] > self.read_up_to.get((me, one["sender_id"]), 0)
            for one in self.messages
        )


def person(id: int) -> Json:
    name = {1: "susan", 2: "john"}.get(id, f"person{id}")
    return {"id": id, "username": name, "name": name.title(), "avatar": f"/api/users/{id}/avatar"}


def page(items: list[Json], query: httpx.QueryParams) -> httpx.Response:
    """Newest first, cut as the cursors say."""
    before, after, limit = query.get("before"), query.get("after"), int(query.get("limit", 50))
    found = sorted(items, key=lambda item: str(item["order"]), reverse=True)
    if after is not None:
        newer = [item for item in found if item["order"] > after]
        return httpx.Response(200, json={"items": newer[-limit:], "_meta": {"has_more": len(newer) > limit}})
    older = [item for item in found if before is None or item["order"] < before]
    return httpx.Response(200, json={"items": older[:limit], "_meta": {"has_more": len(older) > limit}})
