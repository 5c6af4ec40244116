"""People: oneself, others, and who follows whom."""

from __future__ import annotations

import msgspec

from microblog_desktop.api.exchange import Request
from microblog_desktop.api.microblog.calls import Calls, segment
from microblog_desktop.api.server import PeoplePage
from microblog_desktop.api.wire.structures import PeopleWire, PersonWire, SuggestionsWire, TrendsWire
from microblog_desktop.api.wire.values import clean_name, decode, read_count
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import ProfileChange, Suggestion, Trend
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.secret import Secret


class PeopleCalls(Calls):
    """People: oneself, others, and who follows whom."""

    async def me(self) -> Person:
        return self._read.person(decode(await self._get("/api/me"), PersonWire))

    async def people(self, page: int) -> PeoplePage:
        return await self._people("/api/users", page)

    async def followers(self, id: PersonId, page: int) -> PeoplePage:
        return await self._people(f"/api/users/{segment(id)}/followers", page)

    async def following(self, id: PersonId, page: int) -> PeoplePage:
        return await self._people(f"/api/users/{segment(id)}/following", page)

    async def suggestions(self) -> tuple[Suggestion, ...]:
        wire = decode(await self._get("/api/me/suggestions"), SuggestionsWire)
        return tuple(Suggestion(self._read.person(one), read_count(one.followed_by) or 0) for one in wire.items)

    async def trends(self) -> tuple[Trend, ...]:
        wire = decode(await self._get("/api/explore/tags"), TrendsWire)
        found = (
            Trend(clean_name(one.tag), read_count(one.posts) or 0, read_count(one.people) or 0) for one in wire.items
        )
        return tuple(trend for trend in found if trend.tag)

    async def person(self, id: PersonId) -> Person:
        return self._read.person(decode(await self._get(f"/api/users/{segment(id)}"), PersonWire))

    async def person_by_username(self, username: str) -> Person | None:
        found = decode(await self._get("/api/users", (("username", username),)), PeopleWire)
        wanted = username.casefold()
        return next((one for one in self._read.people(found.items) if one.username.casefold() == wanted), None)

    async def change_profile(self, me: PersonId, change: ProfileChange) -> Person:
        request = Request("PUT", f"/api/users/{segment(me)}", json=encode_change(change))
        return self._read.person(decode((await self._transport.call(request)).body, PersonWire))

    async def change_password(self, current: Secret, new: Secret) -> None:
        content = msgspec.json.encode({"current": current.reveal(), "password": new.reveal()})
        await self._transport.call(Request("PUT", "/api/me/password", json=content))

    async def put_avatar(self, image: bytes) -> Person:
        answer = await self._transport.call(Request("PUT", "/api/me/avatar", file=image))
        return self._read.person(decode(answer.body, PersonWire))

    async def remove_avatar(self) -> None:
        await self._transport.call(Request("DELETE", "/api/me/avatar"))

    async def ask_password_reset(self, email: str) -> None:
        await self._post("/api/password-resets", {"email": email})

    async def reset_password(self, token: str, new: Secret) -> None:
        content = msgspec.json.encode({"password": new.reveal()})
        await self._transport.call(Request("PUT", f"/api/password-resets/{segment(token)}", json=content))

    async def follow(self, id: PersonId) -> None:
        await self._transport.call(Request("PUT", f"/api/me/following/{segment(id)}"))

    async def unfollow(self, id: PersonId) -> None:
        await self._transport.call(Request("DELETE", f"/api/me/following/{segment(id)}"))

    async def _people(self, path: str, page: int) -> PeoplePage:
        wire = decode(await self._get(path, numbered(page)), PeopleWire)
        return PeoplePage(self._read.people(wire.items), *rest_of(wire, page))


def numbered(page: int) -> tuple[tuple[str, str], ...]:
    return (("page", str(page)), ("per_page", "100"))


def rest_of(wire: PeopleWire, page: int) -> tuple[bool, int | None]:
    """Whether there are more pages, and how many people are on all of them."""
    meta = wire.meta
    has_more = bool(wire.items and meta and meta.total_pages and meta.total_pages > page)
    return has_more, read_count(meta.total_items) if meta else None


def encode_change(change: ProfileChange) -> bytes:
    """Only what changes: chapter 23 fails on null, and what is not there stays."""
    members = {
        "username": change.username,
        "name": change.name,
        "about_me": change.about_me,
        "email": change.email,
    }
    return msgspec.json.encode({name: value for name, value in members.items() if value is not None})
