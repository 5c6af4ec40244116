from __future__ import annotations

from datetime import timedelta

from pytestqt.qtbot import QtBot

from microblog_desktop.commands import messaging
from microblog_desktop.domain.ids import MessageId, PersonId
from microblog_desktop.domain.inbox.message import Conversation, ConversationPage, Message
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.viewmodels.lists.list_state import ListPhase
from microblog_desktop.viewmodels.messages.conversations import ConversationListModel
from tests.fakes.ports import FakeMessageSync
from tests.store.world import JOHN, NOON, SUSAN, World

MINA = Person(PersonId("3"), "mina", "Mina")


def conversation(person: Person, number: int, *, unread: int = 0, mine: bool = False) -> Conversation:
    sender, recipient = (SUSAN.id, person.id) if mine else (person.id, SUSAN.id)
    at = NOON + timedelta(seconds=number)
    latest = Message(MessageId(str(number)), sender, recipient, f"text {number}", at, f"{number:08}", f"c{number}")
    return Conversation(person, latest, unread)


def save(world: World, *conversations: Conversation) -> None:
    with world.store.transaction():
        world.store.conversations.save(ConversationPage(conversations, has_more=False))


def model(world: World, port: FakeMessageSync) -> ConversationListModel:
    return ConversationListModel(world.store, port, clock=lambda: world.now)


def test_the_latest_conversation_is_on_top(world: World, message_sync: FakeMessageSync) -> None:
    save(world, conversation(MINA, 9, unread=2), conversation(JOHN, 5, mine=True))
    rows = model(world, message_sync).rows
    assert [(row.name, row.last_line, row.unread) for row in rows] == [
        ("Mina", "text 9", 2),
        ("John", "You: text 5", 0),
    ]


def test_a_new_message_moves_its_conversation_up(world: World, message_sync: FakeMessageSync, qtbot: QtBot) -> None:
    save(world, conversation(MINA, 9), conversation(JOHN, 5))
    shown = model(world, message_sync)
    with qtbot.waitSignal(shown.rowsMoved):
        messaging.send(world.store, JOHN.id, "hello\nthere", now=world.later(60))
    assert [row.last_line for row in shown.rows] == ["You: hello there", "text 9"]


def test_the_row_is_spoken_with_what_is_unread(world: World, message_sync: FakeMessageSync) -> None:
    save(world, conversation(MINA, 9, unread=2))
    spoken = model(world, message_sync).rows[0].spoken
    assert spoken.startswith("Mina, ")
    assert "2 unread messages" in spoken


def test_a_refused_message_shows_in_the_list(world: World, message_sync: FakeMessageSync) -> None:
    shown = model(world, message_sync)
    messaging.send(world.store, JOHN.id, "hello", now=world.now)
    job = world.store.outbox.claim(f"conversation:{JOHN.id}", world.now)
    assert job is not None
    with world.store.transaction():
        world.store.outbox.refuse(job.id, Problem(ProblemKind.FORBIDDEN))
    shown.refresh_words()
    assert shown.rows[0].is_refused


def test_states_before_there_are_rows(world: World, message_sync: FakeMessageSync) -> None:
    shown = model(world, message_sync)
    phases = [shown.state.phase]
    world.store.status.succeed("conversations")
    phases.append(shown.state.phase)
    save(world, conversation(JOHN, 5))
    phases.append(shown.state.phase)
    assert phases == [ListPhase.LOADING, ListPhase.EMPTY, ListPhase.READY]


def test_scrolling_past_what_is_saved_asks_the_server(world: World, message_sync: FakeMessageSync) -> None:
    save(world, conversation(JOHN, 5))
    shown = model(world, message_sync)
    shown.load_more()
    shown.refresh()
    assert message_sync.asked == [("load_older_conversations",), ("refresh_conversations",)]


def test_a_closed_list_listens_no_more(world: World, message_sync: FakeMessageSync) -> None:
    before = world.store.feed.subscribers
    model(world, message_sync).close()
    assert world.store.feed.subscribers == before
