"""People: oneself, others, and who follows whom."""

from __future__ import annotations

from microblog_desktop.api.exchange import Request
from microblog_desktop.api.microblog.calls import Calls, segment
from microblog_desktop.api.server import PeoplePage
from microblog_desktop.api.wire.structures import (
    PeopleWire,
    PersonWire,
)
from microblog_desktop.api.wire.values import decode
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.person import Person


class PeopleCalls(Calls):
    """People: oneself, others, and who follows whom."""

    async def me(self) -> Person:
        return self._read.person(decode(await self._get("/api/me"), PersonWire))

    async def people(self, page: int) -> PeoplePage:
        wire = decode(await self._get("/api/users", (("page", str(page)), ("per_page", "100"))), PeopleWire)
        has_more = bool(wire.meta and wire.meta.total_pages and wire.meta.total_pages > page and wire.items)
        return PeoplePage(self._read.people(wire.items), has_more)

    async def person(self, id: PersonId) -> Person:
        return self._read.person(decode(await self._get(f"/api/users/{segment(id)}"), PersonWire))

    async def person_by_username(self, username: str) -> Person | None:
        found = decode(await self._get("/api/users", (("username", username),)), PeopleWire)
        wanted = username.casefold()
        return next((one for one in self._read.people(found.items) if one.username.casefold() == wanted), None)

    async def follow(self, id: PersonId) -> None:
        await self._transport.call(Request("PUT", f"/api/me/following/{segment(id)}"))

    async def unfollow(self, id: PersonId) -> None:
        await self._transport.call(Request("DELETE", f"/api/me/following/{segment(id)}"))
