"""A window with one page, such as a thread: no side bar, but its own way back, keys and size."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from microblog_desktop.ui.frame import window_keys
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.frame.page_stack import PageStack
from microblog_desktop.ui.frame.window_keys import WindowKey
from microblog_desktop.ui.pointing.person_spot import PersonPointed
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import PAGE_WINDOW, SMALLEST_PAGE_WINDOW
from microblog_desktop.ui.widgets.card import Panel
from microblog_desktop.viewmodels.frame import PageWindowMemory


class PageWindow(Panel):
    """Closing it closes its pages, and its dialogs as if each were closed by hand."""

    new_post_wanted = Signal()
    keys_wanted = Signal()
    settings_wanted = Signal()
    quit_wanted = Signal()
    text_scale_wanted = Signal(float)
    jump_wanted = Signal()
    search_wanted = Signal(str)
    account_wanted = Signal(int)  # the one at this place
    person_pointed = Signal(object)  # PersonSpot: the pointer, or a key, is at somebody
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        page: PageSlot,
        strips: QWidget,
        memory: PageWindowMemory,
        owner: Callable[[], str] = str,
    ) -> None:
        """`strips` stand above the page, unless that has its own; `owner` is whose window it is, if there are several
        accounts."""
        super().__init__(theme)
        # It goes with the main window, and does not keep the program alive.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._first = page
        self._memory = memory
        self._owner = owner
        self._strips_room = QWidget()
        self._stack = PageStack([page])
        self._lay_out(strips)
        self.keys: list[WindowKey] = [
            *window_keys.page_keys(lambda: self.page),
            window_keys.new_post_key(self.new_post_wanted.emit),
            window_keys.search_key(lambda: self.search_wanted.emit("")),
            window_keys.jump_key(self.jump_wanted.emit),
            window_keys.back_key(self.go_back),
            window_keys.close_key(self.close),
            *window_keys.text_keys(theme, self.text_scale_wanted.emit),
            *window_keys.account_keys(self.account_wanted.emit),
            window_keys.settings_key(self.settings_wanted.emit),
            window_keys.list_key(self.keys_wanted.emit),
            window_keys.quit_key(self.quit_wanted.emit),
        ]
        self._installed = window_keys.InstalledKeys(self.keys, self)
        self._stack.changed.connect(self._page_changed)
        self.setMinimumSize(*SMALLEST_PAGE_WINDOW)
        width, height = memory.size or tuple(theme.scaled(side) for side in PAGE_WINDOW)
        self.resize(width, height)
        self._stack.open(page.key)

    @property
    def page(self) -> PageSlot:
        """The page that is open."""
        return self._stack.page

    def push_page(self, page: PageSlot) -> None:
        """Show a page on top of the open one, until one goes back; it is closed then."""
        self._stack.push(page)

    def go_back(self) -> bool:
        return self._stack.go_back()

    def say_title(self) -> None:
        """As its page, and whose it is."""
        title, owner = self.page.title(), self._owner()
        self.setWindowTitle(f"{title} – {owner}" if owner else title)

    def come_forward(self) -> None:
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.activateWindow()

    def _lay_out(self, strips: QWidget) -> None:
        room = QVBoxLayout(self._strips_room)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(strips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strips_room)
        column.addWidget(self._stack, 1)

    def _page_changed(self) -> None:
        self._strips_room.setVisible(not self.page.has_own_strips)
        self.say_title()

    # Qt tells.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            event.ignore()

    def customEvent(self, event: QEvent) -> None:
        if isinstance(event, PersonPointed):
            self.person_pointed.emit(event.spot)

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self._installed.refresh()
            self.say_title()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._memory.remember(self.width(), self.height())
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        self._stack.close_pages()
        self._first.close()
        self.closed.emit()
        super().closeEvent(event)
