"""A store in memory answers at once, one in a file by its thread, a closed one not at all."""

from __future__ import annotations

import queue
import threading
from pathlib import Path

from microblog_desktop.domain.rules.search_query import parse
from microblog_desktop.domain.search import Findings
from microblog_desktop.store.account.search.store import SearchStore
from microblog_desktop.store.errors import StoreError
from tests.store.world import JOHN, World


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


def test_a_search_for_people_ends_no_other_search(tmp_path: Path) -> None:
    world = World(tmp_path / "account.db")
    world.save_people(JOHN)
    told: queue.SimpleQueue[Findings | StoreError] = queue.SimpleQueue()
    search: SearchStore = world.store.search
    search.find(parse("john"), told.put)
    search.find_people(parse("nobody"), lambda _found: None)
    search.forget_people()
    found = told.get(timeout=10)
    assert isinstance(found, Findings)
    assert [one.person for one in found.people] == [JOHN.id]
    world.store.close()
    search.find_people(parse("john"), told.put)
    assert told.empty()
    assert "search" not in {thread.name for thread in threading.enumerate()}
