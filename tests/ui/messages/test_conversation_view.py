"""Where one reads in a conversation lasts (ui/messages/conversation_view.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.server import Limits
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.ui.list.reading_place import ReadingPlace
from microblog_desktop.ui.messages.conversation_view import ConversationView
from microblog_desktop.ui.messages.message_rows import Day
from microblog_desktop.ui.messages.messages_page import conversation_view
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.messages.messages import MessagesModel
from tests.fakes.ports import FakeMessageSync
from tests.store.world import JOHN, World, messages

Open = Callable[[AccountStore], ConversationView]


@pytest.fixture
def kept(tmp_path: Path, qapp: QApplication) -> Iterator[World]:
    """A world in a file, with a long conversation."""
    world = World(tmp_path / "account.db")
    world.save_people(JOHN)
    with world.store.transaction():
        world.store.messages.merge_newest(JOHN.id, messages(*range(300, 0, -1)))
    yield world
    world.store.close()


@pytest.fixture
def open_view(theme: Theme, pictures: RoundPictures, message_sync: FakeMessageSync, qtbot: QtBot) -> Iterator[Open]:
    opened: list[tuple[MessagesModel, ConversationView]] = []

    def open_one(store: AccountStore) -> ConversationView:
        model = MessagesModel(store, message_sync, limits=Limits(10, 20, 10), clock=store.clock)
        view = conversation_view(theme, pictures, model, JOHN.id)
        opened.append((model, view))
        qtbot.addWidget(view)
        view.resize(500, 600)
        view.show()
        view.list.placed()
        return view

    yield open_one
    for model, view in opened:
        view.close_models()
        model.close()


def scroll(view: ConversationView, pixels: int, qtbot: QtBot) -> ReadingPlace:
    """As the wheel does it: step by step, so that further messages come in time."""
    step = 400 if pixels > 0 else -400
    for _step in range(pixels // step):
        view.list.scroll_by(step)
        view.list.placed()
        with qtbot.waitCallback() as turned:
            QTimer.singleShot(0, view, turned)
    place = view.list.place()
    assert place is not None
    return place


def test_the_place_outlives_the_program_even_if_it_is_killed(kept: World, open_view: Open, qtbot: QtBot) -> None:
    view = open_view(kept.store)
    assert view.list.is_at_end()
    place = scroll(view, -9000, qtbot)
    positions = kept.store.messages.positions
    # Saved by itself: nothing is closed in order before the file is opened by somebody else.
    qtbot.waitUntil(lambda: positions.position(JOHN.id) is not None)
    view.hide()
    after = World(kept.path)
    again = open_view(after.store)
    assert again.list.place() == place
    assert not again.model.is_at_newest
    scroll(again, 12_000, qtbot)
    assert again.model.is_at_newest
    assert again.list.is_at_end()
    again.close_models()
    last = open_view(after.store)
    assert last.list.is_at_end()
    last.close_models()
    after.store.close()


def test_what_comes_meanwhile_moves_nothing(kept: World, open_view: Open, qtbot: QtBot) -> None:
    view = open_view(kept.store)
    place = scroll(view, -2000, qtbot)
    view.close_models()
    with kept.store.transaction():
        kept.store.messages.merge_newest(JOHN.id, messages(*range(305, 0, -1)))
    again = open_view(kept.store)
    assert again.list.place() == place


def test_a_day_at_the_edge_is_kept_by_the_message_under_it(kept: World, open_view: Open) -> None:
    view = open_view(kept.store)
    view.resize(500, 180)
    view.list.scroll_to_top()
    view.list.placed()
    day, first = view.model.key_at(0), view.model.key_at(1)
    assert isinstance(view.list.live.find(day), Day)
    view.list.restore(ReadingPlace(day, -5))
    view.list.placed()
    view.close_models()
    position = kept.store.messages.positions.position(JOHN.id)
    assert position is not None
    assert position.entry == first
