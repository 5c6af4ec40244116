"""Have posts translated by the server; one at a time, since a translator is slow."""

from __future__ import annotations

import functools

from microblog_desktop.api.server import Server
from microblog_desktop.domain.ids import PostKey
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.sync.errands import Errands
from microblog_desktop.sync.link import Link


class TranslationSync:
    """What somebody wants to read and is not here yet. Why it failed stays on show until it is asked for again."""

    def __init__(self, link: Link, store: AccountStore) -> None:
        self._store = store
        self._errands = Errands(link, store.status)
        self.run = self._errands.run
        # What was wanted when the program ended is wanted still.
        for post, target in store.translations.wanted():
            self.ask(post, target)

    def ask(self, post: PostKey, target: str) -> None:
        """Have a post translated; the activity `translate:<post>` tells how it ends."""
        self._errands.ask(f"translate:{post}", functools.partial(self._translate, post, target))

    async def _translate(self, post: PostKey, target: str, server: Server) -> None:
        stored = self._store.posts.get(post)
        if stored is None or stored.remote_id is None or self._store.translations.has(post, target):
            return
        made = await server.translation(stored.remote_id, target)
        with self._store.transaction():
            self._store.translations.save(post, target, made, of=stored.body)
