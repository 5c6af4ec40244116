"""Search in all that this computer has of an account: the face of this folder."""

from __future__ import annotations

from pathlib import Path

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.search import FoundUpTo, SearchQuery
from microblog_desktop.store.account.search.answers import ServerAnswers
from microblog_desktop.store.account.search.finding import Finder
from microblog_desktop.store.account.search.index import SearchIndex
from microblog_desktop.store.account.search.recent import RecentSearches
from microblog_desktop.store.account.search.searching import OnFound, SearchThread
from microblog_desktop.store.sqlite.database import Database


class SearchStore:
    """Posts, messages, people and drafts by their words."""

    def __init__(self, db: Database, me: PersonId, path: Path | None) -> None:
        """Without a file (the store is in memory) there is no thread: answers come at once."""
        self.index = SearchIndex(db, me)
        self.recent = RecentSearches(db)
        self.answers = ServerAnswers()
        self._db = db
        self._thread = None if path is None else SearchThread(path)

    def find(self, query: SearchQuery, on_found: OnFound) -> None:
        """Look for `query`; `on_found` is called in another thread, unless a newer search came first."""
        if self._thread is not None:
            self._thread.find(query, on_found)
        else:
            on_found(Finder(self._db).find(query))

    def find_older(self, query: SearchQuery, place: FoundUpTo, on_found: OnFound) -> None:
        """The posts that follow on `Findings.older`, told as by `find`."""
        if self._thread is not None:
            self._thread.find(query, on_found, older_than=place)
        else:
            on_found(Finder(self._db).find_older(query, place))

    def forget(self) -> None:
        """End the search that runs; it is not told."""
        if self._thread is not None:
            self._thread.forget()

    def close(self) -> None:
        if self._thread is not None:
            self._thread.close()
