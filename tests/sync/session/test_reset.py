from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from microblog_desktop.api.transport import Transport
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import Capability, ServerDescription, ServerKind
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.signin_board import ResetState, SignInBoard
from microblog_desktop.sync.session.reset import PasswordResets
from microblog_desktop.sync.supervisor import Supervisor
from tests.sync.conftest import later_on_the_loop, until

URL = "https://square.example"
SQUARE = ServerDescription(URL, ServerKind.MICROBLOG, "Square", capabilities=frozenset({Capability.PASSWORD_RESET}))


class Desk:
    def __init__(self, supervisor: Supervisor) -> None:
        self.asked: list[tuple[str, str, bytes]] = []
        self.status = 204
        self.board = SignInBoard(ChangeFeed(later_on_the_loop))
        self.resets = PasswordResets(self.board, supervisor, self._connect)

    def _connect(self, url: str, token: Secret | None) -> Transport:
        assert token is None
        return Transport(url, network=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((request.method, request.url.raw_path.decode(), request.content))
        said = {"error": "no", "message": "no", "fields": {}}
        return httpx.Response(self.status, json=said if self.status >= 400 else None)

    async def ended(self) -> ResetState:
        await until(lambda: self.board.reset.state not in (ResetState.IDLE, ResetState.BUSY))
        return self.board.reset.state


@pytest.fixture
async def desk(bugs: list[Exception]) -> AsyncIterator[Desk]:
    async with Supervisor(bugs.append) as supervisor:
        desk = Desk(supervisor)
        yield desk
        await desk.resets.stop()


async def test_a_mail_is_asked_for(desk: Desk) -> None:
    desk.resets.ask(SQUARE, "susan@example.net")
    assert desk.board.reset.state is ResetState.BUSY
    assert await desk.ended() is ResetState.MAILED
    assert desk.asked == [("POST", "/api/password-resets", b'{"email":"susan@example.net"}')]


async def test_the_token_is_given_back_with_the_new_password(desk: Desk) -> None:
    desk.resets.redeem(SQUARE, Secret("a/b?c"), Secret("new and long"))
    assert await desk.ended() is ResetState.DONE
    assert desk.asked == [("PUT", "/api/password-resets/a%2Fb%3Fc", b'{"password":"new and long"}')]


async def test_what_the_server_says_stands_on_the_board(desk: Desk) -> None:
    desk.status = 404
    desk.resets.redeem(SQUARE, Secret("used"), Secret("new and long"))
    assert await desk.ended() is ResetState.FAILED
    problem = desk.board.reset.problem
    assert problem is not None
    assert problem.kind is ProblemKind.NOT_FOUND
    assert "used" not in repr(desk.board.reset)


async def test_who_went_away_is_told_nothing_more(desk: Desk) -> None:
    desk.resets.ask(SQUARE, "susan@example.net")
    desk.resets.cancel()
    assert desk.board.reset.state is ResetState.IDLE
