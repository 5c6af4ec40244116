"""Screen readers hear a list and its items; see docs/decisions/0003-accessible-rows.md."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from microblog_desktop.ui.list.row import RowWidget


class ListViewport(QWidget):
    """The widget whose children are the rows; it is the list that is spoken of."""


def speak_of_lists() -> None:
    """Give viewports and rows their roles; call it once, after the application object is made."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, RowWidget):
        return QAccessibleWidget(thing, QAccessible.Role.ListItem)
    if isinstance(thing, ListViewport):
        return QAccessibleWidget(thing, QAccessible.Role.List)
    return None
