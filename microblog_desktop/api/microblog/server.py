"""A server that has a service document."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from microblog_desktop.api.events.stream import hold_stream
from microblog_desktop.api.exchange import Request
from microblog_desktop.api.microblog.calls import basic_sign_in, fetch_picture, ping
from microblog_desktop.api.microblog.exports import ExportCalls
from microblog_desktop.api.microblog.messages import MessageCalls
from microblog_desktop.api.microblog.notifications import NotificationCalls
from microblog_desktop.api.microblog.people import PeopleCalls
from microblog_desktop.api.microblog.posts import PostCalls
from microblog_desktop.api.microblog.search import SearchCalls
from microblog_desktop.api.server import Picture, SignedIn
from microblog_desktop.api.wire.structures import (
    PersonWire,
    TokenWire,
)
from microblog_desktop.api.wire.values import decode, read_token
from microblog_desktop.domain.event import LiveEvent
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.secret import Secret


class MicroblogServer(PeopleCalls, PostCalls, MessageCalls, NotificationCalls, SearchCalls, ExportCalls):
    """Signs in, and does what its kinds of calls do."""

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

    def events(self, last_id: str | None) -> AsyncGenerator[LiveEvent, None]:
        return hold_stream(self._transport, "/api/stream", last_id)

    async def picture(self, url: str, etag: str | None) -> Picture | None:
        return await fetch_picture(self._transport, url, etag)

    async def aclose(self) -> None:
        await self._transport.aclose()
