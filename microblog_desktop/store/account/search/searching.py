"""Search in a thread with a connection of its own: the window never waits, and a newer search ends the older one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from microblog_desktop.domain.search import Findings, FoundUpTo, SearchQuery
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.account.search.finding import Finder
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.sqlite.reading import InterruptedReadError, ReadingDatabase

OnFound = Callable[[Findings | StoreError], None]


@dataclass(frozen=True, slots=True)
class _Search:
    ask: Callable[[Finder], Findings]
    on_found: OnFound


class SearchThread:
    """The thread begins with the first search. What it finds is told in the thread; a search that is overtaken is
    not told at all."""

    def __init__(self, path: Path) -> None:
        self._path = path  # of a file: nothing in memory can be read by a second connection
        self._state = threading.Condition()
        self._next: _Search | None = None
        self._db: ReadingDatabase | None = None
        self._thread: threading.Thread | None = None
        self._is_closed = False

    def find(self, query: SearchQuery, on_found: OnFound, older_than: FoundUpTo | None = None) -> None:
        """Look for `query`, or for what follows on a place in its list of posts; returns at once."""
        if older_than is None:
            self._begin(_Search(lambda finder: finder.find(query), on_found))
        else:
            self._begin(_Search(lambda finder: finder.find_older(query, older_than), on_found))

    def find_people(self, query: SearchQuery, on_found: OnFound) -> None:
        """As `find`, for people by their names."""
        self._begin(_Search(lambda finder: finder.find_people(query), on_found))

    def _begin(self, search: _Search) -> None:
        with self._state:
            if self._is_closed:
                return
            self._next = search
            self._interrupt()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="search", daemon=True)
                self._thread.start()
            self._state.notify()

    def forget(self) -> None:
        """Nobody waits any more for what is being looked for."""
        with self._state:
            self._next = None
            self._interrupt()

    def close(self) -> None:
        """End the search that runs; the file is not used any more when this returns."""
        with self._state:
            self._is_closed = True
            self._next = None
            self._interrupt()
            self._state.notify()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _interrupt(self) -> None:
        if self._db is not None:
            self._db.interrupt()

    def _run(self) -> None:
        try:
            while (search := self._take()) is not None:
                self._answer(search)
        finally:
            with self._state:
                db, self._db = self._db, None
            if db is not None:
                db.close()

    def _take(self) -> _Search | None:
        """The next search, as soon as there is one; None at the end."""
        with self._state:
            self._state.wait_for(lambda: self._next is not None or self._is_closed)
            search, self._next = self._next, None
            if self._db is not None:
                self._db.go_on()
            return search

    def _answer(self, search: _Search) -> None:
        found: Findings | StoreError
        try:
            found = self._find(search)
        except InterruptedReadError:
            return
        except StoreError as error:
            found = error
        with self._state:
            if self._next is not None or self._is_closed:
                return
        search.on_found(found)

    def _find(self, search: _Search) -> Findings:
        db = self._opened()
        with db.snapshot():
            return search.ask(Finder(db))

    def _opened(self) -> ReadingDatabase:
        if self._db is None:
            db = ReadingDatabase(self._path)
            with self._state:
                self._db = db
                if self._next is not None or self._is_closed:
                    raise InterruptedReadError
        return self._db
