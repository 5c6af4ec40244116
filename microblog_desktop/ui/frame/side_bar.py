"""The side bar: pages with their badges, "New post", and the account; folds to icons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.frame.account_block import AccountBlock
from microblog_desktop.ui.frame.nav_button import NavButton
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.keys.pressed import first_key
from microblog_desktop.ui.signin.logo import Logo
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.buttons import PrimaryButton
from microblog_desktop.ui.widgets.card import Panel
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.session.accounts import AccountsModel

if TYPE_CHECKING:
    from microblog_desktop.ui.frame.account_switcher import AccountSwitcher

_WIDTH = 215
_FOLDED_BUTTON = 40
_WIDEST_FOLDED_BUTTON = 60  # large text needs the room in narrow windows for itself
_LOGO = 26


@dataclass(frozen=True, slots=True)
class Accounts:
    """All accounts of the profile, and where each one's pictures come from: None while it is not live."""

    model: AccountsModel
    pictures_of: Callable[[AccountId], RoundPictures | None]


class _NewPostButton(PrimaryButton):
    height_px = 38


class SideBar(Panel):
    """Tells by signals what was chosen; knows the pages only as data."""

    page_wanted = Signal(str)
    new_post_wanted = Signal()
    menu_wanted = Signal(QWidget)

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        pages: Sequence[PageSlot],
        account: AccountModel,
        accounts: Accounts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._account = account
        self._accounts = accounts
        self._switcher: AccountSwitcher | None = None
        self._pages = pages
        self._is_folded = False
        self._name = TextLabel(theme, "Microblog", weight=QFont.Weight.Bold)
        self._buttons = {page.key: NavButton(theme, page.icon, self) for page in pages}
        self._new_post = _NewPostButton(theme, "", self, icon="pencil")
        self._new_post.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._block = AccountBlock(theme, pictures, self)
        self._lay_out()
        for key, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, key=key: self.page_wanted.emit(key))
        self._new_post.clicked.connect(self.new_post_wanted)
        self._block.clicked.connect(lambda: self.menu_wanted.emit(self._block))
        account.me_changed.connect(self._show_me)
        account.unread_changed.connect(self.show_counts)
        accounts.model.changed.connect(self._show_accounts)
        theme.changed.connect(self._set_width)
        self.retranslate()
        self._set_width()

    def show_current(self, key: str) -> None:
        self._buttons[key].show_current()

    def show_counts(self) -> None:
        for page in self._pages:
            self._buttons[page.key].set_count(page.unread())

    def retranslate(self) -> None:
        for page in self._pages:
            self._buttons[page.key].say(page.title())
        self._name_new_post()
        self._show_me()
        self._show_accounts()
        self.show_counts()

    def hide_new_post(self) -> None:
        """This server takes no posts."""
        self._new_post.hide()

    def fold(self) -> None:
        if not self._is_folded:
            self._is_folded = True
            for button in self._buttons.values():
                button.fold()
            self._block.fold()
            if self._switcher is not None:
                self._switcher.fold()
            self._name.hide()
            self._name_new_post()
            self._set_width()

    def unfold(self) -> None:
        if self._is_folded:
            self._is_folded = False
            for button in self._buttons.values():
                button.unfold()
            self._block.unfold()
            if self._switcher is not None:
                self._switcher.unfold()
            self._name.show()
            self._name_new_post()
            self._set_width()

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.L, Space.S, Space.S)
        column.setSpacing(2)
        self._brand = QHBoxLayout()
        self._brand.setContentsMargins(Space.XS, 0, 0, 0)
        self._brand.setSpacing(10)
        self._brand.addWidget(Logo(self._theme, side=_LOGO))
        self._brand.addWidget(self._name, 1)
        column.addLayout(self._brand)
        column.addSpacing(Space.M)
        for button in self._buttons.values():
            column.addWidget(button)
        column.addSpacing(Space.S)
        column.addWidget(self._new_post)
        column.addStretch(1)
        column.addWidget(self._block)

    def _set_width(self) -> None:
        folded = 2 * Space.S + min(max(_FOLDED_BUTTON, self._theme.scaled(_FOLDED_BUTTON)), _WIDEST_FOLDED_BUTTON)
        self.setFixedWidth(folded if self._is_folded else self._theme.scaled(_WIDTH))
        self._brand.setContentsMargins(0 if self._is_folded else Space.XS, 0, 0, 0)

    def _name_new_post(self) -> None:
        words = _("New post")
        self._new_post.setText("" if self._is_folded else words)
        self._new_post.setAccessibleName(words)
        keys = first_key("new_post")
        told = f"{words} ({keys})" if keys else words
        self._new_post.setToolTip(told if self._is_folded else keys)
        self._new_post.setAccessibleDescription(keys)

    def _show_me(self) -> None:
        self._block.show_me(self._account.me)

    def _show_accounts(self) -> None:
        """Most people have one account, and no switcher."""
        model = self._accounts.model
        if self._switcher is None and not model.are_several:
            return
        own = self._account.account.id
        others = [entry for entry in model.entries if entry.id != own]
        switcher = self._switcher or self._new_switcher()
        switcher.show_entries(others, [self._accounts.pictures_of(entry.id) for entry in others])
        switcher.setVisible(bool(others))
        # On the Tab key's way as on the screen.
        way = [self._new_post, *switcher.buttons, self._block]
        for before, after in pairwise(way):
            QWidget.setTabOrder(before, after)
        self._fit_switcher()

    def _new_switcher(self) -> AccountSwitcher:
        from microblog_desktop.ui.frame.account_switcher import AccountSwitcher

        switcher = self._switcher = AccountSwitcher(self._theme, self)
        switcher.account_wanted.connect(self._accounts.model.show)
        switcher.menu_wanted.connect(self.menu_wanted)
        if self._is_folded:
            switcher.fold()
        self._column.insertWidget(self._column.count() - 1, switcher)
        return switcher

    def _fit_switcher(self) -> None:
        if self._switcher is not None:
            others = self._column.sizeHint().height() - self._switcher.sizeHint().height()
            self._switcher.fit(self.height() - others)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_switcher()
