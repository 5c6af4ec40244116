from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.commands import messaging
from microblog_desktop.domain.ids import JobId
from microblog_desktop.domain.inbox.message import ConversationPage
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.status import NetworkState
from microblog_desktop.viewmodels.lists.list_state import ListPhase
from microblog_desktop.viewmodels.messages.conversation import ConversationModel
from microblog_desktop.viewmodels.messages.message_rows import BubbleRow, MessageGapRow
from tests.fakes.ports import FakeMessageSync
from tests.store.world import JOHN, World, messages
from tests.viewmodels.messages.test_conversations import conversation


@pytest.fixture
def talk(world: World, message_sync: FakeMessageSync) -> Iterator[ConversationModel]:
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(3, 2, 1))
    model = ConversationModel(world.store, message_sync, JOHN.id, clock=lambda: world.now)
    yield model
    model.close()


def bodies(model: ConversationModel) -> list[str]:
    return [row.body for row in model.rows if isinstance(row, BubbleRow)]


def refuse(world: World) -> JobId:
    messaging.send(world.store, JOHN.id, "hello", now=world.now)
    job = world.store.outbox.claim(f"conversation:{JOHN.id}", world.now)
    assert job is not None
    with world.store.transaction():
        world.store.outbox.refuse(job.id, Problem(ProblemKind.FORBIDDEN))
    return job.id


def test_messages_stand_oldest_first(talk: ConversationModel) -> None:
    assert bodies(talk) == ["message 1", "message 2", "message 3"]


def test_what_one_writes_appears_at_the_end_at_once(talk: ConversationModel, world: World) -> None:
    messaging.send(world.store, JOHN.id, "hello", now=world.later(60))
    assert bodies(talk)[-1] == "hello"


def test_what_arrives_is_appended(talk: ConversationModel, world: World, qtbot: QtBot) -> None:
    with qtbot.waitSignal(talk.rowsInserted), world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(4, 3, 2, 1))
    assert bodies(talk)[-1] == "message 4"


def test_going_offline_changes_what_waiting_messages_say(talk: ConversationModel, world: World) -> None:
    messaging.send(world.store, JOHN.id, "hello", now=world.now)
    world.store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=False, since=world.now))
    last = talk.rows[-1]
    assert isinstance(last, BubbleRow)
    assert last.delivery is not None
    assert last.delivery.text == "Waiting for connection"


def test_older_messages_come_from_the_store_first(world: World, message_sync: FakeMessageSync) -> None:
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(*range(120, 0, -1)))
    model = ConversationModel(world.store, message_sync, JOHN.id, clock=lambda: world.now)
    assert len(bodies(model)) == 50
    model.load_older()
    model.load_older()
    assert bodies(model)[0] == "message 1"
    assert message_sync.asked == []
    model.load_older()
    assert message_sync.asked == [("load_older_messages", JOHN.id)]
    model.close()


def test_at_the_start_of_the_conversation_nobody_is_asked(world: World, message_sync: FakeMessageSync) -> None:
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(2, 1, has_more=False))
    model = ConversationModel(world.store, message_sync, JOHN.id, clock=lambda: world.now)
    model.load_older()
    assert message_sync.asked == []
    model.close()


def test_a_window_is_bounded_and_finds_its_way_back(world: World, message_sync: FakeMessageSync) -> None:
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(*range(1100, 0, -1)))
    model = ConversationModel(world.store, message_sync, JOHN.id, clock=lambda: world.now)
    while bodies(model)[0] != "message 1":
        model.load_older()
    assert len(bodies(model)) == 1000
    assert not model.is_at_newest
    messaging.send(world.store, JOHN.id, "hello", now=world.later(2000))
    assert bodies(model)[-1] == "message 1000"
    model.load_newer()
    assert bodies(model)[-1] == "message 1050"
    model.go_to_newest()
    assert bodies(model)[-1] == "hello"
    assert model.is_at_newest
    model.close()


def test_a_gap_is_filled_on_wish(talk: ConversationModel, world: World, message_sync: FakeMessageSync) -> None:
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(9, 8))
    gap = next(row for row in talk.rows if isinstance(row, MessageGapRow))
    talk.fill_gap(gap.key)
    assert message_sync.asked == [("fill_message_gap", gap.key)]
    world.store.status.begin(f"message-gap:{gap.key}")
    assert next(row for row in talk.rows if isinstance(row, MessageGapRow)).is_filling


