"""The focus is never lost: whatever happens to its row, it is on something that one sees."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.theme.theme import Theme
from tests.ui.list.rows import Block, BlockModel, BlockRow, BlockRows, blocks


class Window(QWidget):
    """A list below a box to write in, to which Qt would give the focus that a list loses."""

    def __init__(self, theme: Theme, model: BlockModel) -> None:
        super().__init__()
        self.box = QLineEdit()
        self.list = VirtualList(theme, model, BlockRows())
        column = QVBoxLayout(self)
        column.addWidget(self.box)
        column.addWidget(self.list)
        self.resize(400, 360)


@pytest.fixture
def model() -> BlockModel:
    return BlockModel(blocks(60))


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, model: BlockModel) -> Window:
    window = Window(theme, model)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.sendPostedEvents()
    return window


def focused_key(window: Window) -> int:
    QApplication.sendPostedEvents()
    focused = QApplication.focusWidget()
    assert isinstance(focused, BlockRow)
    assert window.list.live.find(focused.block.key) is focused
    assert window.list.current.key == focused.block.key
    return focused.block.key


def test_it_goes_to_the_row_that_took_the_place_of_a_removed_one(window: Window, model: BlockModel) -> None:
    window.list.current.go_to(2)
    model.remove(1, 3)
    assert focused_key(window) == 4


def test_it_goes_up_where_nothing_is_left_below(window: Window, model: BlockModel) -> None:
    window.list.scroll_to_end()
    window.list.current.go_to(59)
    model.remove(58, 59)
    assert focused_key(window) == 57


def test_it_stays_with_a_row_that_becomes_one_of_another_kind(window: Window, model: BlockModel) -> None:
    window.list.current.go_to(2)
    model.change(2, Block(2, 80, "other"))
    assert focused_key(window) == 2


def test_a_button_inside_a_removed_row_leaves_it_to_a_row(window: Window, model: BlockModel) -> None:
    window.list.current.go_to(2)
    row = window.list.current.widget()
    assert isinstance(row, BlockRow)
    row.button.setFocus(Qt.FocusReason.TabFocusReason)
    model.remove(2, 2)
    assert focused_key(window) == 3


def test_it_comes_into_view_when_its_row_left_with_the_window_of_rows(window: Window, model: BlockModel) -> None:
    window.list.current.go_to(1)
    model.insert(60, blocks(1000, first=100))
    window.list.scroll_to_end()
    QApplication.sendPostedEvents()
    seen = [window.list.key_at(row.index) for row in window.list.placed()]
    model.remove(0, 59)
    assert focused_key(window) in seen
    assert [window.list.key_at(row.index) for row in window.list.placed()] == seen


def test_it_survives_a_model_that_is_filled_anew(window: Window, model: BlockModel) -> None:
    window.list.current.go_to(2)
    model.replace_all([block for block in model.blocks if block.key != 2])
    assert focused_key(window) == 3
    model.replace_all(blocks(30, first=500))
    assert focused_key(window) == 500


def test_an_emptied_list_keeps_it_until_rows_come(window: Window, model: BlockModel) -> None:
    window.list.current.go_to(2)
    model.remove(0, 59)
    QApplication.sendPostedEvents()
    assert QApplication.focusWidget() is window.list
    model.insert(0, blocks(5))
    assert focused_key(window) == 0


def test_who_went_elsewhere_meanwhile_is_not_called_back(window: Window, model: BlockModel) -> None:
    window.list.current.go_to(2)
    model.remove(0, 59)
    QApplication.sendPostedEvents()
    window.box.setFocus()
    model.insert(0, blocks(5))
    QApplication.sendPostedEvents()
    assert QApplication.focusWidget() is window.box


def test_a_list_without_the_focus_never_takes_it(window: Window, model: BlockModel) -> None:
    window.box.setFocus()
    model.remove(0, 3)
    model.change(2, Block(6, 80, "other"))
    model.replace_all(blocks(30, first=500))
    QApplication.sendPostedEvents()
    assert QApplication.focusWidget() is window.box


def test_tab_leads_in_the_order_of_the_eye_after_rows_came(qtbot: QtBot, window: Window, model: BlockModel) -> None:
    window.list.current.go_to(2)
    model.insert(0, blocks(3, first=900))
    window.list.scroll_to_top()
    qtbot.waitUntil(lambda: stacked(window.list)[:4] == [900, 901, 902, 0])
    window.box.setFocus()
    QTest.keyClick(window.box, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.list.isAncestorOf(focused)


def test_a_row_with_the_focus_out_of_sight_is_stacked_where_it_belongs(qtbot: QtBot, window: Window) -> None:
    window.list.current.go_to(2)
    window.list.scroll_by(1500)
    qtbot.waitUntil(lambda: stacked(window.list) == sorted(stacked(window.list)) and stacked(window.list)[0] == 2)


def test_a_row_that_grows_under_the_hands_grows_downwards(window: Window, model: BlockModel) -> None:
    view = window.list
    view.scroll_by(1030)
    view.current.go_to(20)
    view.scroll_by(30)
    widget = view.current.widget()
    assert widget is not None
    before = widget.y()
    model.resize(20, 400)
    QApplication.sendPostedEvents()
    assert widget.y() == before
    assert view.anchor.index == 20


def stacked(view: VirtualList) -> list[int]:
    """The rows that are shown, as they lie on each other, the lowest first."""
    rows = [child for child in view.viewport().children() if isinstance(child, BlockRow) and not child.isHidden()]
    return [row.block.key for row in rows]


def test_the_first_step_shows_where_one_is(window: Window) -> None:
    window.box.setFocus()
    window.list.current.step(1)
    assert focused_key(window) == 0
    window.list.current.step(1)
    assert focused_key(window) == 1
    window.box.setFocus()
    window.list.current.step(1)
    assert focused_key(window) == 1


def test_rows_follow_the_list_on_the_way_of_the_tab_key(window: Window, qtbot: QtBot) -> None:
    assert window.list.focusPolicy() is Qt.FocusPolicy.ClickFocus
    later = QLineEdit(window)
    window.list.current.go_to(0)
    first = window.list.current.widget()
    assert first is not None
    window.list.scroll_by(2000)
    window.list.current.go_to(30)
    row = window.list.current.widget()
    assert row is not None

    def is_before() -> bool:
        following = window.list.nextInFocusChain()
        while following not in (row, later, None):
            following = following.nextInFocusChain()
        return following is row

    qtbot.waitUntil(is_before)
