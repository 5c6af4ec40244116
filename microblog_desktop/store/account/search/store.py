"""Search in all that this computer has of an account: the face of this folder.

The thread and what it runs are loaded with the first search: the first paint waits for this module.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.store.account.search.answers import ServerAnswers
from microblog_desktop.store.account.search.index import SearchIndex
from microblog_desktop.store.account.search.recent import RecentSearches
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.sqlite.database import Database

if TYPE_CHECKING:
    from microblog_desktop.domain.search import Findings, FoundUpTo, SearchQuery
    from microblog_desktop.store.account.search.finding import Finder
    from microblog_desktop.store.account.search.searching import SearchThread
    from microblog_desktop.store.account.search.visited import VisitedPlaces


class SearchStore:
    """Posts, messages, people and drafts by their words."""

    def __init__(self, db: Database, me: PersonId, path: Path | None) -> None:
        """Without a file (the store is in memory) there is no thread: answers come at once."""
        self.index = SearchIndex(db, me)
        self.recent = RecentSearches(db)
        self.answers = ServerAnswers()
        self.people_answers = ServerAnswers()
        self._db = db
        self._path = path
        self._is_closed = False

    def find(self, query: SearchQuery, on_found: Callable[[Findings | StoreError], None]) -> None:
        """Look for `query`; `on_found` is called in another thread, unless a newer search came first."""
        if self._is_closed:
            return
        if self._path is not None:
            self._thread.find(query, on_found)
        else:
            on_found(self._finder.find(query))

    def find_older(
        self, query: SearchQuery, place: FoundUpTo, on_found: Callable[[Findings | StoreError], None]
    ) -> None:
        """The posts that follow on `Findings.older`, told as by `find`."""
        if self._is_closed:
            return
        if self._path is not None:
            self._thread.find(query, on_found, older_than=place)
        else:
            on_found(self._finder.find_older(query, place))

    def find_people(self, query: SearchQuery, on_found: Callable[[Findings | StoreError], None]) -> None:
        """Only people, by name and user name, told as by `find`; neither search ends one of the other kind."""
        if self._is_closed:
            return
        if self._path is not None:
            self._people_thread.find_people(query, on_found)
        else:
            on_found(self._finder.find_people(query))

    def forget(self) -> None:
        """End the search that runs; it is not told."""
        if "_thread" in self.__dict__:
            self._thread.forget()

    def forget_people(self) -> None:
        """End the search for people that runs; it is not told."""
        if "_people_thread" in self.__dict__:
            self._people_thread.forget()

    def close(self) -> None:
        """End the searches that run; no other can begin."""
        self._is_closed = True
        if "_thread" in self.__dict__:
            self._thread.close()
        if "_people_thread" in self.__dict__:
            self._people_thread.close()

    @cached_property
    def visited(self) -> VisitedPlaces:
        from microblog_desktop.store.account.search.visited import VisitedPlaces

        return VisitedPlaces(self._db)

    @cached_property
    def _thread(self) -> SearchThread:
        return self._new_thread()

    @cached_property
    def _people_thread(self) -> SearchThread:
        return self._new_thread()

    def _new_thread(self) -> SearchThread:
        from microblog_desktop.store.account.search.searching import SearchThread

        assert self._path is not None
        return SearchThread(self._path)

    @cached_property
    def _finder(self) -> Finder:
        from microblog_desktop.store.account.search.finding import Finder

        return Finder(self._db)
