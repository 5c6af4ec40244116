"""What is searched for before sync is there (app/late/search.py)."""

from __future__ import annotations

from microblog_desktop.app.late.search import LateSearch


class Sync:
    """Takes every call down."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []

    def search(self, typed: str) -> None:
        self.calls.append(("search", typed))

    def search_further(self, typed: str) -> None:
        self.calls.append(("search_further", typed))

    def search_people(self, typed: str) -> None:
        self.calls.append(("search_people", typed))


def test_searches_reach_the_server_early_and_late() -> None:
    late, sync = LateSearch(), Sync()
    late.search("heron")
    assert sync.calls == []
    late.attach(sync)
    late.search_further("heron")
    late.search_people("heron")
    assert sync.calls == [("search", "heron"), ("search_further", "heron"), ("search_people", "heron")]
