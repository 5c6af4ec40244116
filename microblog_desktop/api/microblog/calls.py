"""What the calls of all kinds share."""

from __future__ import annotations

import base64
from datetime import timedelta
from urllib.parse import quote

import msgspec

from microblog_desktop.api.errors import BadAnswer
from microblog_desktop.api.exchange import Request
from microblog_desktop.api.reading import Reader
from microblog_desktop.api.server import PICTURE_LIMIT_BYTES, Picture
from microblog_desktop.api.transport import Transport
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import ServerDescription

# What an integer of any server fits into; Python reads no number of thousands of digits.
_LONGEST_NUMBER = 18
Query = tuple[tuple[str, str], ...]


class Calls:
    """The way to one server, and how to read its answers."""

    def __init__(self, description: ServerDescription, transport: Transport) -> None:
        self.description = description
        self._transport = transport
        self._read = Reader(description.url)

    @property
    def clock_offset(self) -> timedelta:
        return self._transport.clock_offset

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


def around(before: str | None, after: str | None, limit: int) -> Query:
    pairs = (("limit", str(limit)), ("before", before), ("after", after))
    return tuple((name, value) for name, value in pairs if value is not None)


def segment(id: str) -> str:
    return quote(id, safe="")


def native(id: str) -> int | str:
    """Ids go back as they came: this API counts with integers."""
    return int(id) if id.isascii() and id.isdigit() and len(id) <= _LONGEST_NUMBER else id
