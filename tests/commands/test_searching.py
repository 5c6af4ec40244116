"""What was searched for is kept, tidy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from microblog_desktop.commands import searching
from tests.store.world import World


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.store.close()


def test_blanks_make_no_other_search_and_nothing_is_not_kept(world: World) -> None:
    for typed in ("heron  canal", " heron canal ", "   ", "x" * 1_000):
        searching.remember(world.store, typed, now=world.later(1))
    assert world.store.search.recent.all() == ["heron canal"]


def test_one_and_all_can_be_forgotten(world: World) -> None:
    for typed in ("heron", "swan", "owl"):
        searching.remember(world.store, typed, now=world.later(1))
    searching.forget(world.store, "swan")
    assert world.store.search.recent.all() == ["owl", "heron"]
    searching.clear(world.store)
    assert world.store.search.recent.all() == []
