"""Search: posts and people by what was typed, best first."""

from __future__ import annotations

from microblog_desktop.api.microblog.calls import Calls, around
from microblog_desktop.api.server import FoundPeople, FoundPosts
from microblog_desktop.api.wire.structures import PeopleWire, PostsWire
from microblog_desktop.api.wire.values import decode, read_place

FOUND_LENGTH = 30
# The server refuses more.
_LONGEST = 500


class SearchCalls(Calls):
    """Search: posts and people by what was typed, best first."""

    async def search_posts(self, typed: str, before: str | None = None) -> FoundPosts:
        query = (("q", typed[:_LONGEST]), ("type", "posts"), *around(before, None, FOUND_LENGTH))
        wire = decode(await self._get("/api/search", query), PostsWire)
        has_more = bool(wire.meta and wire.meta.has_more and wire.items)
        cursor = wire.items[-1].cursor if has_more else None
        posts = {post.id: post for post in map(self._read.post, wire.items)}
        return FoundPosts(tuple(posts.values()), older=None if cursor is None else read_place(cursor))

    async def search_people(self, typed: str) -> FoundPeople:
        query = (("q", typed[:_LONGEST]), ("type", "people"), *around(None, None, FOUND_LENGTH))
        wire = decode(await self._get("/api/search", query), PeopleWire)
        people = {person.id: person for person in self._read.people(wire.items)}
        return FoundPeople(tuple(people.values()))
