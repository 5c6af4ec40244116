"""People one may meet: who to follow."""

from __future__ import annotations

from datetime import datetime, timedelta

from microblog_desktop.api.errors import ApiError
from microblog_desktop.api.server import Server
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.errors import StoreError
from microblog_desktop.sync.link import Link

_EVERY_S = 30 * 60.0
_AFTER_FAILURE_S = 120.0
_NAME = "people"


class PeopleSync:
    """The people of one account's server, as far as somebody needs them."""

    def __init__(self, link: Link, store: AccountStore) -> None:
        self._link = link
        self._store = store
        self._bell = link.bell()
        self._due: datetime = link.now()

    def refresh_when_possible(self) -> None:
        """Look again as soon as there is a network."""
        self._due = self._link.now()
        self._bell.ring()

    async def run(self) -> None:
        """A worker, runs until it is cancelled."""
        while True:
            server = self._link.server
            if server is None:
                await self._bell.wait()
            elif self._link.now() >= self._due:
                await self._refresh(server)
            else:
                await self._bell.wait((self._due - self._link.now()).total_seconds())

    async def _refresh(self, server: Server) -> None:
        self._due = self._link.now() + timedelta(seconds=_EVERY_S)
        self._store.status.begin(_NAME)
        try:
            me = await server.me()
            page = await server.people(1)
            with self._store.transaction():
                for person in (*page.people, me):
                    self._store.people.save(person)
        except (ApiError, StoreError) as error:
            self._store.status.fail(_NAME, self._link.note(error))
            self._due = self._link.now() + timedelta(seconds=_AFTER_FAILURE_S)
        else:
            self._store.status.succeed(_NAME)
