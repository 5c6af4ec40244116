"""Private messages go at once and are shown at once."""

from __future__ import annotations

import pytest

from microblog_desktop.commands import undoing
from microblog_desktop.commands.messaging import answer, delete_for_me, mark_read, send
from microblog_desktop.domain.ids import MessageId
from microblog_desktop.domain.inbox.message import Conversation, ConversationPage
from microblog_desktop.domain.outbox import JobKind, JobState, conversation_queue
from tests.store.world import JOHN, NOON, World, message, messages


def test_a_message_is_shown_queued_and_its_draft_cleared_in_one_commit(world: World) -> None:
    with world.store.transaction():
        world.store.drafts.save("conversation:2", "hello", None, NOON)
    world.told.clear()
    key = send(world.store, JOHN.id, "hello \n", now=NOON)
    row = world.store.messages.rows([key])[0]
    assert (row.body, row.is_mine, row.person) == ("hello", True, JOHN.id)
    assert row.delivery is not None
    assert row.delivery.state is JobState.WAITING
    assert world.store.drafts.get("conversation:2") is None
    assert len(world.told) == 1
    job = world.store.outbox.claim(conversation_queue(JOHN.id), NOON)
    assert job is not None
    assert (job.kind, job.message, job.person, job.body) == (JobKind.SEND_MESSAGE, key, JOHN.id, "hello")


def test_an_answer_from_elsewhere_reads_the_conversation_and_leaves_its_draft(world: World) -> None:
    with world.store.transaction():
        world.store.drafts.save("conversation:2", "half a", None, NOON)
        world.store.conversations.save(ConversationPage((Conversation(JOHN, message(3), 2),), has_more=False))
    world.told.clear()
    key = answer(world.store, JOHN.id, "yes", now=NOON)
    assert world.store.messages.rows([key])[0].body == "yes"
    assert world.store.unread.messages() == 0
    draft = world.store.drafts.get("conversation:2")
    assert draft is not None
    assert draft.body == "half a"
    assert len(world.told) == 1


def test_an_empty_message_is_a_callers_mistake(world: World) -> None:
    with pytest.raises(ValueError, match="nothing"):
        send(world.store, JOHN.id, " ", now=NOON)


def test_reading_leaves_a_mark_for_the_server(world: World) -> None:
    with world.store.transaction():
        world.store.conversations.save(ConversationPage((Conversation(JOHN, message(3), 2),), has_more=False))
    mark_read(world.store, JOHN.id)
    assert world.store.unread.messages() == 0
    assert world.store.conversations.unsent_read_marks() == [(JOHN.id, MessageId("3"))]


def test_a_deleted_message_is_gone_at_once_and_comes_back_by_undoing() -> None:
    world = World()
    world.save_people(JOHN)
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(2, 1))
        latest = Conversation(JOHN, message(2), 1)
        world.store.conversations.save(ConversationPage((latest,), has_more=False))
    newest = world.store.messages.newest(JOHN.id, 10)[0]
    job = delete_for_me(world.store, newest, now=world.now, undo_s=5, tells_server=True)
    assert job is not None
    assert shown(world) == ["message 1"]
    conversation = world.store.conversations.get(JOHN.id)
    assert conversation is not None
    assert conversation.latest_body == "message 1"
    # A page of the server, which does not know yet, does not bring it back.
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(2, 1))
        world.store.conversations.save(ConversationPage((latest,), has_more=False))
    assert shown(world) == ["message 1"]
    undoing.undo(world.store, job, now=world.now)
    assert shown(world) == ["message 2", "message 1"]
    assert world.store.outbox.queues() == []


def test_where_the_server_cannot_delete_it_goes_on_this_computer() -> None:
    world = World()
    world.save_people(JOHN)
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(1))
    (key,) = world.store.messages.newest(JOHN.id, 10)
    assert delete_for_me(world.store, key, now=world.now, undo_s=5, tells_server=False) is None
    assert shown(world) == []
    assert world.store.outbox.queues() == []


def test_a_message_on_its_way_is_not_deleted_but_discarded() -> None:
    world = World()
    world.save_people(JOHN)
    key = send(world.store, JOHN.id, "Hello", now=world.now)
    assert delete_for_me(world.store, key, now=world.now, undo_s=5, tells_server=True) is None
    assert shown(world) == ["Hello"]


def shown(world: World) -> list[str]:
    return [row.body for row in world.store.messages.rows(world.store.messages.newest(JOHN.id, 10))]
