"""The window: side bar, the open page, right column; it folds them as the room gets less."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QSize, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from microblog_desktop.domain.server import Capability, ServerDescription
from microblog_desktop.ui.frame import window_keys
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.frame.right_column import RightColumn
from microblog_desktop.ui.frame.side_bar import SideBar
from microblog_desktop.ui.frame.status_strips import StatusStrips
from microblog_desktop.ui.frame.window_keys import WindowKey
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import RIGHT_COLUMN_FOLDS_BELOW, SIDE_BAR_FOLDS_BELOW, SMALLEST_WINDOW
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.frame import WindowMemory
from microblog_desktop.viewmodels.people import SuggestionModel
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.session.status import StatusModel

_FIRST_SIZE = QSize(1120, 760)


class MainWindow(Panel):
    """Frames the pages it is given; what belongs elsewhere is asked for by signals."""

    new_post_wanted = Signal()
    menu_wanted = Signal(QWidget)  # open the account's menu at this widget
    keys_wanted = Signal()
    quit_wanted = Signal()
    text_scale_wanted = Signal(float)
    page_changed = Signal(str)
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        pages: Sequence[PageSlot],
        account: AccountModel,
        status: StatusModel,
        suggestions: SuggestionModel,
        server: ServerDescription,
        memory: WindowMemory,
    ) -> None:
        super().__init__(theme)
        self._theme = theme
        self._pages = {page.key: page for page in pages}
        self._memory = memory
        self._can_write = server.can(Capability.WRITE)
        self._current = pages[0]
        self._came_from: list[str] = []
        self.side_bar = SideBar(theme, pictures, pages, account)
        self.right_column = RightColumn(theme, pictures, suggestions, server)
        self._strips = StatusStrips(theme, status)
        self._strips_room = QWidget()
        self._stack = QStackedWidget()
        self._widgets: dict[str, QWidget] = {}
        self._lay_out()
        self.keys = self._make_keys(pages)
        window_keys.install(self.keys, self)
        theme.changed.connect(self._fold)
        self.side_bar.page_wanted.connect(self.open_page)
        self.side_bar.new_post_wanted.connect(self.new_post_wanted)
        self.side_bar.menu_wanted.connect(self.menu_wanted)
        self.setWindowTitle("Microblog")
        self.setMinimumSize(*SMALLEST_WINDOW)
        self._restore()

    # What others ask.

    @property
    def page(self) -> PageSlot:
        return self._current

    def open_page(self, key: str) -> None:
        """Show a page; on the page that is open already, go to what is newest."""
        if key == self._current.key:
            self._current.show_newest()
            return
        self._came_from.append(self._current.key)
        self._show_page(key)

    def go_back(self) -> None:
        if not self._current.back() and self._came_from:
            self._show_page(self._came_from.pop())

    def retranslate(self) -> None:
        self.side_bar.retranslate()
        self.right_column.retranslate()

    # Building.

    def _lay_out(self) -> None:
        room = QVBoxLayout(self._strips_room)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self._strips)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._strips_room)
        middle.addWidget(self._stack, 1)
        self._right_line = Line.standing(self._theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side_bar)
        row.addWidget(Line.standing(self._theme))
        row.addLayout(middle, 1)
        row.addWidget(self._right_line)
        row.addWidget(self.right_column)
        if not self._can_write:
            self.side_bar.hide_new_post()

    def _make_keys(self, pages: Sequence[PageSlot]) -> list[WindowKey]:
        keys = [
            WindowKey(("J",), window_keys.NEXT_POST, lambda: self._current.step(1)),
            WindowKey(("K",), window_keys.PREVIOUS_POST, lambda: self._current.step(-1)),
            WindowKey(("N", "Ctrl+N"), window_keys.NEW_POST, self._write),
            *(
                WindowKey(keys, meaning, partial(self._act, verb), window_keys.TOLD.get(verb, ()))
                for verb, (keys, meaning) in window_keys.VERBS.items()
            ),
            WindowKey((".",), window_keys.NEWEST, lambda: self._current.show_newest()),
            WindowKey(("F5", "Ctrl+R"), window_keys.REFRESH, lambda: self._current.refresh()),
            WindowKey(("Alt+Left",), window_keys.BACK, self.go_back),
            WindowKey(("Ctrl++", "Ctrl+="), window_keys.LARGER, self._larger),
            WindowKey(("Ctrl+-",), window_keys.SMALLER, self._smaller),
            WindowKey(("Ctrl+0",), window_keys.USUAL_SIZE, lambda: self.text_scale_wanted.emit(1.0)),
            WindowKey(("?", "F1"), window_keys.KEYS, self.keys_wanted.emit),
            WindowKey(("Ctrl+Q",), window_keys.QUIT, self.quit_wanted.emit),
        ]
        for number, page in enumerate(pages, start=1):
            go = partial(self.open_page, page.key)
            keys.append(WindowKey((f"Ctrl+{number}",), window_keys.PAGE, go, about=page.title))
        return keys

    def _restore(self) -> None:
        self.resize(_FIRST_SIZE)
        if self._memory.geometry:
            self.restoreGeometry(QByteArray(self._memory.geometry))
        key = self._memory.state.decode(errors="replace")
        self._show_page(key if key in self._pages else self._current.key)

    # Doing.

    def _show_page(self, key: str) -> None:
        self._current = self._pages[key]
        widget = self._widget(self._current)
        self._stack.setCurrentWidget(widget)
        self._strips_room.setVisible(not self._current.has_own_strips)
        self.side_bar.show_current(key)
        self._fold()
        widget.setFocus()
        self.page_changed.emit(key)

    def _widget(self, page: PageSlot) -> QWidget:
        """Return the page's widget, made now if it was never shown."""
        if page.key not in self._widgets:
            self._widgets[page.key] = page.build()
            self._stack.addWidget(self._widgets[page.key])
        return self._widgets[page.key]

    def _fold(self) -> None:
        # Larger text needs more room for the same words.
        width = self.width() / max(1.0, self._theme.text_scale)
        is_wide = self._current.has_right_column and width >= RIGHT_COLUMN_FOLDS_BELOW
        self.right_column.setVisible(is_wide)
        self._right_line.setVisible(is_wide)
        if width < SIDE_BAR_FOLDS_BELOW:
            self.side_bar.fold()
        else:
            self.side_bar.unfold()

    def _act(self, verb: PostVerb) -> None:
        self._current.act(verb)

    def _write(self) -> None:
        if self._can_write:
            self.new_post_wanted.emit()

    def _larger(self) -> None:
        self.text_scale_wanted.emit(self._theme.larger_text())

    def _smaller(self) -> None:
        self.text_scale_wanted.emit(self._theme.smaller_text())

    # Qt tells.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._memory.remember(bytes(self.saveGeometry().data()), self._current.key)
        self.closed.emit()
        super().closeEvent(event)
