"""What opens over the window: dialogs, the account's menu, panels.

Loaded after the first paint, and each part built when it is first asked for.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from microblog_desktop.app.account.live import LiveAccount
from microblog_desktop.app.shared import Shared
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.composer.composer_dialog import ComposerDialog
from microblog_desktop.ui.frame import window_keys
from microblog_desktop.ui.frame.page_window import PageWindow
from microblog_desktop.ui.main_window import MainWindow
from microblog_desktop.ui.menus.account_menu import AccountMenu
from microblog_desktop.ui.menus.shortcuts_dialog import Shortcut, ShortcutsDialog
from microblog_desktop.ui.signin.again_panel import SignInAgainPanel
from microblog_desktop.viewmodels.jump.deeds import Deed
from microblog_desktop.viewmodels.session.accounts import AccountsModel
from microblog_desktop.viewmodels.session.sign_in_again import SignInAgainModel
from microblog_desktop.viewmodels.settings.general import turn_offline_work
from microblog_desktop.viewmodels.writing.composer import ComposerModel

if TYPE_CHECKING:
    from microblog_desktop.ui.people.edit.edit_dialog import EditDialog


class Asides(QObject):
    """Opens what lies over `window`."""

    quit_wanted = Signal()

    def __init__(
        self,
        shared: Shared,
        live: LiveAccount,
        accounts: AccountsModel,
        window: MainWindow,
    ) -> None:
        super().__init__()
        self._shared = shared
        self._theme = shared.appearance.theme
        self._store = live.store
        self._sync = live.sync
        self._me = live.me
        self._pictures = live.pictures
        self._accounts = accounts
        self._window = window
        self._again = SignInAgainModel(live.store, live.me, live.sync)
        self._editor: EditDialog | None = None

    def close(self) -> None:
        """Save drafts; the models listen no more."""
        for dialog in self._window.findChildren(ComposerDialog):
            dialog.reject()
        if self._editor is not None:
            self._editor.done(QDialog.DialogCode.Rejected)
        self._again.close()

    def write(self, model: ComposerModel, over: QWidget) -> None:
        """Write in a dialog over a window; the dialog closes the model."""
        self._open(ComposerDialog(self._theme, model, over))

    def edit_profile(self, over: MainWindow | PageWindow) -> None:
        """Change one's own profile in a dialog over a window; one that is open already comes forward."""
        if self._editor is not None:
            self._editor.raise_()
            self._editor.activateWindow()
            return
        from microblog_desktop.ui.people.edit.edit_dialog import EditDialog
        from microblog_desktop.ui.people.edit.saved_note import SavedNote
        from microblog_desktop.viewmodels.people.edit.model import EditProfileModel

        account = self._me.account
        model = EditProfileModel(self._store, account, self._sync.people_pages, clock=self._shared.clock)
        limits = account.server.limits
        dialog = self._editor = EditDialog(self._theme, self._pictures, model, limits.avatar_bytes, over)
        dialog.saved.connect(lambda: SavedNote(self._theme, over).say())
        dialog.finished.connect(self._forget_editor)
        self._open(dialog)

    def ask_to_sign_in(self) -> None:
        """The same panel asks for the passphrase where that is what is missing."""
        self._again_panel.open()

    def ask_where_to_keep(self) -> None:
        """The sign-in could not be kept: in a file, for this session, or in the keyring after all."""
        from microblog_desktop.ui.signin.keep_dialog import KeepDialog
        from microblog_desktop.viewmodels.session.keep_sign_in import KeepSignInModel

        self._open(KeepDialog(self._theme, KeepSignInModel(self._store, self._sync), self._window))

    def open_menu(self, anchor: QWidget) -> None:
        self._menu.open_above(anchor)

    def show_keys(self, window: MainWindow | PageWindow) -> None:
        keys = [Shortcut(key.shown_keys, key.say) for key in window.keys]
        self._open(ShortcutsDialog(self._theme, keys, window))

    # Built when first asked for.

    @cached_property
    def _again_panel(self) -> SignInAgainPanel:
        panel = SignInAgainPanel(self._theme, self._again, self._window)
        panel.sign_out_wanted.connect(self.ask_to_sign_out)
        return panel

    @cached_property
    def _menu(self) -> AccountMenu:
        return AccountMenu(self._theme, self.deeds, self._accounts, self._window)

    def deeds(self) -> tuple[tuple[Deed, ...], ...]:
        """What the account's menu offers, group by group."""
        return (
            (Deed("add_account", lambda: _("Add an account…"), self._accounts.add, "person"),),
            (
                Deed("settings", lambda: _("Settings…"), self._open_settings, "gear", "settings"),
                Deed(
                    "offline", lambda: _("Work offline"), self.turn_offline_work, "offline",
                    is_on=lambda: self._works_offline,
                ),
                Deed("keys", lambda: _("Keyboard shortcuts"), self._show_own_keys, "question", "keys"),
            ),
            (
                Deed("export", lambda: _("Export my data…"), self.export),
                Deed("sign_out", lambda: _("Sign out…"), self.ask_to_sign_out),
                Deed("quit", lambda: _("Quit"), self.quit_wanted.emit, "close", "quit"),
            ),
        )  # fmt: skip

    def _open_settings(self) -> None:
        self._window.open_page("settings")

    def _show_own_keys(self) -> None:
        self.show_keys(self._window)

    def export(self) -> None:
        """Put everything into a file; what was begun before is shown as it stands."""
        from microblog_desktop.ui.export.export_dialog import ExportDialog
        from microblog_desktop.viewmodels.export import ExportModel

        self._open(ExportDialog(self._theme, ExportModel(self._store, self._sync.exports), self._window))

    @property
    def _works_offline(self) -> bool:
        return self._store.status.network.works_offline_by_choice

    def turn_offline_work(self) -> None:
        """Use no network, or use it again."""
        turn_offline_work(self._shared.profile, self._sync, is_offline=self._works_offline)

    def ask_to_sign_out(self) -> None:
        self._accounts.sign_out(self._me.account.id)

    def _forget_editor(self) -> None:
        self._editor = None

    def _open(self, dialog: QDialog) -> None:
        """Without a nested event loop, which would stop every task."""
        dialog.finished.connect(dialog.deleteLater)
        window_keys.InstalledKeys(window_keys.account_keys(self._accounts.show_number), dialog)
        dialog.open()
