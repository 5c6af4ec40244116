"""A hand and an eye: click, type and look, as a person at the windows would.

Events go through Qt's own event delivery (QTest), so what is hidden, disabled
or covered cannot be used here either. Waiting is done on the loop, never in a
nested one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

W = TypeVar("W", bound=QWidget)
_POLL_S = 0.02
PATIENCE_S = 20.0


class Driver:
    """Drive whatever window is in front."""

    def __init__(self, folder: Path, first_picture: int) -> None:
        self._folder = folder
        self._next_picture = first_picture

    @property
    def window(self) -> QWidget:
        """The window in front: the newest visible one that is no menu."""
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible() and not isinstance(w, QMenu)]
        assert shown, "no window is shown"
        return QApplication.activeWindow() or shown[-1]

    async def until(self, what: str, is_so: Callable[[], object], patience_s: float = PATIENCE_S) -> None:
        """Wait until `is_so()`; fail with `what` in words when patience ends."""
        deadline = time.monotonic() + patience_s
        while not is_so():
            assert time.monotonic() < deadline, f"waited {patience_s:.0f} s for {what}"
            await asyncio.sleep(_POLL_S)

    def find(self, kind: type[W], name: str) -> W | None:
        """The visible widget of that object name, in any window."""
        for top in QApplication.topLevelWidgets():
            if top.objectName() == name and isinstance(top, kind) and top.isVisible():
                return top
            for widget in top.findChildren(kind, name):
                if widget.isVisible():
                    return widget
        return None

    async def see(self, kind: type[W], name: str) -> W:
        """Wait for a widget to be visible and enabled."""
        await self.until(f"{name} to be there", lambda: (w := self.find(kind, name)) is not None and w.isEnabled())
        widget = self.find(kind, name)
        assert widget is not None
        return widget

    async def click(self, name: str) -> None:
        widget = await self.see(QWidget, name)
        self.click_at(widget, widget.rect().center())
        await self.settle()

    def click_at(self, widget: QWidget, point: QPoint) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)

    async def type(self, name: str, text: str) -> None:
        """Click into a field, take out what is there and type."""
        field = await self.see(QWidget, name)
        self.click_at(field, field.rect().center())
        await self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        await self.press(Qt.Key.Key_Backspace)
        # Typing goes to whatever has the focus, as it does for a person.
        target = QApplication.focusWidget() or field
        for character in text:
            QTest.keyClicks(target, character)
        await self.settle()

    async def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        await self.settle()

    async def choose(self, name: str) -> None:
        """Choose an entry of the open menu by its action's object name, following sub-menus."""
        action = await self._find_action(name)
        menu = next((m for m in self._menus() if action in m.actions()), None)
        assert menu is not None, f"{name} is in no open menu"
        self.click_at(menu, menu.actionGeometry(action).center())
        await self.settle()

    async def _find_action(self, name: str) -> QAction:
        await self.until(f"the menu entry {name}", lambda: any(a.objectName() == name for a in self._actions()))
        return next(a for a in self._actions() if a.objectName() == name)

    def _menus(self) -> list[QMenu]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]

    def _actions(self) -> list[QAction]:
        return [action for menu in self._menus() for action in menu.actions()]

    async def settle(self) -> None:
        """Let what follows from the last event happen: layouts, deferred changes, paints."""
        for _ in range(3):
            await asyncio.sleep(_POLL_S)

    def take_picture(self, name: str) -> str:
        """Save a picture of the window in front with its open menus; say the file's name."""
        file_name = f"{self._next_picture:02d}-{name}.png"
        self._next_picture += 1
        window = self.window
        picture = window.grab()
        for menu in self._menus():
            at = menu.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint())
            menu.render(picture, at)
        picture.save(str(self._folder / file_name))
        return file_name
