"""The place in a conversation (viewmodels/messages/conversation_place.py)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from microblog_desktop.commands import reading
from microblog_desktop.domain.ids import MessageKey
from microblog_desktop.domain.inbox.message import ConversationPage
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.store.errors import StoreFullError
from microblog_desktop.store.rows import ReadingPosition
from microblog_desktop.viewmodels.messages.conversation import ConversationModel
from microblog_desktop.viewmodels.messages.conversation_place import ConversationPlace
from microblog_desktop.viewmodels.messages.message_rows import BubbleRow
from tests.fakes.ports import FakeMessageSync
from tests.store.world import JOHN, World, messages
from tests.viewmodels.messages.test_conversations import conversation


@pytest.fixture
def place(world: World) -> Iterator[ConversationPlace]:
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(*range(200, 0, -1)))
    place = ConversationPlace(world.store, JOHN.id)
    yield place
    place.save_now()


def key(world: World, number: int) -> MessageKey:
    """The message that is called so."""
    return world.store.messages.newest(JOHN.id, 200)[200 - number]


def saved(world: World) -> ReadingPosition | None:
    return world.store.messages.positions.position(JOHN.id)


def test_it_is_saved_by_itself_when_one_stands_still(place: ConversationPlace, world: World, qtbot: QtBot) -> None:
    assert place.to_begin_at is None
    place.reading_at(key(world, 90), -12, -1)
    assert saved(world) is None
    qtbot.waitUntil(lambda: saved(world) is not None)
    again = ConversationPlace(world.store, JOHN.id).to_begin_at
    assert again is not None
    assert (MessageKey(again.entry), again.offset_px) == (key(world, 90), -12)


def test_who_stands_at_the_newest_has_no_place_to_keep(place: ConversationPlace, world: World) -> None:
    place.reading_at(key(world, 90), -12, -1)
    place.save_now()
    place.reading_newest()
    place.save_now()
    assert saved(world) is None


def test_who_did_not_move_keeps_the_place_that_was_saved(world: World, place: ConversationPlace) -> None:
    place.reading_at(key(world, 90), -12, -1)
    place.save_now()
    ConversationPlace(world.store, JOHN.id).save_now()
    assert saved(world) is not None


def test_a_message_that_went_meanwhile_is_no_place(place: ConversationPlace, world: World) -> None:
    place.reading_at(key(world, 90), -12, -1)
    place.save_now()
    before, gone = saved(world), key(world, 50)
    place.reading_at(gone, -12, -1)
    with world.store.transaction():
        world.store.messages.remove(gone)
    place.save_now()
    assert saved(world) == before


def test_unread_messages_come_first(place: ConversationPlace, world: World) -> None:
    place.reading_at(key(world, 90), -12, -1)
    place.save_now()
    with world.store.transaction():
        world.store.conversations.save(ConversationPage((conversation(JOHN, 201, unread=1),), has_more=False))
    assert ConversationPlace(world.store, JOHN.id).to_begin_at is None


def test_a_conversation_begins_with_the_messages_around_the_place(
    place: ConversationPlace, world: World, message_sync: FakeMessageSync
) -> None:
    place.reading_at(key(world, 90), -12, -1)
    place.save_now()
    talk = ConversationModel(world.store, message_sync, JOHN.id, clock=lambda: world.now)
    shown = [row.body for row in talk.rows if isinstance(row, BubbleRow)]
    assert (shown[0], shown[-1]) == ("message 40", "message 140")
    assert not talk.is_at_newest
    talk.place.reading_newest()
    talk.close()
    assert saved(world) is None


def test_a_full_disk_is_told_and_raises_nothing_where_windows_close(
    place: ConversationPlace, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_what: object) -> None:
        raise StoreFullError

    place.reading_at(key(world, 90), -12, -1)
    with monkeypatch.context() as patch:
        patch.setattr(reading, "save_conversation_place", refuse)
        place.save_now()
    notice = world.store.status.latest_notice
    assert notice is not None
    assert notice.problem.kind is ProblemKind.DISK_FULL
    place.reading_at(key(world, 91), -12, -1)
    place.save_now()
    assert saved(world) is not None
