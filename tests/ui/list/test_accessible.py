"""Who listens instead of looking hears a list of items, each in one sentence, and finds their buttons."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.list.accessible import PressedWhole, speak_of_lists
from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.card import Panel
from microblog_desktop.ui.widgets.labels import ElidedLabel, TextLabel
from tests.ui.list.rows import Block, BlockModel, BlockRow, BlockRows, blocks


@pytest.fixture
def model() -> BlockModel:
    return BlockModel(blocks(200))


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, model: BlockModel) -> Iterator[VirtualList]:
    speak_of_lists()
    QAccessible.setActive(True)
    view = VirtualList(theme, model, BlockRows())
    view.viewport().setAccessibleName("Blocks")
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    QApplication.sendPostedEvents()
    yield view
    QAccessible.setActive(False)


def items(view: VirtualList) -> list[QAccessibleInterface]:
    spoken = QAccessible.queryAccessibleInterface(view.viewport())
    children = [spoken.child(number) for number in range(spoken.childCount())]
    return [child for child in children if not child.state().invisible]


def names(view: VirtualList) -> list[str]:
    return [item.text(QAccessible.Text.Name) for item in items(view)]


def test_what_is_pressed_as_a_whole_is_a_button(qtbot: QtBot, view: VirtualList) -> None:
    whole = PressedWhole(view)
    spoken = QAccessible.queryAccessibleInterface(whole)
    assert spoken.role() == QAccessible.Role.Button
    with qtbot.waitSignal(whole.pressed_whole):
        spoken.actionInterface().doAction(QAccessibleActionInterface.pressAction())


def test_a_label_is_silent_where_the_sentence_around_it_says_its_words(qtbot: QtBot, theme: Theme) -> None:
    speak_of_lists()
    around = QWidget()
    row = BlockRow(around)
    qtbot.addWidget(around)
    row.setAccessibleName("Rosa, @rosa. Maps")
    labels = [TextLabel(theme, "Rosa", row), ElidedLabel(theme, "@rosa", row), ElidedLabel(theme, "Vienna", row)]
    spoken = [QAccessible.queryAccessibleInterface(label) for label in labels]
    assert [each.text(QAccessible.Text.Name) for each in spoken] == ["", "", "Vienna"]
    assert [each.role() for each in spoken] == [*[QAccessible.Role.Client] * 2, QAccessible.Role.StaticText]


def test_the_area_around_a_list_is_nothing_to_go_to(view: VirtualList) -> None:
    spoken = QAccessible.queryAccessibleInterface(view)
    view.clearFocus()
    assert not spoken.state().focusable
    assert spoken.text(QAccessible.Text.Name) == ""


def test_it_is_a_list_of_items_with_a_name(view: VirtualList) -> None:
    spoken = QAccessible.queryAccessibleInterface(view.viewport())
    assert (spoken.role(), spoken.text(QAccessible.Text.Name)) == (QAccessible.Role.List, "Blocks")
    assert {item.role() for item in items(view)} == {QAccessible.Role.ListItem}


def test_each_item_is_one_sentence_that_follows_its_row(view: VirtualList, model: BlockModel) -> None:
    assert names(view)[0] == "block 0"
    model.replace_all([Block(700, 50), *model.blocks[1:]])
    QApplication.sendPostedEvents()
    assert "block 700" in names(view)
    assert "block 0" not in names(view)


def test_items_come_in_the_order_of_the_eye_after_rows_came(qtbot: QtBot, view: VirtualList, model: BlockModel) -> None:
    view.scroll_by(1234)
    model.insert(25, blocks(2, first=900))
    QApplication.sendPostedEvents()
    qtbot.waitUntil(lambda: names(view) == [f"block {view.key_at(row.index)}" for row in view.placed()])


def test_the_buttons_of_an_item_are_within_reach(view: VirtualList) -> None:
    item = items(view)[1]
    inside = [item.child(number) for number in range(item.childCount())]
    button = next(child for child in inside if child.role() is QAccessible.Role.Button)
    assert button.text(QAccessible.Text.Name) == "act"
    assert button.actionInterface() is None or "Press" in button.actionInterface().actionNames()


def test_the_current_row_is_the_one_with_the_focus(qtbot: QtBot, view: VirtualList) -> None:
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.current.go_to(2)
    focused = [item.text(QAccessible.Text.Name) for item in items(view) if item.state().focused]
    assert focused == ["block 2"]
    assert isinstance(QApplication.focusWidget(), BlockRow)


def test_what_stands_alone_is_a_window_and_cut_words_are_words(qtbot: QtBot, theme: Theme) -> None:
    speak_of_lists()
    window = Panel(theme)
    inner, words = Panel(theme, window), ElidedLabel(theme, "words", window)
    qtbot.addWidget(window)
    spoken = [QAccessible.queryAccessibleInterface(widget) for widget in (window, inner, words)]
    assert [each.role() for each in spoken] == [
        QAccessible.Role.Window,
        QAccessible.Role.Client,
        QAccessible.Role.StaticText,
    ]
    assert spoken[-1].text(QAccessible.Text.Name) == "words"


def test_what_is_announced_waits_for_what_is_being_said(view: VirtualList, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[QAccessibleAnnouncementEvent] = []
    monkeypatch.setattr("microblog_desktop.ui.list.virtual_list.QAccessible.updateAccessibility", told.append)
    view.announce("")
    view.announce("12 new posts")
    assert [(event.message(), event.politeness(), event.object()) for event in told] == [
        ("12 new posts", QAccessible.AnnouncementPoliteness.Polite, view.viewport())
    ]
    QAccessible.setActive(False)
    view.announce("13 new posts")
    assert len(told) == 1
