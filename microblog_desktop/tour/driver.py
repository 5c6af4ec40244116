"""A hand and an eye: click, type and look, as a person at the windows would.

Events go through Qt's own delivery (QTest), so what is hidden or disabled
cannot be used here either. Waiting is done on the loop, never in a nested one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

W = TypeVar("W", bound=QWidget)
_POLL_S = 0.02
PATIENCE_S = 20.0


class MenusOfNobody(QObject):
    """Under Wayland a menu opens only for a real key or click, and ours come from no seat: show it like a tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[QMenu] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Comes before the menu's window is made.
        if isinstance(watched, QMenu) and event.type() is QEvent.Type.Polish:
            watched.setWindowFlags(Qt.WindowType.ToolTip)
            self._shown.append(watched)
        return False

    def close_all(self) -> None:
        """What is no popup does not always go by itself once something is chosen."""
        for menu in self._shown:
            if isValid(menu):
                menu.close()
        self._shown.clear()


class Driver:
    """Drives the window in front and keeps pictures of it in `folder`."""

    def __init__(self, folder: Path, first_picture: int) -> None:
        self._folder = folder
        self._next_picture = first_picture
        self._clicked: QWidget | None = None
        self._menus = MenusOfNobody()
        if QApplication.platformName() == "wayland":
            app = QApplication.instance()
            assert app is not None
            app.installEventFilter(self._menus)

    async def until(self, what: str, is_so: Callable[[], object], patience_s: float = PATIENCE_S) -> None:
        """Wait until `is_so()`; fail with `what` in words when patience ends."""
        deadline = time.monotonic() + patience_s
        while not is_so():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited {patience_s:.0f} s for {what}")
            await asyncio.sleep(_POLL_S)

    async def see(
        self, kind: type[W], within: QWidget | None = None, is_meant: Callable[[W], bool] = lambda _widget: True
    ) -> W:
        """Wait for the visible widget of this class, in any window or `within` one widget."""

        def found() -> list[W]:
            return [widget for widget in self._visible(kind, within) if is_meant(widget)]

        await self.until(f"a {kind.__name__} to be shown", found)
        return found()[0]

    async def click(self, widget: QWidget) -> None:
        await self._usable(widget)
        self._click_at(widget, widget.rect().center())
        await self.settle()

    async def write(self, text: str) -> None:
        """Type into whatever has the focus; what stands there is replaced."""
        await self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(self._focused(), text)
        await self.settle()

    async def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = self._focused()
        if QApplication.activeWindow() is None:
            # Where no window manager does it: keys of a whole window are heard only while it is active.
            focused.window().activateWindow()
            await self.settle()
        QTest.keyClick(focused, key, modifiers)
        await self.settle()

    async def choose(self, *path: str) -> None:
        """Choose an entry of the open menu by its words, through sub-menus."""
        for words in path:
            await self.until(f"the menu entry “{words}”", lambda words=words: self._entry(words))  # type: ignore[misc]
            menu, action = self._entry(words)[0]
            self._click_at(menu, menu.actionGeometry(action).center())
            await self.settle()
        self._menus.close_all()

    async def settle(self) -> None:
        """Let what follows from the last event happen: layouts, deferred changes, paints."""
        for _ in range(3):
            await asyncio.sleep(_POLL_S)

    def take_picture(self, window: QWidget, name: str) -> str:
        """Save a picture of the window with its open menus and dialogs; say the file's name."""
        file_name = f"{self._next_picture:02d}-{name}.png"
        self._next_picture += 1
        picture = window.grab()
        for above in QApplication.topLevelWidgets():
            if above.isVisible() and above is not window and above.width() <= window.width():
                above.render(picture, above.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint()))
        picture.save(str(self._folder / file_name))
        return file_name

    async def _usable(self, widget: QWidget) -> None:
        what = f"{type(widget).__name__} “{widget.accessibleName()}” to be usable"
        await self.until(what, lambda: widget.isVisible() and widget.isEnabled())

    def _focused(self) -> QWidget:
        """Where keys go. Without a window manager no window is active by itself; then it is the clicked one."""
        focused = QApplication.focusWidget()
        if focused is not None:
            return focused
        window = self._clicked
        if window is None or not isValid(window) or not window.isVisible():
            window = next(top for top in QApplication.topLevelWidgets() if top.isVisible())
        # PySide6's stubs do not say that there may be none.
        inner: QWidget | None = window.focusWidget()
        return inner if inner is not None else window

    def _click_at(self, widget: QWidget, point: QPoint) -> None:
        self._clicked = widget.window()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)

    def _visible(self, kind: type[W], within: QWidget | None) -> list[W]:
        tops = [within] if within else [top for top in QApplication.topLevelWidgets() if top.isVisible()]
        found = [top for top in tops if isinstance(top, kind)]
        for top in tops:
            inside: list[W] = top.findChildren(kind)
            found += [widget for widget in inside if widget.isVisible()]
        return found

    def _entry(self, words: str) -> list[tuple[QMenu, QAction]]:
        menus = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]
        return [(menu, action) for menu in menus for action in menu.actions() if action.text() == words]
