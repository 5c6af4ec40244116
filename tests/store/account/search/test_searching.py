"""Searches run beside the window; only the newest one counts, and closing never waits for long."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from microblog_desktop.domain.rules.search_query import parse
from microblog_desktop.domain.search import Findings, SearchQuery
from microblog_desktop.store.account.search.searching import SearchThread
from microblog_desktop.store.errors import StoreError, StoreUnreadableError
from microblog_desktop.store.sqlite.reading import InterruptedReadError, ReadingDatabase
from tests.store.world import JOHN, World, entry, post

PATIENCE_S = 10.0
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path / "account.db")
    world.save_people(JOHN)
    world.refresh(*(entry(number, of=post(number, body=f"heron {number}")) for number in range(250, 0, -1)))
    yield world
    world.store.close()


class Told:
    """What was found, in the order it came."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Findings | StoreError] = queue.SimpleQueue()
        self.threads: set[str] = set()

    def take(self, found: Findings | StoreError) -> None:
        self.threads.add(threading.current_thread().name)
        self._queue.put(found)

    def next(self) -> Findings | StoreError:
        return self._queue.get(timeout=PATIENCE_S)

    def findings(self) -> Findings:
        found = self.next()
        assert isinstance(found, Findings)
        return found

    @property
    def is_empty(self) -> bool:
        return self._queue.empty()


def test_a_search_is_answered_in_another_thread_with_what_was_committed(world: World) -> None:
    told = Told()
    world.store.search.find(parse("heron 7"), told.take)
    assert len(told.findings().posts) > 0
    assert told.threads == {"search"}
    world.refresh(entry(999, of=post(999, body="a brand new zeppelin")))
    world.store.search.find(parse("zeppelin"), told.take)
    assert len(told.findings().posts) == 1


def test_the_list_goes_on(world: World) -> None:
    told = Told()
    world.store.search.find(parse("heron"), told.take)
    first = told.findings()
    assert first.older is not None
    world.store.search.find_older(parse("heron"), first.older, told.take)
    keys = [*first.posts, *told.findings().posts]
    assert len(set(keys)) == len(keys) == 250


def test_only_the_newest_of_many_searches_is_told(world: World) -> None:
    told, last = Told(), Told()
    for number in range(200):
        world.store.search.find(parse(f"heron {number}"), told.take)
    world.store.search.find(parse("nothing like this"), last.take)
    assert last.findings() == Findings()
    world.store.search.close()
    assert told.is_empty or told.threads == {"search"}


def test_nobody_is_told_of_a_forgotten_search(world: World) -> None:
    told = Told()
    for _ in range(50):
        world.store.search.find(parse("heron"), told.take)
        world.store.search.forget()
    sure = Told()
    world.store.search.find(parse("heron"), sure.take)
    sure.findings()
    assert not told.is_empty or told.threads == set()


def test_a_newer_search_interrupts_an_older_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    began = threading.Event()

    def find(self: object, query: SearchQuery) -> Findings:
        if query == parse("slow"):
            began.set()
            self._db.rows(ENDLESS)  # type: ignore[attr-defined]
        return Findings(is_whole=False)

    monkeypatch.setattr("microblog_desktop.store.account.search.searching.Finder.find", find)
    slow, quick = Told(), Told()
    world.store.search.find(parse("slow"), slow.take)
    assert began.wait(PATIENCE_S)
    world.store.search.find(parse("quick"), quick.take)
    assert quick.findings() == Findings(is_whole=False)
    assert slow.is_empty


def test_the_store_closes_while_a_search_runs(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    began = threading.Event()

    def find(self: object, query: SearchQuery) -> Findings:
        began.set()
        self._db.rows(ENDLESS)  # type: ignore[attr-defined]
        return Findings()

    monkeypatch.setattr("microblog_desktop.store.account.search.searching.Finder.find", find)
    told = Told()
    world.store.search.find(parse("heron"), told.take)
    assert began.wait(PATIENCE_S)
    begun_s = time.monotonic()
    world.store.search.close()
    assert time.monotonic() - begun_s < 2.0
    assert told.is_empty
    assert "search" not in {thread.name for thread in threading.enumerate()}
    world.store.search.find(parse("heron"), told.take)
    assert told.is_empty


def test_a_file_that_cannot_be_read_is_told_as_a_failure(tmp_path: Path) -> None:
    told = Told()
    thread = SearchThread(tmp_path / "nothing.db")
    thread.find(parse("heron"), told.take)
    assert isinstance(told.next(), StoreUnreadableError)
    thread.close()


def test_an_interrupt_ends_what_is_read_and_nothing_else(world: World) -> None:
    assert isinstance(world.path, Path)
    db = ReadingDatabase(world.path)
    timer = threading.Timer(0.05, db.interrupt)
    timer.start()
    with pytest.raises(InterruptedReadError), db.snapshot():
        db.rows(ENDLESS)
    timer.join()
    db.go_on()
    with db.snapshot():
        assert db.rows("SELECT 1") == [(1,)]
    db.close()


def test_the_second_connection_cannot_write(world: World) -> None:
    assert isinstance(world.path, Path)
    db = ReadingDatabase(world.path)
    with pytest.raises(StoreUnreadableError):
        db.rows("DELETE FROM post")
    db.close()
