from __future__ import annotations

from pytestqt.qtbot import QtBot

from microblog_desktop.domain.server import CountedIn
from microblog_desktop.viewmodels.writing.drafted_text import DraftedText
from microblog_desktop.viewmodels.writing.drafts import DraftKeeper
from tests.store.world import World


def drafted(world: World, original: str = "") -> DraftedText:
    keeper = DraftKeeper(world.store, "home", clock=lambda: world.now)
    return DraftedText(keeper, limit=10, counted_in=CountedIn.GRAPHEMES, original=original, parent=None)


def test_a_saved_draft_wins_over_the_original(world: World) -> None:
    text = drafted(world, "original")
    text.set_text("changed")
    text.close()
    assert drafted(world, "original").text == "changed"


def test_the_same_text_again_is_no_change(world: World, qtbot: QtBot) -> None:
    text = drafted(world)
    text.set_text("a")
    with qtbot.assertNotEmitted(text.changed):
        text.set_text("a")


def test_the_limit_is_near_at_four_fifths(world: World) -> None:
    text = drafted(world)
    text.set_text("1234567")
    assert not text.is_near_limit
    text.set_text("12345678")
    assert text.is_near_limit


def test_the_preedit_is_part_of_the_draft(world: World) -> None:
    text = drafted(world)
    text.set_text("한", preedit="글")
    text.save_now()
    draft = world.store.drafts.get("home")
    assert draft is not None
    assert draft.body == "한글"
