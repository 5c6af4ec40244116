"""A list model of rows whose heights are known, for tests of the virtual list."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from microblog_desktop.ui.list.row import RowWidget, TextLine
from microblog_desktop.viewmodels.roles import ACCESSIBLE_TEXT_ROLE, ROW_ROLE, KeyedList

LINE_PX = 20


@dataclass(frozen=True, slots=True)
class Block:
    """A row: lines of text, as many as its characters need in the width there is, and `height` below them."""

    key: int
    height: int
    kind: str = "block"
    characters: int = 0

    def height_in(self, width: int) -> int:
        return self.height + -(-self.characters // in_a_line(width)) * LINE_PX


def in_a_line(width: int) -> int:
    return max(1, width // 8)


class BlockModel(KeyedList):
    def __init__(self, blocks: list[Block]) -> None:
        super().__init__()
        self.blocks = list(blocks)

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return len(self.blocks)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        block = self.blocks[index.row()]
        if role == ROW_ROLE:
            return block
        return f"block {block.key}" if role == ACCESSIBLE_TEXT_ROLE else None

    def key_at(self, index: int) -> int:
        return self.blocks[index].key

    def index_of(self, key: Hashable) -> int | None:
        return next((index for index, block in enumerate(self.blocks) if block.key == key), None)

    def insert(self, at: int, blocks: list[Block]) -> None:
        self.beginInsertRows(QModelIndex(), at, at + len(blocks) - 1)
        self.blocks[at:at] = blocks
        self.endInsertRows()

    def remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        del self.blocks[first : last + 1]
        self.endRemoveRows()

    def resize(self, at: int, height: int) -> None:
        self.change(at, replace(self.blocks[at], height=height))

    def change(self, at: int, block: Block) -> None:
        self.blocks[at] = block
        self.dataChanged.emit(self.index(at, 0), self.index(at, 0))

    def move(self, at: int, to: int) -> None:
        """Put a row before the one at `to`, or at the end."""
        if to not in (at, at + 1):
            self.beginMoveRows(QModelIndex(), at, at, QModelIndex(), to)
            self.blocks.insert(to - (to > at), self.blocks.pop(at))
            self.endMoveRows()

    def replace_all(self, blocks: list[Block]) -> None:
        self.beginResetModel()
        self.blocks = list(blocks)
        self.endResetModel()


class BlockRow(RowWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.block = Block(-1, 1)
        self.button = QPushButton("act", self)
        self.button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.has_menu_open = False
        self.binds = 0
        self._in_a_line = 1

    def bind(self, row: object) -> None:
        assert isinstance(row, Block)
        self.block = row
        self.binds += 1

    def height_for(self, width: int) -> int:
        self._in_a_line = in_a_line(width)
        return self.block.height_in(width)

    def line_at(self, y: int) -> TextLine | None:
        if not self.block.characters:
            return None
        line = min(max(y // LINE_PX, 0), self._lines() - 1)
        return TextLine(line * self._in_a_line, line * LINE_PX)

    def line_top(self, character: int) -> int | None:
        if not self.block.characters:
            return None
        return min(character // self._in_a_line, self._lines() - 1) * LINE_PX

    def _lines(self) -> int:
        return -(-self.block.characters // self._in_a_line)

    def tab_stops(self) -> list[QWidget]:
        return [self.button]

    def is_busy(self) -> bool:
        return self.has_menu_open


class BlockRows:
    """Makes block rows and remembers them."""

    def __init__(self) -> None:
        self.made: list[BlockRow] = []

    def kind(self, row: object) -> str:
        assert isinstance(row, Block)
        return row.kind

    def create(self, _kind: str, parent: QWidget) -> BlockRow:
        self.made.append(BlockRow(parent))
        return self.made[-1]


def blocks(count: int, height: int = 50, first: int = 0) -> list[Block]:
    return [Block(key, height) for key in range(first, first + count)]
