from __future__ import annotations

from microblog_desktop.commands import posting, reading
from microblog_desktop.domain.account import SavedData
from microblog_desktop.viewmodels.session.sign_out import SignOutModel
from tests.fakes.ports import FakeSession
from tests.store.world import World


def test_nothing_is_lost_when_all_was_sent(world: World) -> None:
    model = SignOutModel(world.store, FakeSession())
    assert model.losses == []
    assert model.removal_detail.endswith("The server keeps its own.")


def test_what_removing_would_lose_is_counted(world: World) -> None:
    posting.publish(world.store, "unsent", now=world.now, undo_s=0, draft="home")
    reading.save_draft(world.store, "home", "begun", now=world.now)
    reading.save_draft(world.store, "dialog", "begun too", now=world.now)
    model = SignOutModel(world.store, FakeSession())
    assert model.losses == ["1 thing you did has not reached the server yet.", "2 drafts are only here."]
    assert all(loss in model.removal_detail for loss in model.losses)


def test_the_choice_is_handed_on(world: World) -> None:
    session = FakeSession()
    SignOutModel(world.store, session).sign_out(SavedData.KEEP)
    assert session.asked == [("sign_out", SavedData.KEEP)]
