"""The one window of the client. It shows an account, another one, or the sign-in card, and is never exchanged itself:
a program cannot say where a window is to appear everywhere, so a new one would jump."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedLayout, QWidget
from shiboken6 import isValid

from microblog_desktop.ui.pointing.person_spot import PersonPointed
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import SMALLEST_WINDOW
from microblog_desktop.ui.widgets.card import Panel
from microblog_desktop.viewmodels.frame import WindowMemory

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

_FIRST_SIZE = QSize(1120, 760)


class ClientWindow(Panel):
    """What it does not show stays as it was left, with its focus and its open dialogs.

    Not a stacked widget itself: to a screen reader that would be a pane, and no window.
    """

    closed = Signal()

    def __init__(self, theme: Theme, memory: WindowMemory) -> None:
        super().__init__(theme)
        self._stack = QStackedLayout(self)
        self._memory = memory
        self._put_aside: dict[QWidget, list[QDialog]] = {}
        self.setWindowTitle("Microblog")
        self.setMinimumSize(*SMALLEST_WINDOW)
        self.resize(_FIRST_SIZE)
        if memory.geometry:
            self.restoreGeometry(QByteArray(memory.geometry))

    @property
    def content(self) -> QWidget | None:
        """What it shows."""
        # PySide6's stubs do not say that there may be none.
        shown: QWidget | None = self._stack.currentWidget()
        return shown

    @property
    def contents(self) -> list[QWidget]:
        """All that it could show at once."""
        stacked = (self._stack.widget(index) for index in range(self._stack.count()))
        return [content for content in stacked if content is not None]

    def show_content(self, content: QWidget) -> None:
        """Show this and nothing else; it belongs to the window until `drop`."""
        before = self.content
        if before is content:
            return
        if before is not None:
            self._hide_dialogs(before)
        focused: QWidget | None = content.focusWidget()
        if self._stack.indexOf(content) < 0:
            self._stack.addWidget(content)
        self._stack.setCurrentWidget(content)
        (focused or content).setFocus()
        self._show_dialogs(content)

    def drop(self, content: QWidget) -> None:
        """Its account is closed, or nobody signs in any more."""
        self._put_aside.pop(content, None)
        self._stack.removeWidget(content)

    def come_forward(self) -> None:
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def _hide_dialogs(self, content: QWidget) -> None:
        """They lie over this window, and would stand in the way of what it shows next."""
        # There is none to hide before the first paint.
        from PySide6.QtWidgets import QDialog

        dialogs = [dialog for dialog in content.findChildren(QDialog) if dialog.isVisible()]
        self._put_aside[content] = dialogs
        for dialog in reversed(dialogs):
            dialog.hide()

    def _show_dialogs(self, content: QWidget) -> None:
        for dialog in self._put_aside.pop(content, []):
            if isValid(dialog):
                dialog.open()

    def customEvent(self, event: QEvent) -> None:
        """Who is pointed at is for what fills the window to know."""
        content = self.content
        if content is not None and isinstance(event, PersonPointed):
            QCoreApplication.sendEvent(content, PersonPointed(event.spot))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._memory.remember(bytes(self.saveGeometry().data()))
        self.closed.emit()
        super().closeEvent(event)
