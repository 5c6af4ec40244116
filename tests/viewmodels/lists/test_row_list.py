from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from microblog_desktop.viewmodels.lists.row_list import RowList
from microblog_desktop.viewmodels.roles import ACCESSIBLE_TEXT_ROLE, ROW_ROLE


@dataclass(frozen=True)
class Item:
    key: int
    text: str = ""

    @property
    def spoken(self) -> str:
        return f"item {self.key} {self.text}".strip()


class Follower:
    """A view that knows the rows only from the model's signals."""

    def __init__(self, model: RowList[Item]) -> None:
        self._model = model
        self.keys = [row.key for row in model.rows]
        model.rowsInserted.connect(self._inserted)
        model.rowsRemoved.connect(self._removed)
        model.rowsMoved.connect(self._moved)

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.keys[first:first] = [row.key for row in self._model.rows[first : last + 1]]

    def _removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        del self.keys[first : last + 1]

    def _moved(self, _parent: QModelIndex, first: int, _last: int, _to_parent: QModelIndex, to: int) -> None:
        self.keys.insert(to, self.keys.pop(first))


def items(*keys: int) -> list[Item]:
    return [Item(key) for key in keys]


@given(st.lists(st.integers(0, 12), unique=True), st.lists(st.integers(0, 12), unique=True))
def test_a_view_that_follows_the_signals_sees_what_is_there(before: list[int], after: list[int]) -> None:
    model: RowList[Item] = RowList()
    model.show(items(*before))
    follower = Follower(model)
    model.show(items(*after))
    assert [row.key for row in model.rows] == after
    assert follower.keys == after


def test_rows_that_stay_are_not_touched(qtbot: QtBot) -> None:
    model: RowList[Item] = RowList()
    model.show(items(1, 2, 3))
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.rowsRemoved):
        model.show(items(1, 2, 3, 4))


def test_a_changed_row_is_repainted_alone(qtbot: QtBot) -> None:
    model: RowList[Item] = RowList()
    model.show(items(1, 2, 3))
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.show([Item(1), Item(2, "new"), Item(3)])
    assert changed.args is not None
    assert changed.args[0].row() == changed.args[1].row() == 1


@pytest.mark.parametrize("role", [Qt.ItemDataRole.DisplayRole, ACCESSIBLE_TEXT_ROLE])
def test_a_row_can_be_spoken(role: int) -> None:
    model: RowList[Item] = RowList()
    model.show(items(1))
    assert model.data(model.index(0), role) == "item 1"
    assert model.data(model.index(0), ROW_ROLE) == Item(1)
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole) is None
