"""Each request has an id, is counted and timed, and leaves a line in the log."""

from __future__ import annotations

import logging
import re
import secrets
import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from microblog_server.operation.logs import request_id
from microblog_server.operation.metrics import Metrics

log = logging.getLogger("microblog_server.access")

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_GIVEN = re.compile(rb"[A-Za-z0-9._-]{8,64}")


class Observed:
    """ASGI middleware, the outermost."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        id = _id_of(scope)
        request_id.set(id)
        status = 500
        began_s = time.perf_counter()

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(raw=message["headers"])["X-Request-Id"] = id
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        finally:
            self._note(scope, status, time.perf_counter() - began_s)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = str(getattr(scope.get("route"), "path", "other"))
        self._metrics.request(method, route, status, seconds)
        if log.isEnabledFor(logging.INFO):
            ms = round(seconds * 1000, 1)
            said = {"method": method, "route": route, "status": status, "ms": ms}
            log.info("%s %s %s in %s ms", method, route, status, ms, extra=said)


def _id_of(scope: Scope) -> str:
    """What a proxy called this request, or a new id."""
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _GIVEN.fullmatch(value):
            return str(value, "ascii")
    return secrets.token_hex(8)
