"""The menu of the account: the settings, and the ways out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.menu import Menu
from microblog_desktop.viewmodels.jump.deeds import Deed
from microblog_desktop.viewmodels.session.accounts import AccountsModel


class AccountMenu(Menu):
    """Filled anew each time it opens, so that it is in the language of the moment."""

    def __init__(
        self,
        theme: Theme,
        deeds: Callable[[], Sequence[Sequence[Deed]]],
        accounts: AccountsModel,
        parent: QWidget | None = None,
    ) -> None:
        """`deeds` are what it offers below the accounts, group by group."""
        super().__init__(theme, parent)
        self._theme = theme
        self._deeds = deeds
        self._accounts = accounts
        self.aboutToShow.connect(self.refill)
        self.refill()

    def refill(self) -> None:
        self.clear()
        self.restyle(self._theme)
        self._add_accounts()
        for number, group in enumerate(self._deeds()):
            if number:
                self.addSeparator()
            for deed in group:
                self._add_deed(deed)

    def _add_deed(self, deed: Deed) -> None:
        action, is_on = self.add(deed.words(), deed.act), deed.is_on()
        if is_on is not None:
            action.setCheckable(True)
            action.setChecked(is_on)

    def _add_accounts(self) -> None:
        """All of them where there are several, each with its key."""
        entries = self._accounts.entries
        for entry in entries if len(entries) > 1 else ():
            key = QKeySequence(entry.key).toString(QKeySequence.SequenceFormat.NativeText)
            action = self.add(f"{entry.words}\t{key}" if key else entry.words, partial(self._accounts.show, entry.id))
            action.setCheckable(True)
            action.setChecked(entry.is_shown)
