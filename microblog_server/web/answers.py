"""What is done with every answer: HEAD, ETag and 304, gzip, headers that keep browsers careful.

Answers are small (a page of a list), so each is held whole before it is sent; files and live events pass through.
"""

from __future__ import annotations

import gzip
import hashlib
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PASSING = ("application/zip", "text/event-stream")
_GZIP_FROM_BYTES = 1024
_GZIP_LEVEL = 5
_GZIP = re.compile(r"(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?P<q>[01](?:\.[0-9]{0,3})?))?\s*(?:,|$)", re.IGNORECASE)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


class Answers:
    """ASGI middleware, the outermost."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"
        asked = {**scope, "method": "GET"} if is_head else scope
        answer = _Answer(Headers(scope=scope), scope["method"] in ("GET", "HEAD"), scope.get("scheme") == "https")

        async def collect(message: Message) -> None:
            if answer.passes(message):
                await send(message if not is_head else {**message, "body": b""})
                return
            if not answer.take(message):
                return
            answer.complete()
            await send(answer.start)
            await send({"type": "http.response.body", "body": b"" if is_head else answer.body})

        await self._app(asked, receive, collect)


class _Answer:
    """One answer, from its first part to what is sent."""

    def __init__(self, request: Headers, is_read: bool, is_https: bool) -> None:  # noqa: FBT001
        self._request = request
        self._is_read = is_read
        self._is_https = is_https
        self._is_passing = False
        self.start: Message = {}
        self.body = b""

    def passes(self, message: Message) -> bool:
        """True for each part of an answer that is too long to be held; its headers are completed."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            self._is_passing = headers.get("content-type", "").startswith(_PASSING)
            if self._is_passing:
                self._complete_headers(headers)
        return self._is_passing

    def take(self, message: Message) -> bool:
        """Add a part; true when it was the last."""
        if message["type"] == "http.response.start":
            self.start = message
            return False
        self.body += message.get("body", b"")
        return not message.get("more_body", False)

    def complete(self) -> None:
        headers = MutableHeaders(raw=list(self.start["headers"]))
        self._complete_headers(headers)
        if self._is_read and self.start["status"] == 200:
            self._compare(headers)
        if self.start["status"] == 204 and "Content-Type" in headers:
            del headers["Content-Type"]
        self._compress(headers)
        self.start = {**self.start, "headers": headers.raw}

    def _complete_headers(self, headers: MutableHeaders) -> None:
        for name, value in _ALWAYS.items():
            headers[name] = value
        if self._is_https:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        headers.setdefault("Cache-Control", "private, no-cache" if self._is_read else "no-store")

    def _compare(self, headers: MutableHeaders) -> None:
        # Weak: the same content may come with and without gzip.
        etag = headers.setdefault("ETag", f'W/"{hashlib.sha256(self.body).hexdigest()[:32]}"')
        known = self._request.get("if-none-match", "")
        if known.strip() != "*" and _opaque(etag) not in {_opaque(one) for one in known.split(",")}:
            return
        self.start = {**self.start, "status": 304}
        self.body = b""
        for name in ("Content-Length", "Content-Type"):
            if name in headers:
                del headers[name]

    def _compress(self, headers: MutableHeaders) -> None:
        kind = headers.get("content-type", "")
        if not kind.startswith("application/json"):
            return
        headers.add_vary_header("Accept-Encoding")
        accepted = _GZIP.search(self._request.get("accept-encoding", ""))
        if len(self.body) < _GZIP_FROM_BYTES or accepted is None or not float(accepted["q"] or 1):
            return
        self.body = gzip.compress(self.body, _GZIP_LEVEL, mtime=0)
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(self.body))


def _opaque(etag: str) -> str:
    return etag.strip().removeprefix("W/")
