"""Screen readers hear windows, lists and their items; see docs/decisions/0003-accessible-rows.md."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.widgets.card import Panel
from microblog_desktop.ui.widgets.labels import ElidedLabel


class ListViewport(QWidget):
    """The widget whose children are the rows; it is the list that is spoken of."""


def speak_of_lists() -> None:
    """Give windows, viewports and rows their roles; call it once, after the application object is made."""
    QAccessible.installFactory(_interface_of)


class _RowInterface(QAccessibleWidget):
    """A list item, or a heading among them, that can be pressed if its row can be.

    It asks Qt for its row each time: a reference of its own would keep the row for good.
    """

    def __init__(self, row: RowWidget) -> None:
        super().__init__(row, QAccessible.Role.Heading if row.is_heading else QAccessible.Role.ListItem)

    def actionNames(self) -> list[str]:
        row = self.object()
        press = [QAccessibleActionInterface.pressAction()] if isinstance(row, RowWidget) and row.can_activate() else []
        return [*press, *super().actionNames()]

    def doAction(self, name: str) -> None:
        row = self.object()
        if name == QAccessibleActionInterface.pressAction() and isinstance(row, RowWidget):
            row.activate()
        else:
            super().doAction(name)


class _PanelInterface(QAccessibleWidget):
    """A panel that stands alone is the window: readers look for one to know where they are."""

    def role(self) -> QAccessible.Role:
        panel = self.object()
        stands_alone = isinstance(panel, QWidget) and panel.isWindow()
        return QAccessible.Role.Window if stands_alone else QAccessible.Role.Client


def _interface_of(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, RowWidget):
        return _RowInterface(thing)
    if isinstance(thing, ListViewport):
        return QAccessibleWidget(thing, QAccessible.Role.List)
    if isinstance(thing, Panel):
        return _PanelInterface(thing)
    if isinstance(thing, ElidedLabel):
        return QAccessibleWidget(thing, QAccessible.Role.StaticText)
    return None
