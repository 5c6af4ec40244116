"""What is looked at before a request reaches its route: how often, how large, what kind."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from microblog_server.errors import TooManyRequestsError
from microblog_server.limits.limits import RateLimits
from microblog_server.security import token_hash
from microblog_server.web.failures import failure

_BODIES = {"POST", "PUT", "PATCH"}


class RequestGuard:
    """ASGI middleware: 429, 413 and 415."""

    def __init__(
        self, app: ASGIApp, rates: RateLimits, body_bytes: int, raw_bodies: Mapping[tuple[str, str], int]
    ) -> None:
        """`raw_bodies`: the requests (method, path) whose body is no JSON, and how large it may be."""
        self._app = app
        self._rates = rates
        self._body_bytes = body_bytes
        self._raw_bodies = raw_bodies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            await self._rates.any_request(address_of(scope), _token_key(headers))
        except TooManyRequestsError as error:
            await failure(429, error.message, headers=error.headers)(scope, receive, send)
            return
        raw_bytes = self._raw_bodies.get((scope["method"], scope["path"]))
        most = self._body_bytes if raw_bytes is None else raw_bytes
        if _is_too_large(headers, most):
            # The rest of the body would be read as the next request.
            await failure(413, headers={"Connection": "close"})(scope, receive, send)
            return
        if raw_bytes is None and scope["method"] in _BODIES and _has_body(headers) and not _is_json(headers):
            await failure(415, headers={"Connection": "close"})(scope, receive, send)
            return
        await self._app(scope, _counting(receive, most), send)


def _is_too_large(headers: Headers, most: int) -> bool:
    length = headers.get("content-length", "0")
    return not length.isascii() or not length.isdigit() or len(length) > 15 or int(length) > most


def _counting(receive: Receive, left: int) -> Receive:
    """A body without a length is counted as it comes."""

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(413, headers={"Connection": "close"})
        return message

    return counted


def address_of(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""


def _token_key(headers: Headers) -> str:
    authorization = headers.get("authorization", "")
    return token_hash(authorization) if authorization[:7].lower() == "bearer " else ""


def _has_body(headers: Headers) -> bool:
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


def _is_json(headers: Headers) -> bool:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))
