"""Drafts are kept under the name of the place where they were typed."""

from __future__ import annotations

from microblog_desktop.domain.ids import PostKey
from microblog_desktop.store.rows import Draft
from tests.store.world import NOON, World


def test_a_draft_comes_back_as_typed(world: World) -> None:
    with world.store.transaction():
        world.store.drafts.save("home", "  half a ", PostKey(3), NOON)
    assert world.store.drafts.get("home") == Draft("home", "  half a ", PostKey(3), NOON)
    assert world.told[-1].drafts == {"home"}


def test_a_blank_text_is_no_draft(world: World) -> None:
    with world.store.transaction():
        world.store.drafts.save("home", "text", None, NOON)
        world.store.drafts.save("home", " \n", None, NOON)
    assert world.store.drafts.get("home") is None


def test_drafts_of_one_kind_are_listed(world: World) -> None:
    with world.store.transaction():
        for name in ("home", "edit:2", "edit:10", "editor"):
            world.store.drafts.save(name, "text", None, NOON)
    assert world.store.drafts.names("edit:") == ["edit:10", "edit:2"]


def test_a_cleared_draft_is_told_once(world: World) -> None:
    with world.store.transaction():
        world.store.drafts.save("home", "text", None, NOON)
        world.store.drafts.clear("home")
    world.told.clear()
    with world.store.transaction():
        world.store.drafts.clear("home")
    assert world.told == []