def test_seeing_marks_what_is_unread_as_read(talk: ConversationModel, world: World) -> None:
    with world.store.transaction():
        world.store.conversations.save(ConversationPage((conversation(JOHN, 3, unread=2),), has_more=False))
    talk.mark_seen()
    stored = world.store.conversations.get(JOHN.id)
    assert stored is not None
    assert stored.unread == 0
    assert [person for person, _message in world.store.conversations.unsent_read_marks()] == [JOHN.id]


def test_a_refused_message_can_be_tried_again(talk: ConversationModel, world: World) -> None:
    job = refuse(world)
    talk.try_again(job)
    assert world.store.outbox.next_due() == world.now


def test_a_refused_message_can_be_taken_back_into_the_box(talk: ConversationModel, world: World) -> None:
    talk.edit(refuse(world))
    draft = world.store.drafts.get(f"conversation:{JOHN.id}")
    assert draft is not None
    assert draft.body == "hello"
    assert bodies(talk)[-1] == "message 3"


def test_a_refused_message_can_be_thrown_away(talk: ConversationModel, world: World) -> None:
    talk.discard(refuse(world))
    assert bodies(talk)[-1] == "message 3"


def test_the_header_says_who_and_when_they_were_here(talk: ConversationModel, world: World) -> None:
    assert talk.name == "John"
    assert talk.handle_line == "@john"


def test_an_empty_conversation_says_so_only_after_it_was_asked_for(world: World, message_sync: FakeMessageSync) -> None:
    model = ConversationModel(world.store, message_sync, JOHN.id, clock=lambda: world.now)
    phases = [model.state.phase]
    model.refresh()
    assert message_sync.asked == [("open_conversation", JOHN.id)]
    world.store.status.succeed(f"conversation:{JOHN.id}")
    phases.append(model.state.phase)
    assert phases == [ListPhase.LOADING, ListPhase.EMPTY]
    model.close()


def test_a_closed_conversation_asks_and_reads_nothing(
    talk: ConversationModel, world: World, message_sync: FakeMessageSync
) -> None:
    talk.close()
    talk.load_older()
    talk.load_newer()
    talk.mark_seen()
    assert message_sync.asked == []


def test_a_deleted_message_is_gone_and_comes_back(talk: ConversationModel) -> None:
    told: list[JobId] = []
    talk.deleted.connect(told.append)
    row = next(row for row in talk.rows if isinstance(row, BubbleRow) and row.body == "message 2")
    assert row.can_delete
    talk.delete(row.key)
    assert bodies(talk) == ["message 1", "message 3"]
    # This server deletes nothing for one alone, so there is nothing to take back.
    assert told == [None]


def test_where_the_server_deletes_too_it_can_be_taken_back(world: World, message_sync: FakeMessageSync) -> None:
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(3, 2, 1))
    model = ConversationModel(
        world.store, message_sync, JOHN.id, clock=lambda: world.now, undo_s=lambda: 9, deletes_at_server=True
    )
    told: list[JobId] = []
    model.deleted.connect(told.append)
    row = model.rows[-1]
    assert isinstance(row, BubbleRow)
    model.delete(row.key)
    assert bodies(model) == ["message 1", "message 2"]
    model.undo(told[0])
    assert bodies(model) == ["message 1", "message 2", "message 3"]
    assert model.undo_s == 9
    model.close()


def test_an_old_message_is_brought_into_the_window_and_drawn_out(talk: ConversationModel, world: World) -> None:
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(*range(400, 0, -1)))
    oldest = world.store.messages.newest(JOHN.id, 500)[-1]
    assert talk.show_around(oldest)
    assert not talk.is_at_newest
    assert bodies(talk)[0] == "message 1"
    talk.mark(oldest)
    assert [row.body for row in talk.rows if isinstance(row, BubbleRow) and row.is_marked] == ["message 1"]
    talk.mark(None)
    assert not any(row.is_marked for row in talk.rows if isinstance(row, BubbleRow))


def test_what_came_below_is_counted_without_my_own(talk: ConversationModel, world: World) -> None:
    last = world.store.messages.newest(JOHN.id, 1)[0]
    messaging.send(world.store, JOHN.id, "mine", now=world.later(60))
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(5, 4, 3, 2, 1))
    assert talk.new_below(last) == 2
