"""Fifty people who do everything at once, each remembering what must have come of it.

Everybody changes only what is theirs, one thing after the other; so each knows in the end what the server must say.
Requests that create are sent twice at once now and then, and again after others: with its key, each creates once.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

import httpx

from tests.server.client import PASSWORD, Json

_PEOPLE = 50
_AT_ONCE = 16
_PATIENCE_S = 60.0


class CrowdError(Exception):
    """The server did something that it must not."""


@dataclass(slots=True)
class Shared:
    """What everybody knows of: posts that were there at some time, and what was answered."""

    posts: list[int] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    deleted: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Member:
    """One of the crowd."""

    http: httpx.AsyncClient
    shared: Shared
    chance: random.Random
    id: int = 0
    name: str = ""
    posts: dict[int, str] = field(default_factory=dict)
    replies: dict[int, int] = field(default_factory=dict)
    liked: set[int] = field(default_factory=set)
    reposted: set[int] = field(default_factory=set)
    following: set[int] = field(default_factory=set)
    sent: Counter[int] = field(default_factory=Counter)
    earlier: list[tuple[str, Json, str, int]] = field(default_factory=list)
    number: int = 0

    async def join(self, name: str) -> None:
        content = {"username": name, "email": f"{name}@example.org", "password": PASSWORD}
        self.id = (await self.http.post("/api/users", json=content)).raise_for_status().json()["id"]
        self.name = name
        token = (await self.http.post("/api/tokens", auth=(name, PASSWORD))).raise_for_status().json()["token"]
        self.http.headers["Authorization"] = f"Bearer {token}"

    async def act(self, others: list[int]) -> None:
        """Do one thing."""
        acts: list[tuple[int, Callable[[list[int]], Awaitable[None]]]] = [
            (30, self._post),
            (8, self._reply),
            (10, self._like),
            (6, self._repost),
            (10, self._follow),
            (10, self._message),
            (6, self._delete),
            (4, self._edit),
            (6, self._repeat),
            (20, self._read),
        ]
        weights, what = zip(*acts, strict=True)
        await self.chance.choices(what, weights)[0](others)

    async def _send(
        self, method: str, path: str, allowed: Iterable[int], body: Json = None, key: str = ""
    ) -> httpx.Response:
        headers = {"Idempotency-Key": key} if key else {}
        answer = await self.http.request(method, path, json=body, headers=headers)
        self.shared.answers[f"{method} {answer.status_code}"] += 1
        if answer.status_code not in allowed:
            raise CrowdError(f"{method} {path} was answered {answer.status_code}: {answer.text[:300]}")
        return answer

    async def _create(self, path: str, body: Json, allowed: tuple[int, ...] = (201,)) -> int | None:
        """Once, although it may be sent twice at once. Returns the id."""
        self.number += 1
        key = f"{self.name}-{self.number}"
        times = 2 if self.chance.random() < 0.3 else 1
        answers = await asyncio.gather(*(self._send("POST", path, allowed, body, key) for _ in range(times)))
        ids = {answer.json()["id"] for answer in answers if answer.status_code == 201}
        if len(ids) > 1 or len({answer.status_code for answer in answers}) > 1:
            raise CrowdError(f"one key created {ids}, answers {[answer.status_code for answer in answers]}")
        if not ids:
            return None
        (id,) = ids
        self.earlier.append((path, body, key, id))
        return int(id)

    async def _repeat(self, others: list[int]) -> None:
        if self.earlier:
            path, body, key, id = self.chance.choice(self.earlier)
            answer = await self._send("POST", path, (201,), body, key)
            if answer.json()["id"] != id:
                raise CrowdError(f"the key {key} created {id}, and then {answer.json()['id']}")

    async def _post(self, others: list[int]) -> None:
        body = f"post {self.number} of {self.name} with a word{self.chance.randrange(100)}"
        id = await self._create("/api/posts", {"body": body})
        assert id is not None
        self.posts[id] = body
        self.shared.posts.append(id)

    async def _reply(self, others: list[int]) -> None:
        if self.shared.posts:
            parent = self.chance.choice(self.shared.posts)
            body = f"reply {self.number} of {self.name}"
            # 400: the post was deleted meanwhile.
            id = await self._create("/api/posts", {"body": body, "reply_to": parent}, (201, 400))
            if id is not None:
                self.posts[id] = body
                self.replies[id] = parent
                self.shared.posts.append(id)

    async def _like(self, others: list[int]) -> None:
        await self._toggle("like", self.liked)

    async def _repost(self, others: list[int]) -> None:
        await self._toggle("repost", self.reposted)

    async def _toggle(self, what: str, mine: set[int]) -> None:
        if not self.shared.posts:
            return
        post = self.chance.choice(sorted(mine)) if mine and self.chance.random() < 0.3 else None
        post = self.chance.choice(self.shared.posts[-200:]) if post is None else post
        method = "DELETE" if post in mine else "PUT"
        answer = await self._send(method, f"/api/posts/{post}/{what}", (204, 404))
        mine.discard(post)
        if method == "PUT" and answer.status_code == 204:
            mine.add(post)

    async def _follow(self, others: list[int]) -> None:
        other = self.chance.choice(others)
        method = "DELETE" if other in self.following else "PUT"
        await self._send(method, f"/api/me/following/{other}", (204,))
        self.following ^= {other}

    async def _message(self, others: list[int]) -> None:
        other = self.chance.choice(others)
        await self._create(f"/api/conversations/{other}/messages", {"body": f"to {other}"})
        self.sent[other] += 1

    async def _delete(self, others: list[int]) -> None:
        if self.posts:
            id = self.chance.choice(sorted(self.posts))
            self.shared.deleted.add(id)
            await self._send("DELETE", f"/api/posts/{id}", (204,))
            del self.posts[id]
            self.replies.pop(id, None)

    async def _edit(self, others: list[int]) -> None:
        if self.posts:
            id = self.chance.choice(sorted(self.posts))
            body = f"edited {self.number} of {self.name}"
            await self._send("PUT", f"/api/posts/{id}", (200,), {"body": body})
            self.posts[id] = body

    async def _read(self, others: list[int]) -> None:
        path = self.chance.choice(
            [
                *("/api/timeline", "/api/explore", "/api/notifications", "/api/me/counts", "/api/conversations"),
                f"/api/users/{self.chance.choice(others)}/posts",
                f"/api/search?q=word{self.chance.randrange(100)}",
            ]
        )
        await self._send("GET", path, (200,))


@dataclass(frozen=True, slots=True)
class Crowded:
    """What was done, and what is wrong."""

    answers: Counter[str]
    seconds: float
    wrong: list[str]


async def crowd(url: str, seconds: float, seed: int = 7) -> Crowded:
    """Let them loose on the server for so long; then hold what it says against what they remember."""
    shared = Shared()
    limits = httpx.Limits(max_connections=2)
    clients = [httpx.AsyncClient(base_url=url, timeout=_PATIENCE_S, limits=limits) for _ in range(_PEOPLE)]
    try:
        members = [Member(http, shared, random.Random(f"{seed} {n}")) for n, http in enumerate(clients)]
        turns = asyncio.Semaphore(_AT_ONCE)

        async def join(number: int) -> None:
            async with turns:
                await members[number].join(f"member{number}")

        await asyncio.gather(*(join(number) for number in range(_PEOPLE)))
        ids = [member.id for member in members]
        began_s = time.monotonic()

        async def live(member: Member) -> None:
            others = [id for id in ids if id != member.id]
            while time.monotonic() - began_s < seconds:
                await member.act(others)

        await asyncio.gather(*(live(member) for member in members))
        lasted_s = time.monotonic() - began_s
        wrong = [line for member in members for line in await _differences(member, members, shared)]
        return Crowded(shared.answers, lasted_s, wrong)
    finally:
        for http in clients:
            await http.aclose()


async def _differences(member: Member, members: list[Member], shared: Shared) -> list[str]:
    """Between what the server says of this member and what must be so."""
    wrong = []
    said = (await member.http.get("/api/me")).raise_for_status().json()
    followers = sum(member.id in other.following for other in members)
    expected = {
        "post_count": len(member.posts),
        "following_count": len(member.following),
        "follower_count": followers,
    }
    wrong += [
        f"{member.name}: {name} is {said[name]}, not {count}" for name, count in expected.items() if said[name] != count
    ]
    for id in sorted(member.posts)[-10:]:
        post = (await member.http.get(f"/api/posts/{id}")).raise_for_status().json()
        counts = {
            "likes": sum(id in other.liked for other in members),
            "reposts": sum(id in other.reposted for other in members),
            "replies": sum(parent == id for other in members for parent in other.replies.values()),
        }
        if (post["body"], post["counts"]) != (member.posts[id], counts):
            wrong.append(f"post {id} is {post['body']!r} {post['counts']}, not {member.posts[id]!r} {counts}")
    for other in sorted(member.sent)[:5]:
        wrong += await _lost_messages(member, next(one for one in members if one.id == other))
    return wrong


async def _lost_messages(member: Member, other: Member) -> list[str]:
    path = f"/api/conversations/{other.id}/messages"
    page = (await member.http.get(path, params={"limit": 100})).raise_for_status().json()
    count = member.sent[other.id] + other.sent[member.id]
    return (
        []
        if len(page["items"]) == min(count, 100)
        else [f"{member.name} and {other.name}: {len(page['items'])}/{count}"]
    )
