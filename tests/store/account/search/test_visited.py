"""Where one went lately: few places, each once, the newest first (store/account/search/visited.py)."""

from __future__ import annotations

from microblog_desktop.commands.jumping import LONGEST, remember_visit
from microblog_desktop.store.account.search.visited import MOST
from tests.store.world import World


def test_the_latest_are_kept_each_once(world: World) -> None:
    for number in range(MOST + 5):
        remember_visit(world.store, f"person:{number}", now=world.later(1))
    remember_visit(world.store, "person:30", now=world.later(1))
    kept = world.store.search.visited.all()
    assert len(kept) == MOST
    assert kept[:2] == ["person:30", f"person:{MOST + 4}"]
    assert len(set(kept)) == MOST
    assert "person:4" not in kept


def test_a_place_with_an_endless_name_is_not_kept(world: World) -> None:
    remember_visit(world.store, "person:" + "x" * LONGEST, now=world.later(1))
    assert world.store.search.visited.all() == []
