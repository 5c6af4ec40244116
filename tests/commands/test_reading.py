"""Places and half-written texts are kept."""

from __future__ import annotations

from pathlib import Path

from microblog_desktop.commands.reading import clear_draft, save_draft, save_position
from microblog_desktop.domain.ids import HOME
from microblog_desktop.store.rows import ReadingPosition
from tests.store.world import World, entries


def test_a_place_and_a_draft_are_there_after_a_restart(tmp_path: Path) -> None:
    world = World(tmp_path / "account.db")
    world.refresh(*entries(3, 2, 1))
    row = world.store.timelines.entry_rows(world.keys())[1]
    save_position(world.store, HOME, ReadingPosition(row.key, row.order, -4))
    save_draft(world.store, "home", "half", now=world.now)
    save_draft(world.store, "dialog", "other", now=world.now)
    clear_draft(world.store, "dialog")
    world.store.close()
    world.open()
    assert world.store.timelines.position(HOME) == ReadingPosition(row.key, row.order, -4)
    draft = world.store.drafts.get("home")
    assert draft is not None
    assert draft.body == "half"
    assert world.store.drafts.get("dialog") is None
    world.store.close()
