"""Places and half-written texts are kept."""

from __future__ import annotations

from pathlib import Path

from microblog_desktop.commands.reading import (
    clear_draft,
    mark_all_read,
    save_conversation_place,
    save_draft,
    save_reading,
)
from microblog_desktop.domain.ids import HOME
from microblog_desktop.domain.inbox.message import Conversation, ConversationPage
from microblog_desktop.domain.inbox.notification import NotificationPage
from microblog_desktop.store.rows import ReadingPosition, ReadUpTo
from tests.store.account.test_notifications import told
from tests.store.world import JOHN, World, entries, messages


def test_a_place_and_a_draft_are_there_after_a_restart(tmp_path: Path) -> None:
    world = World(tmp_path / "account.db")
    world.refresh(*entries(3, 2, 1))
    row = world.store.timelines.entry_rows(world.keys())[1]
    read = ReadUpTo(row.order, world.now, None)
    save_reading(world.store, HOME, ReadingPosition(row.key, row.order, -4), read)
    save_reading(world.store, HOME, None, None)
    save_draft(world.store, "home", "half", now=world.now)
    save_draft(world.store, "dialog", "other", now=world.now)
    clear_draft(world.store, "dialog")
    world.store.close()
    world.open()
    assert world.store.timelines.reading.position(HOME) == ReadingPosition(row.key, row.order, -4)
    assert world.store.timelines.reading.read_up_to(HOME) == read
    draft = world.store.drafts.get("home")
    assert draft is not None
    assert draft.body == "half"
    assert world.store.drafts.get("dialog") is None
    world.store.close()


def test_the_place_in_a_conversation_is_there_after_a_restart_until_it_is_forgotten(tmp_path: Path) -> None:
    world = World(tmp_path / "account.db")
    world.save_people(JOHN)
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(3, 2, 1))
    position = world.store.messages.positions.position_at(world.store.messages.newest(JOHN.id, 3)[1], -40, -1)
    assert position is not None
    save_conversation_place(world.store, JOHN.id, position)
    world.store.close()
    world.open()
    assert world.store.messages.positions.position(JOHN.id) == position
    save_conversation_place(world.store, JOHN.id, None)
    assert world.store.messages.positions.position(JOHN.id) is None
    assert world.store.messages.newest(JOHN.id, 3)
    world.store.close()


def test_all_that_waits_is_read_at_once_and_the_server_is_told(world: World) -> None:
    store = world.store
    page = messages(3, 2, 1)
    latest = next(one for one in page.messages if one.sender_id == JOHN.id)
    with store.transaction():
        store.notifications.merge_newest(NotificationPage((told(2), told(1)), has_more=False))
        store.notifications.set_server_count(2)
        store.conversations.save(ConversationPage((Conversation(JOHN, latest, 2),), has_more=False))
    assert (store.unread.notifications(), store.unread.messages()) == (2, 2)
    mark_all_read(store)
    assert (store.unread.notifications(), store.unread.messages()) == (0, 0)
    assert store.notifications.unsent_mark() == "2"
    assert store.conversations.unsent_read_marks() == [(JOHN.id, latest.id)]
    mark_all_read(store)
