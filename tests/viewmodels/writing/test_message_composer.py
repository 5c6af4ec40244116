from __future__ import annotations

from microblog_desktop.domain.server import Limits
from microblog_desktop.viewmodels.writing.message_composer import MessageComposer
from tests.store.world import JOHN, World


def composer(world: World) -> MessageComposer:
    return MessageComposer(world.store, JOHN.id, limits=Limits(5, 10, 5), clock=lambda: world.now)


def test_a_message_goes_at_once_into_the_conversation(world: World) -> None:
    model = composer(world)
    model.set_text("hello")
    key = model.send()
    assert key is not None
    assert [row.body for row in world.store.messages.rows([key])] == ["hello"]
    assert world.store.outbox.next_due() == world.now
    assert model.text == ""


def test_each_conversation_keeps_its_draft(world: World) -> None:
    model = composer(world)
    model.set_text("hello")
    model.close()
    assert composer(world).text == "hello"


def test_the_limit_is_that_of_messages(world: World) -> None:
    model = composer(world)
    model.set_text("12345678901")
    assert model.remaining == -1
    assert model.send() is None
