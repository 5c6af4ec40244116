from __future__ import annotations

from pytestqt.qtbot import QtBot

from microblog_desktop.commands import posting
from microblog_desktop.store.rows import Draft
from microblog_desktop.viewmodels.writing.undo_send import UndoSendModel
from tests.store.world import World


def test_a_post_can_be_taken_back_until_it_is_sent(world: World, qtbot: QtBot) -> None:
    model = UndoSendModel(world.store, clock=lambda: world.now)
    model.offer(posting.publish(world.store, "too early", now=world.now, undo_s=5, draft="home"))
    assert model.text == "Sent in 5 seconds"
    undone: list[Draft] = []
    model.undone.connect(undone.append)
    model.undo()
    assert [draft.body for draft in undone] == ["too early"]
    assert world.shown() == []
    assert model.text == ""


def test_the_offer_ends_by_itself(world: World, qtbot: QtBot) -> None:
    model = UndoSendModel(world.store, clock=lambda: world.now)
    model.offer(posting.publish(world.store, "too early", now=world.now, undo_s=5, draft="home"))
    world.later(5)
    qtbot.waitUntil(lambda: model.text == "", timeout=3000)
    model.undo()
    assert world.shown() == ["too early"]
    model.close()


def test_a_post_that_goes_at_once_offers_nothing(world: World, qtbot: QtBot) -> None:
    model = UndoSendModel(world.store, clock=lambda: world.now)
    model.offer(posting.publish(world.store, "now", now=world.now, undo_s=0, draft="home"))
    assert model.text == ""
