"""End tokens at the server that this computer needs no more, after another one has taken their place.

Nobody waits for it. What cannot be done now is tried again while the program runs, and then forgotten: a token is
kept in vaults alone, and the server lets one that nobody uses end by itself.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta

from microblog_desktop.api.errors import ApiError
from microblog_desktop.domain.secret import Secret
from microblog_desktop.sync.link import Link
from microblog_desktop.sync.session.vaults import Vaults

log = logging.getLogger(__name__)

# What is on its way with the old token may still arrive: its refusal would look as if the new one had ended.
_GRACE_S = 5.0
_PATIENCE_S = 5.0


class Revoking:
    """The tokens of one account that are to end: those that its vault gave up, and those of `end`."""

    def __init__(self, link: Link, vaults: Vaults) -> None:
        self._link = link
        self._vaults = vaults
        self._bell = link.bell()
        self._tokens: list[Secret] = []
        self._next_try: datetime = link.now()
        self._tries = 0

    def end(self, token: Secret) -> None:
        """This one is of no use here."""
        self._tokens.append(token)
        self._bell.ring()

    def look(self) -> None:
        """Another token was kept."""
        self._bell.ring()

    async def run(self) -> None:
        """A worker, runs until it is cancelled."""
        while True:
            self._take_replaced()
            wait_s = (self._next_try - self._link.now()).total_seconds()
            if not self._tokens or not self._link.connectivity.is_online:
                await self._bell.wait()
            elif wait_s > 0:
                await self._bell.wait(wait_s)
            else:
                await self._revoke(self._tokens[0])

    def _take_replaced(self) -> None:
        replaced = self._vaults.take_replaced(self._link.account.id)
        if replaced:
            self._tokens += replaced
            self._next_try = self._link.now() + timedelta(seconds=_GRACE_S)

    async def _revoke(self, token: Secret) -> None:
        server = self._link.server_with(token)
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await server.sign_out()
        except TimeoutError:
            self._try_later(None)
            return
        except ApiError as error:
            log.info("an older token of account %s was not revoked: %s", self._link.account.id, error)
            if error.problem.may_retry:
                self._try_later(error)
                return
        finally:
            await server.aclose()
        self._tokens.remove(token)
        self._tries = 0

    def _try_later(self, error: ApiError | None) -> None:
        wait_s = self._link.back_off_s(self._tries, error.problem if error else None)
        self._tries += 1
        self._next_try = self._link.now() + timedelta(seconds=wait_s)
