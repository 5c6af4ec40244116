"""What the window shows of one account: side bar, the open page, right column; it folds them as the room gets less."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microblog_desktop.domain.server import Capability, ServerDescription
from microblog_desktop.ui.frame import window_keys
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.frame.page_stack import PageStack
from microblog_desktop.ui.frame.right_column import RightColumn
from microblog_desktop.ui.frame.side_bar import Accounts, SideBar
from microblog_desktop.ui.frame.status_strips import StatusStrips
from microblog_desktop.ui.frame.window_keys import WindowKey
from microblog_desktop.ui.pointing.person_spot import PersonPointed
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import RIGHT_COLUMN_FOLDS_BELOW, SIDE_BAR_FOLDS_BELOW, SMALLEST_WINDOW
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.frame import PageMemory
from microblog_desktop.viewmodels.people.suggestions import SuggestionModel
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.session.status import StatusModel

_FIRST_SIZE = QSize(1120, 760)


class MainWindow(Panel):
    """Frames the pages it is given; what belongs elsewhere is asked for by signals. It fills a `ClientWindow`."""

    new_post_wanted = Signal()
    menu_wanted = Signal(QWidget)  # open the account's menu at this widget
    keys_wanted = Signal()
    quit_wanted = Signal()
    text_scale_wanted = Signal(float)
    jump_wanted = Signal()
    search_wanted = Signal(str)  # what was typed already
    person_pointed = Signal(object)  # PersonSpot: the pointer, or a key, is at somebody
    page_changed = Signal(str)
    account_wanted = Signal(int)  # the one at this place
    show_wanted = Signal()  # to be what the window shows, if another account is

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        pages: Sequence[PageSlot],
        account: AccountModel,
        status: StatusModel,
        suggestions: SuggestionModel,
        server: ServerDescription,
        memory: PageMemory,
        accounts: Accounts,
    ) -> None:
        super().__init__(theme)
        self._theme = theme
        self._memory = memory
        self._place = memory.page
        self.pages = tuple(pages)  # of the side bar, from the top down
        self._can_write = server.can(Capability.WRITE)
        self.side_bar = SideBar(theme, pictures, pages, account, accounts)
        self.right_column = RightColumn(theme, pictures, suggestions, server, status)
        self._strips = StatusStrips(theme, status)
        self._strips_room = QWidget()
        self._stack = PageStack(pages)
        self._stack.changed.connect(self._page_changed)
        self._lay_out()
        self.keys = self._make_keys(pages)
        self._installed = window_keys.InstalledKeys(self.keys, self)
        theme.changed.connect(self._fold)
        self.side_bar.page_wanted.connect(self.open_page)
        self.side_bar.new_post_wanted.connect(self.new_post_wanted)
        self.side_bar.menu_wanted.connect(self.menu_wanted)
        self.right_column.search_wanted.connect(self.search_wanted)
        self.setMinimumSize(*SMALLEST_WINDOW)

    # What others ask.

    @property
    def page(self) -> PageSlot:
        """The page that is open."""
        return self._stack.page

    @property
    def page_titles(self) -> list[Callable[[], str]]:
        """What asks for the title of each page of the side bar, from the top down."""
        return [key.about for key in self.keys if key.action.startswith("page_")]

    def begin(self, size: QSize = _FIRST_SIZE) -> None:
        """Open the page that was open last: a page may ask for this window while it is built.

        `size` is that of the room this window will fill, so that a column for which there is none is never laid out.
        """
        self.resize(size)
        self._stack.open(self._memory.page)

    def open_page(self, key: str) -> None:
        """Show a page of the side bar; on the page that is open already, go to what is newest."""
        self._stack.open(key)

    def push_page(self, page: PageSlot) -> None:
        """Show a page on top of the open one, until one goes back; it is closed then."""
        self._stack.push(page)

    def go_back(self) -> bool:
        """Within the page, or to the one that one came from; tells whether there was a way."""
        return self._stack.go_back()

    def close_pages(self) -> None:
        """Close what stands on the pages of the side bar: the window goes."""
        self._stack.close_pages()

    def save_place(self) -> None:
        """Which page is open, or was before one only set something, for the next time."""
        self._memory.remember(self._place)

    def come_on_screen(self) -> None:
        """What happens here is to be seen."""
        if self.isHidden():
            self.show_wanted.emit()
        self.activateWindow()

    def retranslate(self) -> None:
        self._installed.refresh()
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
            *window_keys.page_keys(lambda: self.page),
            window_keys.new_post_key(self._write),
            window_keys.search_key(lambda: self.search_wanted.emit("")),
            window_keys.jump_key(self.jump_wanted.emit),
            window_keys.back_key(self.go_back),
            *window_keys.text_keys(self._theme, self.text_scale_wanted.emit),
            *window_keys.account_keys(self.account_wanted.emit),
            window_keys.settings_key(lambda: self.open_page("settings")),
            window_keys.list_key(self.keys_wanted.emit),
            window_keys.quit_key(self.quit_wanted.emit),
        ]
        for number, page in enumerate(pages, start=1):
            keys.append(window_keys.go_key(number, page, partial(self.open_page, page.key)))
        return keys

    # Doing.

    def _page_changed(self) -> None:
        if self._stack.ground.is_place:
            self._place = self._stack.ground.key
        self._strips_room.setVisible(not self.page.has_own_strips)
        self.side_bar.show_current(self._stack.ground.key)
        self.right_column.show_field(is_wanted=not self.page.has_own_field)
        self._put_right_column_last()
        self._fold()
        self.page_changed.emit(self.page.key)

    def _put_right_column_last(self) -> None:
        """On the Tab key's way: what a page is made of came later than the column beside it."""
        for widget in self.right_column.findChildren(QWidget):
            last = self.previousInFocusChain()
            takes_part = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes_part and last is not None and last is not widget:
                QWidget.setTabOrder(last, widget)

    def _fold(self) -> None:
        # Larger text needs more room for the same words.
        width = self.width() / max(1.0, self._theme.text_scale)
        is_wide = self.page.has_right_column and width >= RIGHT_COLUMN_FOLDS_BELOW
        self.right_column.setVisible(is_wide)
        self._right_line.setVisible(is_wide)
        if width < SIDE_BAR_FOLDS_BELOW:
            self.side_bar.fold()
        else:
            self.side_bar.unfold()

    def _write(self) -> None:
        if self._can_write:
            self.new_post_wanted.emit()

    # Qt tells.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def customEvent(self, event: QEvent) -> None:
        if isinstance(event, PersonPointed):
            self.person_pointed.emit(event.spot)

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.save_place()
        super().closeEvent(event)
