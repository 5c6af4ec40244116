"""The roles of every list model: a whole row as one object, and as one sentence."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

from PySide6.QtCore import Qt

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ACCESSIBLE_TEXT_ROLE = int(Qt.ItemDataRole.UserRole) + 2


class KeyedRow(Protocol):
    """Every row has a key that lasts as long as the row and is unique in its list."""

    @property
    def key(self) -> Hashable: ...
