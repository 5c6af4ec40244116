"""Who is signed in on this computer, and the ways in and out."""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.i18n.translate import _
from microblog_desktop.viewmodels.session.accounts import AccountsModel
from microblog_desktop.viewmodels.settings.section import Section
from microblog_desktop.viewmodels.settings.setting import Acting, Own, Setting

LIST = "accounts"
"""The key of the setting whose widget shows the accounts."""


class AccountsSection(Section):
    key = "accounts"

    def __init__(self, accounts: AccountsModel, export: Callable[[], None] | None) -> None:
        """`export` puts everything of the account on screen into a file, where its server offers that."""
        super().__init__()
        self._accounts = accounts
        self._export = export
        accounts.changed.connect(self.changed)

    def title(self) -> str:
        return _("Accounts")

    def settings(self) -> tuple[Setting, ...]:
        about = _("All of them are kept up to date; one is shown.") if self._accounts.are_several else ""
        return (Own(LIST, "", about), self._another(), *self._saving())

    def close(self) -> None:
        self._accounts.changed.disconnect(self.changed)

    def _another(self) -> Acting:
        about = _("On the same server or any other")
        return Acting("add_account", _("Another account"), _("Add an account…"), self._accounts.add, about)

    def _saving(self) -> tuple[Acting, ...]:
        if self._export is None:
            return ()
        about = _("Everything you wrote on this server, in a file of your own")
        return (Acting("export", _("A copy of your data"), _("Export my data…"), self._export, about),)
