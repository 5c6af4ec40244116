"""The way to one account's server: there is a server to ask only while the line is up and the token is good."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from datetime import datetime

from microblog_desktop.api.errors import ApiError, SignedOut
from microblog_desktop.api.server import Server
from microblog_desktop.api.transport import Line
from microblog_desktop.domain.account import Account
from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.status import SessionState, StatusBoard
from microblog_desktop.sync.connectivity import Connectivity
from microblog_desktop.sync.timing import Bell, CallLater, back_off_s, loop_call_later, spread_s

log = logging.getLogger(__name__)

OpenServer = Callable[[Account, Secret | None, Line], Server]


class Link:
    """Shared by all workers of an account."""

    def __init__(
        self,
        account: Account,
        status: StatusBoard,
        open_server: OpenServer,
        *,
        clock: Clock,
        call_later: CallLater = loop_call_later,
        dice: random.Random | None = None,
    ) -> None:
        self.account = account
        self.connectivity = Connectivity(status, clock, dice or random.Random(), call_later)
        self._status = status
        self._open_server = open_server
        self._clock = clock
        self._call_later = call_later
        self._dice = dice or random.Random()
        self._bells: list[Bell] = []
        self._unsigned: Server | None = None
        self._signed: Server | None = None
        self._left: list[Server] = []
        self.connectivity.on_return(self.ring)

    @property
    def server(self) -> Server | None:
        """The server, while it is worth asking it."""
        is_signed_in = self._status.session.state is SessionState.SIGNED_IN
        return self._signed if is_signed_in and self.connectivity.is_online else None

    @property
    def unsigned_server(self) -> Server:
        """The server without a token: to look if it is there, and to sign in."""
        if self._unsigned is None:
            self._unsigned = self._open_server(self.account, None, self.connectivity)
        return self._unsigned

    @property
    def signed_server(self) -> Server | None:
        """The server with the token, whatever the state of things; to sign out."""
        return self._signed

    def server_with(self, token: Secret) -> Server:
        """The server with another token than that in use; whoever asks for it closes it."""
        return self._open_server(self.account, token, self.connectivity)

    def use_token(self, token: Secret) -> None:
        """Signed in from now on."""
        if self._signed is not None:
            self._left.append(self._signed)
        self._signed = self._open_server(self.account, token, self.connectivity)
        self._status.set_session(SessionState.SIGNED_IN)
        self.ring()

    def use_no_token(self, state: SessionState, problem: Problem | None = None) -> None:
        """There is no token, and this is what the person can do about it."""
        self._status.set_session(state, problem)
        self.ring()

    def note(self, error: ApiError | StoreError) -> Problem:
        """Learn from a failure; the problem is for the activity that failed."""
        if isinstance(error, SignedOut) and self._status.session.state is SessionState.SIGNED_IN:
            log.info("the token of account %s is not taken any more", self.account.id)
            self.use_no_token(SessionState.EXPIRED, error.problem)
        return error.problem

    def why_not(self) -> Problem | None:
        """Why there is no server to ask; None while that is not known yet."""
        if not self.connectivity.is_online:
            return Problem(ProblemKind.OFFLINE, may_retry=True)
        if self._status.session.state is SessionState.CHECKING:
            return None
        return Problem(ProblemKind.SIGNED_OUT)

    def bell(self) -> Bell:
        """A bell that rings whenever `server` may have come back."""
        bell = Bell(self._call_later)
        self._bells.append(bell)
        return bell

    def ring(self) -> None:
        for bell in self._bells:
            bell.ring()

    def now(self) -> datetime:
        return self._clock()

    def back_off_s(self, tries: int, problem: Problem | None = None) -> float:
        return back_off_s(tries, self._dice, problem.retry_after_s if problem else None)

    def spread_s(self, wait_s: float) -> float:
        return spread_s(wait_s, self._dice)

    async def aclose(self) -> None:
        for server in (self._unsigned, self._signed, *self._left):
            if server is not None:
                await server.aclose()
