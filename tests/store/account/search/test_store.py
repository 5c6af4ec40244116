"""A store in memory answers at once, one in a file by its thread, a closed one not at all."""

from __future__ import annotations

import threading
from pathlib import Path

from microblog_desktop.domain.rules.search_query import parse
from microblog_desktop.domain.search import Findings
from microblog_desktop.store.account.search.store import SearchStore
from microblog_desktop.store.errors import StoreError
from tests.store.world import World


def test_in_memory_answers_come_at_once(world: World) -> None:
    told: list[Findings | StoreError] = []
    world.store.search.find(parse("heron"), told.append)
    assert told == [Findings()]


def test_no_thread_runs_before_the_first_search_nor_after_the_end(tmp_path: Path) -> None:
    world = World(tmp_path / "account.db")
    search: SearchStore = world.store.search
    search.forget()
    assert "search" not in {thread.name for thread in threading.enumerate()}
    world.store.close()
    told: list[Findings | StoreError] = []
    search.find(parse("heron"), told.append)
    assert (told, "search" in {thread.name for thread in threading.enumerate()}) == ([], False)
