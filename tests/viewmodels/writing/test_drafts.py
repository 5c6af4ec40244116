from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.commands import reading
from microblog_desktop.viewmodels.writing import drafts
from microblog_desktop.viewmodels.writing.drafts import HOME_DRAFT, DraftKeeper
from tests.store.world import World


def keeper(world: World) -> DraftKeeper:
    return DraftKeeper(world.store, HOME_DRAFT, clock=lambda: world.now)


def saved(world: World) -> str | None:
    draft = world.store.drafts.get(HOME_DRAFT)
    return draft.body if draft else None


def test_a_draft_is_saved_at_a_pause_in_typing(world: World, qtbot: QtBot) -> None:
    draft = keeper(world)
    draft.keep("Hel")
    draft.keep("Hello")
    assert saved(world) is None
    qtbot.waitUntil(lambda: saved(world) == "Hello", timeout=3000)


def test_a_draft_can_be_saved_at_once(world: World) -> None:
    draft = keeper(world)
    draft.keep("Hello")
    draft.save_now()
    assert saved(world) == "Hello"


def test_closing_saves_and_ends_the_subscription(world: World) -> None:
    before = world.store.feed.subscribers
    draft = keeper(world)
    draft.keep("Hello")
    draft.close()
    assert saved(world) == "Hello"
    assert world.store.feed.subscribers == before


def test_a_draft_is_there_after_the_program_was_killed(tmp_path: Path) -> None:
    world = World(tmp_path / "account.db")
    draft = keeper(world)
    draft.keep("Hello")
    draft.save_now()
    again = World(tmp_path / "account.db")
    assert keeper(again).body == "Hello"
    again.store.close()
    world.store.close()


def test_blanks_are_no_draft(world: World) -> None:
    draft = keeper(world)
    draft.keep("Hello")
    draft.save_now()
    draft.keep("  \n")
    draft.save_now()
    assert saved(world) is None


def test_a_text_that_comes_back_from_the_outbox_is_taken_over(world: World, qtbot: QtBot) -> None:
    draft = keeper(world)
    with qtbot.waitSignal(draft.changed_elsewhere):
        reading.save_draft(world.store, HOME_DRAFT, "taken back", now=world.now)
    assert draft.body == "taken back"


def test_a_text_that_comes_back_while_another_is_typed_loses_neither(world: World) -> None:
    draft = keeper(world)
    draft.keep("typing")
    reading.save_draft(world.store, HOME_DRAFT, "taken back", now=world.now)
    assert draft.body == "taken back\n\ntyping"
    draft.save_now()
    assert saved(world) == "taken back\n\ntyping"


def test_its_own_save_is_not_news(world: World) -> None:
    draft = keeper(world)
    told: list[bool] = []
    draft.changed_elsewhere.connect(lambda: told.append(True))
    draft.keep("Hello")
    draft.save_now()
    assert told == []


@pytest.mark.parametrize("body", ["한글 👨‍👩‍👧‍👦", "line\nline", "  indented"])
def test_a_draft_comes_back_as_it_was_typed(world: World, body: str) -> None:
    draft = keeper(world)
    draft.keep(body)
    draft.close()
    assert keeper(world).body == body


def test_a_disk_that_takes_nothing_is_told_and_the_text_is_saved_later(world: World) -> None:
    draft = keeper(world)
    draft.keep("Hello")
    world.store.db.connection.pragma("query_only", True)
    draft.save_now()
    assert world.store.status.latest_notice is not None
    assert draft.body == "Hello"
    world.store.db.connection.pragma("query_only", False)
    draft.save_now()
    assert saved(world) == "Hello"


def test_a_draft_that_found_no_room_is_saved_as_soon_as_there_is_some(
    world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "AGAIN_MS", 10)
    draft = keeper(world)
    world.store.db.rows("PRAGMA max_page_count = 1")  # no more than there are
    draft.keep("Hello " * 5000)
    draft.save_now()
    assert saved(world) is None
    assert world.store.status.latest_notice is not None
    assert draft.body == "Hello " * 5000
    world.store.db.rows("PRAGMA max_page_count = 1000000")
    qtbot.waitUntil(lambda: saved(world) == "Hello " * 5000, timeout=3000)
