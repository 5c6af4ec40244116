"""A list model of frozen rows that changes as little as it can, so that views keep their place."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from microblog_desktop.viewmodels.roles import ACCESSIBLE_TEXT_ROLE, ROW_ROLE, KeyedList, KeyedRow


class SpokenRow(KeyedRow, Protocol):
    """A row that one sentence says in full, for who does not see it."""

    @property
    def spoken(self) -> str: ...


R = TypeVar("R", bound=SpokenRow)


class RowList(KeyedList, Generic[R]):
    """Rows from top to bottom; `show` moves from what is there to what should be there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[R] = []
        self._places: dict[Hashable, int] | None = None

    @property
    def rows(self) -> Sequence[R]:
        return self._rows

    def key_at(self, index: int) -> Hashable:
        return self._rows[index].key

    def index_of(self, key: Hashable) -> int | None:
        if self._places is None:
            self._places = {row.key: index for index, row in enumerate(self._rows)}
        return self._places.get(key)

    def show(self, wanted: Sequence[R]) -> None:
        """Insert, remove, move and repaint rows until they are `wanted`; keys must be unique."""
        head = _common(self._rows, wanted)
        most = min(len(self._rows), len(wanted)) - head
        tail = min(_common(reversed(self._rows), reversed(wanted)), most)
        self._change(head, len(self._rows) - tail, wanted[: len(wanted) - tail])

    def _change(self, head: int, end: int, wanted: Sequence[R]) -> None:
        """As `show`, for the rows between `head` and `end`; those before and behind are as they should be."""
        self._remove_all_but({row.key for row in wanted[head:]}, head, end)
        known = {row.key for row in self._rows[head:]}
        at = head
        while at < len(wanted):
            if at < len(self._rows) and self._rows[at].key == wanted[at].key:
                self._repaint(at, wanted[at])
                at += 1
            elif wanted[at].key in known:
                self._move_up(wanted[at].key, at)
            else:
                at = self._insert_run(at, wanted, known)

    def _remove_all_but(self, kept: set[Hashable], head: int, end: int) -> None:
        while end > head:
            begin = end
            while begin > head and self._rows[begin - 1].key not in kept:
                begin -= 1
            if begin < end:
                self.beginRemoveRows(QModelIndex(), begin, end - 1)
                del self._rows[begin:end]
                self._places = None
                self.endRemoveRows()
            end = begin - 1

    def _repaint(self, at: int, row: R) -> None:
        shown = self._rows[at]
        if shown is not row and shown != row:
            self._rows[at] = row
            self.dataChanged.emit(self.index(at), self.index(at))

    def _move_up(self, key: Hashable, to: int) -> None:
        at = next(index for index in range(to, len(self._rows)) if self._rows[index].key == key)
        self.beginMoveRows(QModelIndex(), at, at, QModelIndex(), to)
        self._rows.insert(to, self._rows.pop(at))
        self._places = None
        self.endMoveRows()

    def _insert_run(self, at: int, wanted: Sequence[R], known: set[Hashable]) -> int:
        end = at
        while end < len(wanted) and wanted[end].key not in known:
            end += 1
        self.beginInsertRows(QModelIndex(), at, end - 1)
        self._rows[at:at] = wanted[at:end]
        self._places = None
        self.endInsertRows()
        return end

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, ACCESSIBLE_TEXT_ROLE):
            return row.spoken
        return None


def _common(some: Iterable[object], others: Iterable[object]) -> int:
    """With how many of the same objects both begin."""
    count = 0
    for one, other in zip(some, others, strict=False):
        if one is not other:
            break
        count += 1
    return count
