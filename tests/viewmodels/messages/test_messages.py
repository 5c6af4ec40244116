from __future__ import annotations

from microblog_desktop.domain.server import Limits
from microblog_desktop.viewmodels.messages.messages import MessagesModel
from tests.fakes.ports import FakeMessageSync
from tests.store.world import JOHN, World


def test_closing_everything_ends_every_subscription(world: World, message_sync: FakeMessageSync) -> None:
    before = world.store.feed.subscribers
    model = MessagesModel(world.store, message_sync, limits=Limits(), clock=lambda: world.now)
    conversation, composer = model.conversation(JOHN.id), model.composer(JOHN.id)
    assert conversation.name == "John"
    composer.close()
    conversation.close()
    model.close()
    assert world.store.feed.subscribers == before
