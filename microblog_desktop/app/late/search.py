"""What the search asks of sync."""

from __future__ import annotations

from microblog_desktop.app.late.wishes import Wishes
from microblog_desktop.viewmodels.ports import SearchSyncPort


class LateSearch(Wishes[SearchSyncPort]):
    """`SearchSyncPort`, whether or not sync is there yet."""

    def search(self, typed: str) -> None:
        self._ask(lambda sync: sync.search(typed))

    def search_further(self, typed: str) -> None:
        self._ask(lambda sync: sync.search_further(typed))

    def search_people(self, typed: str) -> None:
        self._ask(lambda sync: sync.search_people(typed))
