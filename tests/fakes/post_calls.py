"""What the server in memory does with one post: reactions, its thread, its translation. Susan is who asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from microblog_desktop.domain.clock import Clock

Json = dict[str, Any]
Route = tuple[str, str, Callable[..., httpx.Response]]

_MEMBERS = {"like": ("liked", "likes"), "repost": ("reposted", "reposts"), "bookmark": ("bookmarked", None)}
_GONE = {"error": "Not Found", "message": "It is not there."}


@dataclass
class FakePostCalls:
    """`posts` are the server's, oldest first; `translator` says what a text is in a language."""

    posts: list[Json]
    clock: Clock
    translator: Callable[[str, str], str] = lambda text, to: f"{text} ({to})"
    thread_limit: int = 500
    bookmarked: list[int] = field(default_factory=list)

    def routes(self) -> list[Route]:
        return [
            ("GET", r"/api/posts/(\d+)", self._post),
            ("PUT", r"/api/posts/(\d+)", self._edit),
            ("DELETE", r"/api/posts/(\d+)", self._delete),
            ("PUT", r"/api/posts/(\d+)/(like|repost|bookmark)", self._react),
            ("DELETE", r"/api/posts/(\d+)/(like|repost|bookmark)", self._unreact),
            ("GET", r"/api/posts/(\d+)/thread", self._thread),
            ("GET", r"/api/posts/(\d+)/translation", self._translation),
            ("GET", r"/api/me/bookmarks", self._bookmarks),
        ]

    def find(self, id: int) -> Json | None:
        return next((post for post in self.posts if post["id"] == id), None)

    def delete(self, id: int) -> None:
        """It is gone, and what answered it answers nothing."""
        gone = next(post for post in self.posts if post["id"] == id)
        self.posts.remove(gone)
        for post in self.posts:
            if post["reply_to"] == id:
                post["reply_to"] = None
            if post["id"] == gone["reply_to"]:
                post["counts"]["replies"] -= 1

    def _post(self, me: int, body: Json, query: httpx.QueryParams, id: int) -> httpx.Response:
        post = self.find(id)
        return httpx.Response(404, json=_GONE) if post is None else httpx.Response(200, json=post)

    def _edit(self, me: int, body: Json, query: httpx.QueryParams, id: int) -> httpx.Response:
        post = self.find(id)
        if post is None:
            return httpx.Response(404, json=_GONE)
        post |= {"body": body["body"], "edited_at": self.clock().isoformat()}
        return httpx.Response(200, json=post)

    def _delete(self, me: int, body: Json, query: httpx.QueryParams, id: int) -> httpx.Response:
        if self.find(id) is None:
            return httpx.Response(404, json=_GONE)
        self.delete(id)
        return httpx.Response(204)

    def _react(self, me: int, body: Json, query: httpx.QueryParams, id: int, reaction: str) -> httpx.Response:
        return self._set(id, reaction, has_it=True)

    def _unreact(self, me: int, body: Json, query: httpx.QueryParams, id: int, reaction: str) -> httpx.Response:
        return self._set(id, reaction, has_it=False)

    def _set(self, id: int, reaction: str, *, has_it: bool) -> httpx.Response:
        post = self.find(id)
        if post is None:
            return httpx.Response(404, json=_GONE)
        flag, count = _MEMBERS[reaction]
        if count is not None:
            post["counts"][count] += has_it - post["mine"][flag]
        post["mine"][flag] = has_it
        if reaction == "bookmark":
            others = [one for one in self.bookmarked if one != id]
            self.bookmarked = [*others, id] if has_it else others
        return httpx.Response(204)

    def _bookmarks(self, me: int, body: Json, query: httpx.QueryParams) -> httpx.Response:
        places = [(at, post) for at, id in enumerate(self.bookmarked) if (post := self.find(id)) is not None]
        items = [
            post | {"entry_id": f"b{post['id']}", "order": f"{at:06}", "cursor": f"{at:06}"} for at, post in places
        ]
        return httpx.Response(200, json={"items": items[::-1], "_meta": {"has_more": False}})

    def _thread(self, me: int, body: Json, query: httpx.QueryParams, id: int) -> httpx.Response:
        post = self.find(id)
        if post is None:
            return httpx.Response(404, json=_GONE)
        ancestors: list[Json] = []
        above = post
        while above["reply_to"] is not None and (found := self.find(above["reply_to"])) is not None:
            ancestors.insert(0, found)
            above = found
        below, replies = {id}, []
        for one in self.posts:
            if one["reply_to"] in below:
                below.add(one["id"])
                replies.append(one)
        return httpx.Response(200, json={"ancestors": ancestors, "post": post, "replies": replies[: self.thread_limit]})

    def _translation(self, me: int, body: Json, query: httpx.QueryParams, id: int) -> httpx.Response:
        post = self.find(id)
        if post is None:
            return httpx.Response(404, json=_GONE)
        text = self.translator(post["body"], query["to"])
        return httpx.Response(200, json={"text": text, "from": "de", "to": query["to"], "provider": "Fake"})
