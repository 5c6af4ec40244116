"""A request that was begun runs to its end, whoever gives up waiting for it."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from microblog_server.web.undisturbed import Undisturbed

SCOPE: Scope = {"type": "http", "method": "POST", "path": "/"}


class SlowApp:
    """Takes three steps, each after a turn of the loop it is told to wait for."""

    def __init__(self) -> None:
        self.may_go_on = asyncio.Event()
        self.begun = asyncio.Event()
        self.is_done = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.begun.set()
        await self.may_go_on.wait()
        await asyncio.sleep(0)
        self.is_done = True


async def _receive() -> Message:
    return {"type": "http.disconnect"}


async def _send(_message: Message) -> None:
    return None


async def test_a_cancelled_request_is_finished_all_the_same() -> None:
    app = SlowApp()
    undisturbed = Undisturbed(app)
    waiting = asyncio.get_running_loop().create_task(undisturbed(SCOPE, _receive, _send))
    await app.begun.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not app.is_done
    app.may_go_on.set()
    await undisturbed.finish()
    assert app.is_done
