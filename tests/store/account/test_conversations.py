"""The list of conversations, and what is unread in them."""

from __future__ import annotations

from microblog_desktop.domain.ids import MessageId, PersonId
from microblog_desktop.domain.inbox.message import Conversation, ConversationPage, UnreadCounts
from microblog_desktop.domain.outbox import JobKind, conversation_queue
from microblog_desktop.domain.people.person import Person
from tests.store.world import JOHN, NOON, SUSAN, World, message, messages

ADA = Person(PersonId("3"), "ada")


def talk(person: Person, number: int, unread: int = 0) -> Conversation:
    return Conversation(person, message(number, sender=person.id), unread)


def take(world: World, *conversations: Conversation, has_more: bool = False) -> None:
    with world.store.transaction():
        world.store.conversations.save(ConversationPage(conversations, has_more))


def read(world: World, person: Person) -> MessageId | None:
    with world.store.transaction():
        return world.store.conversations.mark_read_locally(person.id)


def latest(world: World) -> list[tuple[str, str]]:
    return [(found.person.username, found.latest_body) for found in world.store.conversations.newest(9)]


def test_conversations_stand_by_their_latest_message(world: World) -> None:
    take(world, talk(ADA, 5), talk(JOHN, 3))
    assert latest(world) == [("ada", "message 5"), ("john", "message 3")]
    take(world, talk(JOHN, 8), talk(ADA, 5))
    assert latest(world) == [("john", "message 8"), ("ada", "message 5")]


def test_the_list_is_read_in_pages(world: World) -> None:
    people = [Person(PersonId(f"p{number}"), f"p{number}") for number in range(5)]
    take(world, *[talk(person, 1) for person in people])
    first = world.store.conversations.newest(2)
    rest = world.store.conversations.newest(9, older_than=first[-1].person.id)
    names = [found.person.username for found in (*first, *rest)]
    assert sorted(names) == [person.username for person in people]
    assert len(names) == 5


def test_an_undelivered_message_is_the_latest_of_its_conversation(world: World) -> None:
    take(world, talk(ADA, 5), talk(JOHN, 3))
    with world.store.transaction():
        key = world.store.messages.create_local(JOHN.id, "hello", world.later(60))
        world.store.outbox.add(
            queue=conversation_queue(JOHN.id),
            kind=JobKind.SEND_MESSAGE,
            created_at=world.now,
            not_before=world.now,
            body="hello",
            message=key,
            person=JOHN.id,
        )
    found = world.store.conversations.newest(1)[0]
    assert (found.person.id, found.latest_body, found.latest_is_mine) == (JOHN.id, "hello", True)
    assert found.delivery is not None
    assert world.store.conversations.get(ADA.id) is not None


def test_messages_of_a_page_are_the_latest_before_the_list_knows(world: World) -> None:
    take(world, talk(JOHN, 3))
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(9, 3))
    assert latest(world) == [("john", "message 9")]
    take(world, talk(JOHN, 12))
    assert latest(world) == [("john", "message 12")]


def test_reading_here_counts_at_once_and_the_server_is_told_later(world: World) -> None:
    take(world, talk(ADA, 5, unread=2), talk(JOHN, 3, unread=1))
    assert world.store.unread.messages() == 3
    assert read(world, ADA) == MessageId("5")
    assert world.store.unread.messages() == 1
    assert [found.unread for found in world.store.conversations.newest(2)] == [0, 1]
    assert world.store.conversations.unsent_read_marks() == [(ADA.id, MessageId("5"))]
    take(world, talk(ADA, 5, unread=2), talk(JOHN, 3, unread=1))
    assert world.store.unread.messages() == 1


def test_what_comes_after_reading_is_unread_again(world: World) -> None:
    take(world, talk(ADA, 5, unread=2))
    read(world, ADA)
    take(world, talk(ADA, 6, unread=3))
    assert world.store.unread.messages() == 1
    assert read(world, ADA) == MessageId("6")
    assert world.store.unread.messages() == 0


def test_a_mark_that_was_sent_is_forgotten_and_a_later_one_is_not(world: World) -> None:
    take(world, talk(ADA, 5, unread=2))
    first = read(world, ADA)
    assert first is not None
    take(world, talk(ADA, 6, unread=3))
    second = read(world, ADA)
    assert second is not None
    with world.store.transaction():
        world.store.conversations.read_mark_sent(ADA.id, first)
    assert world.store.conversations.unsent_read_marks() == [(ADA.id, second)]
    with world.store.transaction():
        world.store.conversations.read_mark_sent(ADA.id, second)
    assert world.store.conversations.unsent_read_marks() == []
    assert world.store.unread.messages() == 0
    take(world, talk(ADA, 7, unread=1))
    assert world.store.unread.messages() == 1


def test_nothing_unread_is_nothing_to_tell(world: World) -> None:
    take(world, talk(ADA, 5))
    assert read(world, ADA) is None
    assert read(world, JOHN) is None


def test_the_newest_received_message_is_the_mark(world: World) -> None:
    take(world, talk(JOHN, 3, unread=2))
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(9, 3))
        mine = message(12, sender=SUSAN.id, recipient=JOHN.id)
        world.store.messages.adopt(world.store.messages.create_local(JOHN.id, "x", NOON), mine)
    assert read(world, JOHN) == MessageId("9")


def test_the_servers_counts_are_the_badge_where_the_list_is_not_whole(world: World) -> None:
    take(world, talk(ADA, 5, unread=2), has_more=True)
    with world.store.transaction():
        world.store.conversations.set_counts(UnreadCounts(messages=7, notifications=4))
    assert world.store.unread.messages() == 7
    assert world.told[-1].counts == {"messages"}
    read(world, ADA)
    assert world.store.unread.messages() == 5


def test_a_list_that_says_nothing_new_is_not_told(world: World) -> None:
    take(world, talk(ADA, 5, unread=2))
    world.told.clear()
    take(world, talk(ADA, 5, unread=2))
    assert not any(changes.conversations or changes.counts for changes in world.told)
