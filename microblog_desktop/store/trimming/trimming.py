"""Keep an account's file small: the face of this folder."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.sqlite.reading import ReadingDatabase
from microblog_desktop.store.sqlite.space import Space
from microblog_desktop.store.trimming.leaving import Leaving
from microblog_desktop.store.trimming.planning import Planner

T = TypeVar("T")


class Trimming:
    """Of one open account. `ask` reads and may run in another thread; the rest belongs to the store's."""

    def __init__(self, store: AccountStore) -> None:
        self._me = store.me
        self._path = store.path
        self.space = Space(store.db)
        self.leaving = Leaving(store.db)
        self.index = store.search.index

    def ask(self, question: Callable[[Planner], T]) -> T:
        """Plan over a connection of its own. Raises `StoreError`."""
        with closing(ReadingDatabase(self._path)) as db, db.snapshot():
            return question(Planner(db, self._me))


def bytes_on_disk(path: Path) -> int:
    """What a file of ours and its log take."""
    parts = (path, path.with_name(f"{path.name}-wal"))
    return sum(part.stat().st_size for part in parts if part.exists())
