"""What lists show: models of rows with keys, each row as one object and as one sentence."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

from PySide6.QtCore import QAbstractListModel, Qt

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ACCESSIBLE_TEXT_ROLE = int(Qt.ItemDataRole.UserRole) + 2


class KeyedRow(Protocol):
    """Every row has a key that lasts as long as the row and is unique in its list."""

    @property
    def key(self) -> Hashable: ...


class KeyedList(QAbstractListModel):
    """A list model that finds its rows by their keys, without going through all of them."""

    def key_at(self, index: int) -> Hashable:
        raise NotImplementedError

    def index_of(self, key: Hashable) -> int | None:
        """Where the row with this key is; None if it is not in the list."""
        raise NotImplementedError

    def is_passed_over(self, index: int) -> bool:
        """Whether the keyboard's way from row to row leads past this one."""
        del index
        return False
