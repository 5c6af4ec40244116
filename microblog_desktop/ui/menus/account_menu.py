"""The menu of the account: the settings, and the ways out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.styles import menu_style
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.menu import Menu
from microblog_desktop.viewmodels.session.accounts import AccountsModel


class AccountMenu(Menu):
    """Filled anew each time it opens, so that it is in the language of the moment."""

    settings_wanted = Signal()
    offline_wanted = Signal()  # the other way than it is now
    keys_wanted = Signal()
    export_wanted = Signal()
    sign_out_wanted = Signal()
    quit_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        works_offline: Callable[[], bool],
        accounts: AccountsModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._works_offline = works_offline
        self._accounts = accounts
        self.aboutToShow.connect(self.refill)
        self.refill()

    def refill(self) -> None:
        self.clear()
        self.setStyleSheet(menu_style(self._theme))
        self._add_accounts()
        self.add(_("Settings…"), self.settings_wanted.emit)
        offline = self.add(_("Work offline"), self.offline_wanted.emit)
        offline.setCheckable(True)
        offline.setChecked(self._works_offline())
        self.add(_("Keyboard shortcuts"), self.keys_wanted.emit)
        self.addSeparator()
        self.add(_("Export my data…"), self.export_wanted.emit)
        self.add(_("Sign out…"), self.sign_out_wanted.emit)
        self.add(_("Quit"), self.quit_wanted.emit)

    def _add_accounts(self) -> None:
        """All of them where there are several, each with its key."""
        entries = self._accounts.entries
        for entry in entries if len(entries) > 1 else ():
            key = QKeySequence(entry.key).toString(QKeySequence.SequenceFormat.NativeText)
            action = self.add(f"{entry.words}\t{key}" if key else entry.words, partial(self._accounts.show, entry.id))
            action.setCheckable(True)
            action.setChecked(entry.is_shown)
        self.add(_("Add an account…"), self._accounts.add)
        self.addSeparator()
