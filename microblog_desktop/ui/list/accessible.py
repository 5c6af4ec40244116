"""Screen readers hear windows, lists and their items; see docs/decisions/0003-accessible-rows.md."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget, QWidget

from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.widgets.card import Panel
from microblog_desktop.ui.widgets.labels import ElidedLabel, TextLabel


class ListViewport(QWidget):
    """The widget whose children are the rows; it is the list that is spoken of."""


class PressedWhole(QWidget):
    """A widget that is pressed like a button, wherever in it one presses; it may hold buttons that do other things."""

    pressed_whole = Signal()


def speak_of_lists() -> None:
    """Give windows, viewports and rows their roles; call it once, after the application object is made."""
    QAccessible.installFactory(_interface_of)


class _RowInterface(QAccessibleWidget):
    """A list item, or a heading among them, that can be pressed if its row can be.

    It asks Qt for its row each time: a reference of its own would keep the row for good.
    """

    def __init__(self, row: RowWidget) -> None:
        super().__init__(row, QAccessible.Role.Heading if row.is_heading else QAccessible.Role.ListItem)

    def text(self, kind: QAccessible.Text) -> str:
        row = self.object()
        if kind is QAccessible.Text.Name and isinstance(row, RowWidget):
            return row.said()
        return super().text(kind)

    def state(self) -> QAccessible.State:
        state, row = super().state(), self.object()
        if isinstance(row, RowWidget) and row.is_chosen():
            state.selectable = state.selected = True
        return state

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


class _WholeInterface(QAccessibleWidget):
    """A button, for who listens."""

    def __init__(self, whole: PressedWhole) -> None:
        super().__init__(whole, QAccessible.Role.Button)

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        whole = self.object()
        if name == QAccessibleActionInterface.pressAction() and isinstance(whole, PressedWhole):
            whole.pressed_whole.emit()
        else:
            super().doAction(name)


class _PanelInterface(QAccessibleWidget):
    """A panel that stands alone is the window: readers look for one to know where they are."""

    def role(self) -> QAccessible.Role:
        panel = self.object()
        stands_alone = isinstance(panel, QWidget) and panel.isWindow()
        return QAccessible.Role.Window if stands_alone else QAccessible.Role.Client


class _ListAreaInterface(QAccessibleWidget):
    """The area around a list has the focus only while there is no row to have it; it is the list then."""

    def state(self) -> QAccessible.State:
        state, area = super().state(), self.object()
        if isinstance(area, QWidget) and not area.hasFocus():
            state.focusable = False
        return state

    def text(self, kind: QAccessible.Text) -> str:
        area = self.object()
        if kind is QAccessible.Text.Name and isinstance(area, QAbstractScrollArea) and area.hasFocus():
            return area.viewport().accessibleName()
        return super().text(kind)


class _LabelInterface(QAccessibleWidget):
    """Words on the screen; nothing, where what they stand in says them in its own sentence."""

    def role(self) -> QAccessible.Role:
        is_said = self.text(QAccessible.Text.Name) != ""
        return QAccessible.Role.StaticText if is_said else QAccessible.Role.Client

    def text(self, kind: QAccessible.Text) -> str:
        label = self.object()
        if kind is not QAccessible.Text.Name or not isinstance(label, ElidedLabel | TextLabel):
            return super().text(kind)
        words = label.accessibleName() or label.text()
        return "" if _is_said_around(label, words) else words


def _is_said_around(label: QWidget, words: str) -> bool:
    around = label.parentWidget()
    while around is not None and not around.isWindow():
        if around.focusPolicy() != Qt.FocusPolicy.NoFocus and words in around.accessibleName():
            return True
        around = around.parentWidget()
    return False


def _interface_of(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, RowWidget):
        return _RowInterface(thing)
    if isinstance(thing, PressedWhole):
        return _WholeInterface(thing)
    if isinstance(thing, ListViewport):
        return QAccessibleWidget(thing, QAccessible.Role.List)
    if isinstance(thing, Panel):
        return _PanelInterface(thing)
    if isinstance(thing, ElidedLabel):
        return _LabelInterface(thing, QAccessible.Role.StaticText)
    if type(thing) is TextLabel and thing.buddy() is None:
        return _LabelInterface(thing, QAccessible.Role.StaticText)
    if isinstance(thing, QAbstractScrollArea) and isinstance(thing.viewport(), ListViewport):
        return _ListAreaInterface(thing)
    return None
