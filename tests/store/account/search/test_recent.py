"""Recent searches are few, each once, and theirs who opened the account."""

from __future__ import annotations

from microblog_desktop.store.account.search.recent import MOST
from tests.store.world import World


def test_the_latest_are_kept_each_once_and_told(world: World) -> None:
    recent = world.store.search.recent
    with world.store.transaction():
        for number in range(MOST + 10):
            recent.remember(f"heron {number}", world.later(1))
        recent.remember("heron 25", world.later(1))
    assert recent.all() == ["heron 25", *(f"heron {number}" for number in range(29, 9, -1) if number != 25)]
    assert world.told[-1].preferences == {"recent_searches"}
    with world.store.transaction():
        recent.forget("heron 29")
    assert "heron 29" not in recent.all()
    with world.store.transaction():
        recent.clear()
    assert recent.all() == []
