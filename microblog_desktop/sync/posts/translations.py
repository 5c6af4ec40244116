"""Have posts translated by the server; one at a time, since a translator is slow."""

from __future__ import annotations

from microblog_desktop.api.errors import ApiError
from microblog_desktop.api.server import Server
from microblog_desktop.domain.ids import PostKey
from microblog_desktop.domain.problem import Problem
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.errors import StoreError
from microblog_desktop.sync.link import Link


class TranslationSync:
    """What somebody wants to read and is not here yet. Why it failed stays on show until it is asked for again."""

    def __init__(self, link: Link, store: AccountStore) -> None:
        self._link = link
        self._store = store
        self._bell = link.bell()
        # What was wanted when the program ended is wanted still.
        self._wanted: dict[PostKey, str] = dict(store.translations.wanted())

    def ask(self, post: PostKey, target: str) -> None:
        """Have a post translated; the activity `translate:<post>` tells how it ends."""
        self._wanted[post] = target
        self._bell.ring()

    async def run(self) -> None:
        """A worker, runs until it is cancelled."""
        while True:
            server = self._link.server
            if server is None:
                self._decline(self._link.why_not())
                await self._bell.wait()
            elif self._wanted:
                post = next(iter(self._wanted))
                await self._translate(server, post, self._wanted.pop(post))
            else:
                await self._bell.wait()

    def _decline(self, problem: Problem | None) -> None:
        if problem is None:
            return
        wanted, self._wanted = self._wanted, {}
        for post in wanted:
            self._store.status.fail(f"translate:{post}", problem)

    async def _translate(self, server: Server, post: PostKey, target: str) -> None:
        name = f"translate:{post}"
        stored = self._store.posts.get(post)
        if stored is None or stored.remote_id is None or self._store.translations.has(post, target):
            self._store.status.succeed(name)
            return
        self._store.status.begin(name)
        try:
            made = await server.translation(stored.remote_id, target)
            with self._store.transaction():
                self._store.translations.save(post, target, made, of=stored.body)
        except ApiError as error:
            self._store.status.fail(name, self._link.note(error))
        except StoreError as error:
            self._store.status.fail(name, error.problem)
        else:
            self._store.status.succeed(name)
