"""Conversations message by message: the same gaps, the same lasting rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from microblog_desktop.domain.ids import MessageId, MessageKey, PersonId
from microblog_desktop.domain.inbox.message import MessagePage
from microblog_desktop.domain.problem import Problem, ProblemKind
from tests.store.world import JOHN, NOON, SUSAN, World, message, messages

MINE = message(5, sender=SUSAN.id, recipient=JOHN.id, body="hello")


def take(world: World, page: MessagePage) -> None:
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, page)


def write(world: World) -> MessageKey:
    with world.store.transaction():
        return world.store.messages.create_local(JOHN.id, "hello", NOON)


def adopt(world: World, key: MessageKey) -> None:
    with world.store.transaction():
        world.store.messages.adopt(key, MINE)


def shown(world: World) -> list[str]:
    keys = world.store.messages.newest(JOHN.id, 100)
    return ["…" if row.gap else row.body for row in world.store.messages.rows(keys)]


def test_pages_that_do_not_join_leave_a_gap_that_fills(world: World) -> None:
    take(world, messages(2, 1))
    take(world, messages(9, 8))
    assert shown(world) == ["message 9", "message 8", "…", "message 2", "message 1"]
    gap = world.store.messages.newest(JOHN.id, 3)[2]
    edges = world.store.messages.gap_edges(gap)
    assert edges is not None
    with world.store.transaction():
        world.store.messages.merge_after(JOHN.id, messages(4, 3), edges.bottom)
        world.store.messages.merge_before(JOHN.id, messages(7, 4), edges.top)
    assert "…" not in shown(world)


def test_older_messages_end_at_the_start(world: World) -> None:
    take(world, messages(4, 3))
    edge = world.store.messages.oldest_edge(JOHN.id)
    assert edge is not None
    with world.store.transaction():
        world.store.messages.merge_before(JOHN.id, messages(2, 1, has_more=False), edge)
    assert world.store.messages.has_reached_start(JOHN.id)
    assert world.store.messages.oldest_edge(JOHN.id) is None


def test_an_undelivered_message_is_the_newest(world: World) -> None:
    take(world, messages(2, 1))
    write(world)
    take(world, messages(9, 2))
    assert shown(world) == ["hello", "message 9", "message 2", "message 1"]


@pytest.mark.parametrize("is_page_first", [False, True], ids=["answer first", "page first"])
def test_a_delivered_message_is_one_row_with_its_key_whoever_comes_first(world: World, is_page_first: bool) -> None:
    take(world, messages(2, 1))
    key = write(world)
    page = MessagePage((message(6), MINE, message(2)), has_more=True)
    if is_page_first:
        take(world, page)
        adopt(world, key)
    else:
        adopt(world, key)
        take(world, page)
    assert shown(world) == ["message 6", "hello", "message 2", "message 1"]
    assert world.store.messages.newest(JOHN.id, 9)[1] == key
    assert world.store.messages.by_remote(MINE.id) == key


def test_a_delivered_message_survives_a_page_that_was_under_way(world: World) -> None:
    take(world, messages(2, 1))
    adopt(world, write(world))
    take(world, messages(2, 1))
    assert shown(world) == ["hello", "message 2", "message 1"]
    take(world, messages(6, 2))
    assert shown(world) == ["message 6", "message 2", "message 1"]


def test_a_delivered_message_joins_nothing(world: World) -> None:
    take(world, messages(2, 1))
    adopt(world, write(world))
    take(world, messages(9, 8))
    assert shown(world) == ["message 9", "message 8", "…", "hello", "message 2", "message 1"]


def test_a_message_is_read_by_the_other_up_to_the_mark(world: World) -> None:
    later = replace(MINE, id=MessageId("7"), order="00000007", cursor="cursor-7", body="again")
    take(world, MessagePage((later, MINE, message(2)), has_more=True, read_up_to=MINE.id))
    rows = world.store.messages.rows(world.store.messages.newest(JOHN.id, 3))
    assert [row.is_read_by_other for row in rows] == [False, True, False]
    assert [row.is_mine for row in rows] == [True, True, False]


def test_windows_are_read_next_to_a_message(world: World) -> None:
    take(world, messages(*range(9, 0, -1)))
    store = world.store.messages
    keys = store.newest(JOHN.id, 9)
    assert store.older_than(JOHN.id, keys[3], 2) == keys[4:6]
    assert store.newer_than(JOHN.id, keys[3], 2) == keys[1:3]
    assert store.between(JOHN.id, keys[2], keys[5]) == keys[2:6]
    assert store.older_than(PersonId("99"), keys[3], 2) == []


def test_a_gap_says_how_its_filling_goes(world: World) -> None:
    take(world, messages(2, 1))
    take(world, messages(9, 8))
    gap = world.store.messages.newest(JOHN.id, 3)[2]
    problem = Problem(ProblemKind.TIMED_OUT, may_retry=True)
    world.store.status.fail(f"message-gap:{gap}", problem)
    state = world.store.messages.rows([gap])[0].gap
    assert state is not None
    assert (state.key, state.is_filling, state.problem) == (gap, False, problem)


def test_an_unsent_message_can_be_changed_and_removed(world: World) -> None:
    key = write(world)
    with world.store.transaction():
        world.store.messages.set_body(key, "hi")
    assert shown(world) == ["hi"]
    world.told.clear()
    with world.store.transaction():
        world.store.messages.remove(key)
    assert shown(world) == []
    assert world.told[-1].conversations == {JOHN.id}
    assert world.store.conversations.newest(5) == []
