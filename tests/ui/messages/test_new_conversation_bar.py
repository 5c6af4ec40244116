"""Choosing whom to write to by keys and mouse (ui/messages/new_conversation_bar.py)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account.search.answers import ServerAnswer
from microblog_desktop.ui.messages.conversation_rows import ConversationLine
from microblog_desktop.ui.messages.new_conversation_bar import NewConversationBar
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.messages.new_conversation import NewConversationModel
from tests.fakes.ports import FakeMessageSync
from tests.store.world import World

MARIA = Person(PersonId("11"), "maria", "María López", followers=9)
MARK = Person(PersonId("12"), "mark", "Mark")
KIM = Person(PersonId("13"), "minseo", "김민서")


@pytest.fixture
def model(world: World, message_sync: FakeMessageSync) -> Iterator[NewConversationModel]:
    world.save_people(MARIA, MARK, KIM)
    model = NewConversationModel(world.store, message_sync)
    yield model
    model.close()


@pytest.fixture
def bar(theme: Theme, pictures: RoundPictures, model: NewConversationModel, qtbot: QtBot) -> NewConversationBar:
    bar = NewConversationBar(theme, pictures, model)
    qtbot.addWidget(bar)
    bar.resize(280, 500)
    bar.open()
    bar.activateWindow()
    qtbot.waitUntil(bar.field.hasFocus)
    return bar


def press(key: Qt.Key) -> None:
    """To the window, as the system does it: it comes to whoever has the focus."""
    window = QApplication.activeWindow()
    handle = None if window is None else window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key)


def lines(bar: NewConversationBar) -> list[ConversationLine]:
    bar.list.placed()
    found = [row for row in bar.list.live.widgets() if isinstance(row, ConversationLine) and row.isVisible()]
    return sorted(found, key=lambda row: row.y())


def focused(bar: NewConversationBar) -> object:
    widget = QApplication.focusWidget()
    return widget.row_key if isinstance(widget, ConversationLine) else None


def test_people_stand_below_as_one_types_and_the_first_is_drawn_out(bar: NewConversationBar) -> None:
    assert not bar.is_choosing
    assert bar.list.isHidden()
    QTest.keyClicks(bar.field, "mar")
    assert [line.row_key for line in lines(bar)] == [MARIA.id, MARK.id]
    assert lines(bar)[0].accessibleName() == "María López, @maria"
    assert bar.drawn_out == MARIA.id
    assert bar.is_choosing
    bar.field.setFocus()
    for _letter in "mar":
        press(Qt.Key.Key_Backspace)
    assert bar.list.isHidden()
    assert not bar.is_choosing


def test_enter_chooses_the_first(bar: NewConversationBar, model: NewConversationModel, qtbot: QtBot) -> None:
    for letter in "민서":
        QApplication.sendEvent(bar.field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    with qtbot.waitSignal(model.found) as found:
        press(Qt.Key.Key_Return)
    assert found.args == [KIM.id]
    assert bar.isHidden()


def test_arrow_keys_choose_another_and_lead_back(
    bar: NewConversationBar, model: NewConversationModel, qtbot: QtBot
) -> None:
    QTest.keyClicks(bar.field, "mar")
    press(Qt.Key.Key_Down)
    assert focused(bar) == MARIA.id
    press(Qt.Key.Key_Down)
    assert focused(bar) == MARK.id
    assert bar.drawn_out == MARK.id
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert bar.field.hasFocus()
    assert bar.drawn_out == MARIA.id
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    with qtbot.waitSignal(model.found) as found:
        press(Qt.Key.Key_Return)
    assert found.args == [MARK.id]


def test_who_types_among_the_people_types_on_in_the_field(bar: NewConversationBar) -> None:
    QTest.keyClicks(bar.field, "mar")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_K)
    assert bar.field.hasFocus()
    assert bar.field.text() == "mark"
    assert bar.drawn_out == MARK.id


def test_a_click_chooses(bar: NewConversationBar, model: NewConversationModel, qtbot: QtBot) -> None:
    QTest.keyClicks(bar.field, "mar")
    with qtbot.waitSignal(model.found) as found:
        QTest.mouseClick(lines(bar)[1], Qt.MouseButton.LeftButton)
    assert found.args == [MARK.id]


def test_an_exact_name_that_nobody_here_has_is_asked_for(
    bar: NewConversationBar, message_sync: FakeMessageSync
) -> None:
    QTest.keyClicks(bar.field, "@xavier")
    said = [label.text() for label in bar.findChildren(TextLabel) if label.isVisible()]
    assert said == [_("Nobody on this computer is called so. Press Enter to ask the server.")]
    press(Qt.Key.Key_Return)
    assert message_sync.asked == [("find_person", "xavier")]
    assert bar.field.accessibleDescription() == "Looking for @xavier…"


def test_escape_gives_up_also_among_the_people(bar: NewConversationBar, qtbot: QtBot) -> None:
    QTest.keyClicks(bar.field, "mar")
    press(Qt.Key.Key_Down)
    with qtbot.waitSignal(bar.given_up):
        press(Qt.Key.Key_Escape)
    assert bar.isHidden()
    bar.open()
    assert bar.field.text() == ""
    assert not bar.is_choosing


def test_the_list_has_a_name(bar: NewConversationBar) -> None:
    assert bar.list.viewport().accessibleName() == "People"
    assert bar.field.accessibleName() == "Write to"


def test_whose_name_it_is_comes_in_at_the_top_and_is_drawn_out(bar: NewConversationBar, world: World) -> None:
    bar.resize(280, 170)
    QTest.keyClicks(bar.field, "mar")
    bar.list.placed()
    assert bar.drawn_out == MARIA.id
    exact = Person(PersonId("14"), "Mar", "Mar")
    world.save_people(exact)
    world.store.search.people_answers.begin("mar", ServerAnswer((), (exact.id,), None))
    world.store.status.succeed("search-people:mar")
    assert [line.row_key for line in lines(bar)] == [exact.id, MARIA.id, MARK.id]
    assert bar.drawn_out == exact.id
    assert bar.list.is_at_top()


def test_who_is_among_the_people_keeps_whom_they_chose(bar: NewConversationBar, world: World) -> None:
    QTest.keyClicks(bar.field, "mar")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    exact = Person(PersonId("14"), "Mar", "Mar")
    world.save_people(exact)
    world.store.search.people_answers.begin("mar", ServerAnswer((), (exact.id,), None))
    world.store.status.succeed("search-people:mar")
    assert focused(bar) == MARK.id
    assert bar.drawn_out == MARK.id
