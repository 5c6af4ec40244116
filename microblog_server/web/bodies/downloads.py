"""Files as answers: read and sent piece by piece, as fast as the reader takes them.

The pieces are sent where live events are: nothing waits for a slow reader when
the server ends.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from microblog_server.web.bodies.streams import KEY

_PIECE = 256 * 1024


class Download(Response):
    """The file must stay as long as `length` says."""

    def __init__(self, path: Path, length: int, media_type: str, headers: Mapping[str, str]) -> None:
        super().__init__(media_type=media_type, headers={**headers, "Content-Length": str(length)})
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        scope[KEY].append(_File(self._path))


class _File:
    def __init__(self, path: Path) -> None:
        self._path = path

    async def run(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "HEAD":
            with await asyncio.to_thread(self._path.open, "rb") as file:
                while piece := await asyncio.to_thread(file.read, _PIECE):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
