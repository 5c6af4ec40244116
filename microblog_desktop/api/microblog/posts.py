"""Posts: timelines, threads, writing, reactions, translation."""

from __future__ import annotations

import time

import msgspec

from microblog_desktop.api.errors import NotOffered
from microblog_desktop.api.exchange import Request
from microblog_desktop.api.microblog.calls import Calls, Query, around, native, segment
from microblog_desktop.api.reading import Reader
from microblog_desktop.api.server import PAGE_LENGTH
from microblog_desktop.api.wire.structures import (
    PostsWire,
    PostWire,
    ThreadWire,
    TranslationWire,
)
from microblog_desktop.api.wire.values import decode
from microblog_desktop.domain.ids import BOOKMARKS, EXPLORE, HOME, PersonId, PostId, TimelineKey
from microblog_desktop.domain.posts.post import Post, Reaction, Thread
from microblog_desktop.domain.posts.timeline import LIKES, TimelinePage, whose_posts, whose_replies
from microblog_desktop.domain.posts.translation import Translation

_PATHS = {
    HOME: "/api/timeline",
    EXPLORE: "/api/explore",
    BOOKMARKS: "/api/me/bookmarks",
    LIKES: "/api/me/likes",
}


class PostCalls(Calls):
    """Posts: timelines, threads, writing, reactions, translation."""

    async def timeline(
        self, key: TimelineKey, *, before: str | None = None, after: str | None = None, limit: int = PAGE_LENGTH
    ) -> TimelinePage:
        path, chosen = _place_of(key)
        query = (*around(before, after, limit), *chosen)
        reader = self._reader()
        return reader.timeline(decode(await self._get(path, query), PostsWire))

    async def post(self, id: PostId) -> Post:
        reader = self._reader()
        return reader.post(decode(await self._get(f"/api/posts/{segment(id)}"), PostWire))

    async def thread(self, id: PostId) -> Thread:
        reader = self._reader()
        return reader.thread(decode(await self._get(f"/api/posts/{segment(id)}/thread"), ThreadWire))

    async def create_post(self, body: str, *, reply_to: PostId | None, idempotency_key: str) -> Post:
        reader = self._reader()
        content: dict[str, object] = {"body": body}
        if reply_to is not None:
            content["reply_to"] = native(reply_to)
        return reader.post(decode(await self._post("/api/posts", content, idempotency_key), PostWire))

    async def edit_post(self, id: PostId, body: str) -> Post:
        reader = self._reader()
        request = Request("PUT", f"/api/posts/{segment(id)}", json=msgspec.json.encode({"body": body}))
        return reader.post(decode((await self._transport.call(request)).body, PostWire))

    async def delete_post(self, id: PostId) -> None:
        await self._transport.call(Request("DELETE", f"/api/posts/{segment(id)}"))

    async def react(self, id: PostId, reaction: Reaction) -> None:
        await self._transport.call(Request("PUT", f"/api/posts/{segment(id)}/{reaction.value}"))

    async def unreact(self, id: PostId, reaction: Reaction) -> None:
        await self._transport.call(Request("DELETE", f"/api/posts/{segment(id)}/{reaction.value}"))

    async def translation(self, id: PostId, to: str) -> Translation:
        body = await self._get(f"/api/posts/{segment(id)}/translation", (("to", to),))
        return self._read.translation(decode(body, TranslationWire))

    async def newest_posts_of(self, person: PersonId, limit: int) -> tuple[Post, ...]:
        reader = self._reader()
        body = await self._get(f"/api/users/{segment(person)}/posts", around(None, None, limit))
        entries = reader.timeline(decode(body, PostsWire)).entries
        return tuple(entry.post for entry in entries if entry.post.author.id == person)

    def _reader(self) -> Reader:
        """Ask for it before the question leaves: posts remember how old the answer may be."""
        return Reader(self.description.url, asked_at=time.monotonic_ns())


def _place_of(key: TimelineKey) -> tuple[str, Query]:
    if key in _PATHS:
        return _PATHS[key], ()
    for person, only in ((whose_posts(key), "posts"), (whose_replies(key), "replies")):
        if person is not None:
            return f"/api/users/{segment(person)}/posts", (("only", only),)
    raise NotOffered(f"timeline {key}")
