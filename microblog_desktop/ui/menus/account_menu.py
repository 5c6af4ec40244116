"""The menu of the account: the settings, and the ways out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.styles import menu_style
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.menu import Menu


class AccountMenu(Menu):
    """Filled anew each time it opens, so that it is in the language of the moment."""

    settings_wanted = Signal()
    offline_wanted = Signal()  # the other way than it is now
    keys_wanted = Signal()
    export_wanted = Signal()
    sign_out_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, theme: Theme, works_offline: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._works_offline = works_offline
        self.aboutToShow.connect(self.refill)
        self.refill()

    def refill(self) -> None:
        self.clear()
        self.setStyleSheet(menu_style(self._theme))
        self.add(_("Settings…"), self.settings_wanted.emit)
        offline = self.add(_("Work offline"), self.offline_wanted.emit)
        offline.setCheckable(True)
        offline.setChecked(self._works_offline())
        self.add(_("Keyboard shortcuts"), self.keys_wanted.emit)
        self.addSeparator()
        self.add(_("Export my data…"), self.export_wanted.emit)
        self.add(_("Sign out…"), self.sign_out_wanted.emit)
        self.add(_("Quit"), self.quit_wanted.emit)
