"""Bring what somebody named and is not here: a post by its id, a person by their user name."""

from __future__ import annotations

import functools

from microblog_desktop.api.errors import ApiError
from microblog_desktop.api.server import Server
from microblog_desktop.domain.ids import PostId
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.sync.errands import Errands
from microblog_desktop.sync.link import Link


class FindingSync:
    """What there is not is told as NOT_FOUND."""

    def __init__(self, link: Link, store: AccountStore) -> None:
        self._store = store
        self._errands = Errands(link, store.status)
        self.run = self._errands.run

    def find_post(self, post: PostId) -> None:
        """The activity `find-post:<id>` tells how it ends."""
        self._errands.ask(f"find-post:{post}", functools.partial(self._find_post, post))

    def find_person(self, username: str) -> None:
        """The activity `find-person:<username>` tells how it ends."""
        self._errands.ask(f"find-person:{username}", functools.partial(self._find_person, username))

    async def _find_post(self, post: PostId, server: Server) -> None:
        found = await server.post(post)
        with self._store.transaction():
            self._store.posts.save(found)

    async def _find_person(self, username: str, server: Server) -> None:
        person = await server.person_by_username(username)
        if person is None:
            raise ApiError(Problem(ProblemKind.NOT_FOUND))
        with self._store.transaction():
            self._store.people.save(person)
