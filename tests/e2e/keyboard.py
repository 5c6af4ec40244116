"""A person who has only a keyboard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from microblog_desktop.ui.composer.composer_dialog import ComposerDialog
from tests.e2e.windowed import until

_LONGEST_WAY = 400


class Keyboard:
    """Presses keys where the focus is; after each, something that one sees has it."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    @property
    def top(self) -> QWidget:
        """What has the keyboard: a menu, a dialog or the window."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window

    @property
    def focused(self) -> QWidget:
        focused: QWidget | None = self.top.focusWidget()
        assert focused is not None, "nothing has the focus"
        return focused

    async def press(self, keys: str) -> None:
        """Press keys as they are written in the list of keys."""
        top = self.top
        top.activateWindow()
        await until("the window to be active", top.isActiveWindow)
        target: QWidget | None = top.focusWidget()
        QTest.keySequence(target or top, QKeySequence(keys))
        await asyncio.sleep(0)  # what the key left for later is done now
        await until(f"a focus that one sees after {keys}", self._is_focus_seen)

    async def walk(self, key: str, is_there: Callable[[], bool]) -> None:
        for _ in range(_LONGEST_WAY):
            if is_there():
                return
            await self.press(key)
        raise AssertionError(f"{key} never came there")

    async def write(self, text: str) -> None:
        """Into the dialog that is open, and send it."""
        await until("the box to write in", lambda: isinstance(self.top, ComposerDialog))
        QTest.keyClicks(self.focused, text)
        await self.press("Ctrl+Return")
        await until("the dialog to go", lambda: not isinstance(self.top, QDialog))

    def _is_focus_seen(self) -> bool:
        top = self.top
        focused: QWidget | None = top if isinstance(top, QMenu) else top.focusWidget()
        return focused is not None and focused.isVisible() and not focused.visibleRegion().isEmpty()
