from __future__ import annotations

from pytestqt.qtbot import QtBot

from microblog_desktop.domain.inbox.message import ConversationPage, UnreadCounts
from microblog_desktop.domain.people.person import Person
from microblog_desktop.viewmodels.session.account import AccountModel
from tests.store.world import ACCOUNT, JOHN, SUSAN, World
from tests.viewmodels.messages.test_conversations import conversation


def test_one_sees_oneself_with_the_server(world: World) -> None:
    world.save_people(SUSAN)
    me = AccountModel(world.store, ACCOUNT).me
    assert (me.name, me.username, me.handle) == ("Susan", "susan", "@susan · example.org")


def test_a_new_name_is_told(world: World, qtbot: QtBot) -> None:
    model = AccountModel(world.store, ACCOUNT)
    with qtbot.waitSignal(model.me_changed):
        world.save_people(Person(SUSAN.id, "susan", "Susan B."))
    assert model.me.name == "Susan B."


def test_unread_messages_are_counted(world: World, qtbot: QtBot) -> None:
    model = AccountModel(world.store, ACCOUNT)
    assert model.unread_messages == 0
    with qtbot.waitSignal(model.unread_changed), world.store.transaction():
        world.store.conversations.save(ConversationPage((conversation(JOHN, 3, unread=2),), has_more=False))
        world.store.conversations.set_counts(UnreadCounts(messages=2))
    assert model.unread_messages == 2


def test_a_closed_model_listens_no_more(world: World) -> None:
    before = world.store.feed.subscribers
    AccountModel(world.store, ACCOUNT).close()
    assert world.store.feed.subscribers == before
