"""Read a person's page, lists of people and the tags of the day; change one's own page. One request at a time."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from microblog_desktop.api.server import PeoplePage, Server
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import (
    DIRECTORY,
    SUGGESTED,
    PeopleKey,
    ProfileChange,
    Suggestion,
    whose_followed,
    whose_followers,
)
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import Capability
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.sync.errands import Errands
from microblog_desktop.sync.link import Link

PROFILE, PASSWORD, AVATAR, TRENDS = "profile", "password", "avatar", "trends"
"""Activities of what somebody changes or reads that there is only one of."""


def person_activity(person: PersonId) -> str:
    return f"person:{person}"


def list_activity(key: PeopleKey) -> str:
    """Of the first page; further ones are told by `more_activity`."""
    return f"people:{key}"


def more_activity(key: PeopleKey) -> str:
    return f"more-people:{key}"


class PeoplePages:
    """What a person opens; every method returns at once."""

    def __init__(self, link: Link, store: AccountStore) -> None:
        self._store = store
        self._errands = Errands(link, store.status)
        self.run = self._errands.run

    def load_person(self, person: PersonId) -> None:
        """Bring a person's page up to date."""
        self._errands.ask(person_activity(person), functools.partial(self._load_person, person))

    def load_people(self, key: PeopleKey) -> None:
        """Bring the first page of a list up to date."""
        self._errands.ask(list_activity(key), functools.partial(self._load_people, key))

    def load_more_people(self, key: PeopleKey) -> None:
        self._errands.ask(more_activity(key), functools.partial(self._load_more_people, key))

    def load_trends(self) -> None:
        self._errands.ask(TRENDS, self._load_trends)

    def change_profile(self, change: ProfileChange) -> None:
        """What the server refuses stands field by field in the problem of the activity `PROFILE`."""
        self._errands.ask(PROFILE, functools.partial(self._change_profile, change))

    def change_password(self, current: Secret, new: Secret) -> None:
        self._errands.ask(PASSWORD, lambda server: server.change_password(current, new))

    def put_avatar(self, image: bytes) -> None:
        self._errands.ask(AVATAR, functools.partial(self._put_avatar, image))

    def remove_avatar(self) -> None:
        self._errands.ask(AVATAR, self._remove_avatar)

    async def _load_person(self, person: PersonId, server: Server) -> None:
        found = await (server.me() if person == self._store.me else server.person(person))
        with self._store.transaction():
            self._store.person_pages.save(found)

    async def _load_people(self, key: PeopleKey, server: Server) -> None:
        if key == SUGGESTED:
            await self._load_suggested(server)
            return
        page = await _ask_for_people(server, key, 1)
        with self._store.transaction():
            self._store.people_lists.save_first_page(key, page.people, has_more=page.has_more, total=page.total)

    async def _load_suggested(self, server: Server) -> None:
        people: Sequence[Person | Suggestion]
        if server.description.can(Capability.SUGGESTIONS):
            people = await server.suggestions()
        else:
            strangers = (await server.people(1)).people
            people = [one for one in strangers if one.id != self._store.me and not one.you_follow]
        with self._store.transaction():
            self._store.people_lists.save_first_page(SUGGESTED, people, has_more=False, total=None)

    async def _load_more_people(self, key: PeopleKey, server: Server) -> None:
        state = self._store.people_lists.state(key)
        if state is None:
            await self._load_people(key, server)
        elif state.has_more:
            page = await _ask_for_people(server, key, state.pages + 1)
            with self._store.transaction():
                self._store.people_lists.save_next_page(key, page.people, has_more=page.has_more, total=page.total)

    async def _load_trends(self, server: Server) -> None:
        trends = await server.trends()
        with self._store.transaction():
            self._store.people_lists.save_trends(trends)

    async def _change_profile(self, change: ProfileChange, server: Server) -> None:
        person = await server.change_profile(self._store.me, change)
        with self._store.transaction():
            self._store.person_pages.save(person)

    async def _put_avatar(self, image: bytes, server: Server) -> None:
        person = await server.put_avatar(image)
        with self._store.transaction():
            self._store.person_pages.save(person)

    async def _remove_avatar(self, server: Server) -> None:
        await server.remove_avatar()
        await self._load_person(self._store.me, server)


async def _ask_for_people(server: Server, key: PeopleKey, page: int) -> PeoplePage:
    follows, followed = whose_followers(key), whose_followed(key)
    if follows is not None:
        return await server.followers(follows, page)
    if followed is not None:
        return await server.following(followed, page)
    assert key == DIRECTORY
    return await server.people(page)
