"""Ask the server for what somebody types; posts and people that it finds are kept, as any that it tells of."""

from __future__ import annotations

import functools

from microblog_desktop.api.server import Server
from microblog_desktop.store.account.search.answers import ServerAnswer
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.sync.errands import Errands
from microblog_desktop.sync.link import Link


class ServerSearch:
    """Satisfies `SearchSyncPort`. One request at a time; of searches that wait, only the newest is asked."""

    def __init__(self, link: Link, store: AccountStore) -> None:
        self._store = store
        self._errands = Errands(link, store.status)
        self._newest = ""
        self._newest_person = ""
        self.run = self._errands.run

    def search(self, typed: str) -> None:
        """The first page; the activity `search:<typed>` tells how it ends."""
        self._newest = typed
        self._errands.ask(f"search:{typed}", functools.partial(self._search, typed))

    def search_further(self, typed: str) -> None:
        """One more page of posts; the activity `more-search:<typed>` tells how it ends."""
        self._errands.ask(f"more-search:{typed}", functools.partial(self._search_further, typed))

    def search_people(self, typed: str) -> None:
        """Only people: the activity `search-people:<typed>` tells how it ends."""
        self._newest_person = typed
        self._errands.ask(f"search-people:{typed}", functools.partial(self._search_people, typed))

    async def _search(self, typed: str, server: Server) -> None:
        if typed != self._newest:
            return  # somebody typed on
        people = (await server.search_people(typed)).people
        found = await server.search_posts(typed)
        with self._store.transaction():
            for person in people:
                self._store.people.save(person)
            posts = tuple(self._store.posts.save(post) for post in found.posts)
        answer = ServerAnswer(posts, tuple(person.id for person in people), found.older)
        self._store.search.answers.begin(typed, answer)

    async def _search_further(self, typed: str, server: Server) -> None:
        known = self._store.search.answers.get(typed)
        if known is None or known.older is None:
            return
        found = await server.search_posts(typed, before=known.older)
        with self._store.transaction():
            posts = tuple(self._store.posts.save(post) for post in found.posts)
        self._store.search.answers.go_on(typed, posts, found.older)

    async def _search_people(self, typed: str, server: Server) -> None:
        if typed != self._newest_person:
            return  # somebody typed on
        people = (await server.search_people(typed)).people
        with self._store.transaction():
            for person in people:
                self._store.people.save(person)
        answer = ServerAnswer((), tuple(person.id for person in people), older=None)
        self._store.search.people_answers.begin(typed, answer)
