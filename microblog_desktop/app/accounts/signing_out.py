"""Asks before an account is signed out, whether or not it is the one on screen. Loaded when somebody wants it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from microblog_desktop.app.account.live import LiveAccount
from microblog_desktop.ui.signin.sign_out_dialog import SignOutDialog
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.session.sign_out import SignOutModel


def ask_to_sign_out(theme: Theme, live: LiveAccount, over: QWidget) -> None:
    """In a dialog over a widget; the account leaves when its own sync has done it."""
    dialog = SignOutDialog(theme, SignOutModel(live.store, live.sync), live.me.me.handle, over)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
