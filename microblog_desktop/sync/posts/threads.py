"""Bring conversations, and posts that changed, up to date; one request at a time."""

from __future__ import annotations

import logging

from microblog_desktop.api.errors import ApiError, NotFound
from microblog_desktop.api.server import Server
from microblog_desktop.domain.ids import PostId, PostKey
from microblog_desktop.domain.problem import Problem
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.errors import StoreError
from microblog_desktop.sync.link import Link

log = logging.getLogger(__name__)


class ThreadSync:
    """The conversations that somebody opens; what is here of them shows meanwhile."""

    def __init__(self, link: Link, store: AccountStore) -> None:
        self._link = link
        self._store = store
        self._bell = link.bell()
        self._threads: dict[PostKey, None] = {}
        self._posts: dict[PostKey, None] = {}

    def load(self, post: PostKey) -> None:
        """Ask for what stands around a post; the activity `thread:<post>` tells how it ends."""
        self._threads[post] = None
        self._bell.ring()

    def reload(self, post: PostKey) -> None:
        """Ask for one post again. Without a network nothing is: the pages that come with it tell as much."""
        self._posts[post] = None
        self._bell.ring()

    async def run(self) -> None:
        """A worker, runs until it is cancelled."""
        while True:
            server = self._link.server
            if server is None:
                self._decline(self._link.why_not())
                await self._bell.wait()
            elif self._threads:
                await self._load(server, _first(self._threads))
            elif self._posts:
                await self._reload(server, _first(self._posts))
            else:
                await self._bell.wait()

    def _decline(self, problem: Problem | None) -> None:
        if problem is None:
            return
        for post in self._threads:
            self._store.status.fail(f"thread:{post}", problem)
        self._threads.clear()
        self._posts.clear()

    async def _load(self, server: Server, post: PostKey) -> None:
        name = f"thread:{post}"
        id = self._store.posts.remote_id(post)
        if id is None:
            # It is on its way, or gone: nobody but us knows what stands around it.
            self._store.status.succeed(name)
            return
        self._store.status.begin(name)
        try:
            await self._save_thread(server, post, id)
        except (ApiError, StoreError) as error:
            self._store.status.fail(name, self._link.note(error))
        else:
            self._store.status.succeed(name)

    async def _save_thread(self, server: Server, post: PostKey, id: PostId) -> None:
        known = self._store.threads.known_answers(post)
        try:
            thread = await server.thread(id)
        except NotFound:
            self._take_away(post)
            raise
        with self._store.transaction():
            self._store.threads.save(thread, known)

    async def _reload(self, server: Server, post: PostKey) -> None:
        id = self._store.posts.remote_id(post)
        if id is None:
            return
        try:
            found = await server.post(id)
            with self._store.transaction():
                self._store.posts.save(found)
        except NotFound:
            self._take_away(post)
        except (ApiError, StoreError) as error:
            # Nobody asked for it; a page tells the same later.
            log.info("post %s was not read again: %s", id, self._link.note(error).kind.value)

    def _take_away(self, post: PostKey) -> None:
        try:
            with self._store.transaction():
                self._store.posts.take_away(post)
        except StoreError as error:
            self._store.status.notice(error.problem)


def _first(wishes: dict[PostKey, None]) -> PostKey:
    post = next(iter(wishes))
    del wishes[post]
    return post
