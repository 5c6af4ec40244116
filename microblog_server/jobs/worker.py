"""Does the jobs that are due, lane by lane; knows nothing of queues and processes."""

from __future__ import annotations

import asyncio
import logging
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.session import Database
from microblog_server.jobs import outbox
from microblog_server.jobs.bell import Bell
from microblog_server.jobs.kinds import LANES, Kind
from microblog_server.jobs.outbox import Claim, ClaimLostError

log = logging.getLogger(__name__)


class TryLaterError(Exception):
    """It did not work now, and may work later; the text is for the log and names no secrets."""


class CannotEverError(Exception):
    """Trying again would not help."""


class StoppedError(Exception):
    """The worker is to end; somebody else goes on."""


class Handler(Protocol):
    """Does one kind of job. `do` ends with `outbox.finish` in the transaction that writes the result."""

    @property
    def kind(self) -> Kind: ...

    async def do(self, claim: Claim) -> None: ...

    async def give_up(self, session: AsyncSession, claim: Claim) -> None:
        """Note for people that it will not be done, in the transaction that ends the job."""


class Worker:
    """It does the kinds of jobs that it was taught."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell
        self._handlers: dict[str, Handler] = {}
        self._kinds: dict[str, Kind] = {}
        self._lanes = {lane: asyncio.Lock() for lane in LANES}
        self._asked: set[str] = set()
        self._is_stopping = False

    def learn(self, handler: Handler) -> None:
        self._handlers[handler.kind.name] = handler
        self._kinds[handler.kind.name] = handler.kind

    def stop(self) -> None:
        """Begin nothing more. Long jobs look at `go_on` and give theirs back."""
        self._is_stopping = True

    def go_on(self) -> None:
        """Called by long jobs between two steps."""
        if self._is_stopping:
            raise StoppedError

    async def work(self, lane: str) -> None:
        """Do everything that is due in the lane, one after another."""
        self._asked.add(lane)
        if self._lanes[lane].locked():
            # Whoever is at it looks again before it ends.
            return
        async with self._lanes[lane]:
            while lane in self._asked:
                self._asked.discard(lane)
                while (claim := await self._claim(lane)) is not None:
                    await self._do(claim)

    async def _claim(self, lane: str) -> Claim | None:
        if self._is_stopping:
            return None
        async with self._database.writing() as session:
            return await outbox.claim(session, lane, self._kinds)

    async def _do(self, claim: Claim) -> None:
        """An error that nobody expected goes on to the log; the job is due again when its lease ends."""
        handler = self._handlers[claim.kind.name]
        try:
            if claim.attempts > claim.kind.tries:
                raise CannotEverError("it ended the worker each time")
            await handler.do(claim)
        except TryLaterError as error:
            await self._try_later(handler, claim, str(error))
        except CannotEverError as error:
            await self._give_up(handler, claim, str(error))
        except StoppedError:
            async with self._database.writing() as session:
                await outbox.give_back(session, claim)
        except ClaimLostError:
            log.warning("job %s (%s): another worker has taken it over", claim.id, claim.kind.name)

    async def _try_later(self, handler: Handler, claim: Claim, error: str) -> None:
        if claim.is_last_try:
            await self._give_up(handler, claim, error)
            return
        delay = claim.kind.delay(claim.attempts)
        log.warning("job %s (%s), try %s: %s; again later", claim.id, claim.kind.name, claim.attempts, error)
        async with self._database.writing() as session:
            await outbox.try_later(session, claim, error, delay)
        await self._bell.ring_later(claim.kind.lane, delay)

    async def _give_up(self, handler: Handler, claim: Claim, error: str) -> None:
        log.error("job %s (%s) is given up after try %s: %s", claim.id, claim.kind.name, claim.attempts, error)
        async with self._database.writing() as session:
            await outbox.fail(session, claim, error)
            await handler.give_up(session, claim)
