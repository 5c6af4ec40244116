"""Private messages go at once and are shown at once."""

from __future__ import annotations

import pytest

from microblog_desktop.commands.messaging import mark_read, send
from microblog_desktop.domain.ids import MessageId
from microblog_desktop.domain.inbox.message import Conversation, ConversationPage
from microblog_desktop.domain.outbox import JobKind, JobState, conversation_queue
from tests.store.world import JOHN, NOON, World, message


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


def test_an_empty_message_is_a_callers_mistake(world: World) -> None:
    with pytest.raises(ValueError, match="nothing"):
        send(world.store, JOHN.id, " ", now=NOON)


def test_reading_leaves_a_mark_for_the_server(world: World) -> None:
    with world.store.transaction():
        world.store.conversations.save(ConversationPage((Conversation(JOHN, message(3), 2),), has_more=False))
    mark_read(world.store, JOHN.id)
    assert world.store.conversations.unread_total() == 0
    assert world.store.conversations.unsent_read_marks() == [(JOHN.id, MessageId("3"))]
