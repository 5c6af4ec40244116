"""What a request has begun is finished, also when whoever waits for the answer gives up.

A cancelled await in the middle of a transaction would leave a database
connection in a state that nobody knows, perhaps holding SQLite's only lock.
"""

from __future__ import annotations

import asyncio
import logging

from starlette.types import ASGIApp, Receive, Scope, Send

log = logging.getLogger(__name__)


class Undisturbed:
    """ASGI middleware; `finish` before the database is closed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._requests: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = asyncio.get_running_loop().create_task(self._serve(scope, receive, send))
        self._requests.add(request)
        request.add_done_callback(self._requests.discard)
        try:
            await asyncio.shield(request)
        except asyncio.CancelledError:
            request.add_done_callback(_tell_failure)
            raise

    async def finish(self) -> None:
        """Wait for the requests that nobody waits for any more."""
        if self._requests:
            await asyncio.wait(self._requests)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


def _tell_failure(request: asyncio.Task[None]) -> None:
    error = None if request.cancelled() else request.exception()
    if error is not None:
        log.info("an answer that nobody waited for ended with %s", type(error).__name__)
