"""A new password for somebody who forgot it: ask for the mail, then prove with its token who one is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from microblog_desktop.api.detect import open_server
from microblog_desktop.api.errors import ApiError
from microblog_desktop.api.server import Server
from microblog_desktop.api.transport import Transport
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import ServerDescription
from microblog_desktop.store.signin_board import ResetState, SignInBoard
from microblog_desktop.sync.supervisor import Running, Supervisor

ConnectTo = Callable[[str, Secret | None], Transport]


class PasswordResets:
    """One wish at a time; how it goes stands on the board as `reset`."""

    def __init__(self, board: SignInBoard, supervisor: Supervisor, connect: ConnectTo) -> None:
        self._board = board
        self._supervisor = supervisor
        self._connect = connect
        self._running: Running | None = None

    def ask(self, server: ServerDescription, email: str) -> None:
        """Have a token mailed there; the server does not say whether it knows the address."""
        self._begin(server, ResetState.MAILED, lambda there: there.ask_password_reset(email))

    def redeem(self, server: ServerDescription, token: Secret, new: Secret) -> None:
        """Set the new password; the token is used up by that."""
        self._begin(server, ResetState.DONE, lambda there: there.reset_password(token.reveal(), new))

    def cancel(self) -> None:
        """Whoever wished for it went away."""
        if self._running is not None:
            self._running.cancel()
        self._board.set_reset(ResetState.IDLE)

    async def stop(self) -> None:
        if self._running is not None:
            await self._running.stop()

    def _begin(self, server: ServerDescription, end: ResetState, wish: Callable[[Server], Awaitable[None]]) -> None:
        if self._running is not None:
            self._running.cancel()
        self._board.set_reset(ResetState.BUSY)
        self._running = self._supervisor.run_once("reset a password", lambda: self._do(server, end, wish))

    async def _do(
        self, description: ServerDescription, end: ResetState, wish: Callable[[Server], Awaitable[None]]
    ) -> None:
        server = open_server(description, self._connect(description.url, None))
        try:
            await wish(server)
        except ApiError as error:
            self._board.set_reset(ResetState.FAILED, error.problem)
        else:
            self._board.set_reset(end)
        finally:
            await server.aclose()
