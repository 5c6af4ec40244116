"""The menu of the account: what will be the settings page, and the ways out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.styles import menu_style
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.menu import Menu
from microblog_desktop.viewmodels.attention.choices import AttentionChoices
from microblog_desktop.viewmodels.session.settings import Choice, SettingsModel


class AccountMenu(Menu):
    """Made anew each time its words are asked for, so that it is in the language of the moment."""

    keys_wanted = Signal()
    export_wanted = Signal()
    sign_out_wanted = Signal()
    quit_wanted = Signal()

    def __init__(
        self, theme: Theme, model: SettingsModel, attention: AttentionChoices, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._model = model
        self._attention = attention
        self._below: list[Menu] = []
        self.aboutToShow.connect(self.refill)
        self.refill()

    def refill(self) -> None:
        """Read the choices again."""
        self.clear()
        for menu in self._below:
            menu.deleteLater()
        self._below = []
        self.setStyleSheet(menu_style(self._theme))
        model = self._model
        self._add_choices(_("Language"), model.languages, model.choose_language)
        self._add_choices(_("Theme"), model.themes, model.choose_theme)
        self._add_choices(_("Text size"), model.text_sizes, model.choose_text_size)
        self._add_attention()
        self.addSeparator()
        offline = self.add(_("Work offline"), model.turn_offline_work)
        offline.setCheckable(True)
        offline.setChecked(model.works_offline)
        cards = self.add(_("Cards of people under the pointer"), model.turn_hover_cards)
        cards.setCheckable(True)
        cards.setChecked(model.shows_hover_cards)
        self.add(_("Keyboard shortcuts"), self.keys_wanted.emit)
        self.addSeparator()
        self.add(_("Export my data…"), self.export_wanted.emit)
        self.add(_("Sign out…"), self.sign_out_wanted.emit)
        self.add(_("Quit"), self.quit_wanted.emit)

    def _add_attention(self) -> None:
        choices = self._attention
        bubbles = self._add_choices(_("Desktop notifications"), choices.details, choices.choose_detail)
        if choices.problem:
            bubbles.addSeparator()
            bubbles.addAction(choices.problem.replace("&", "&&")).setEnabled(False)
        self._add_choices(_("Quiet hours"), choices.quiet, choices.choose_quiet)
        if choices.has_tray:
            tray = self.add(_("Stay in the tray when the window closes"), choices.turn_tray)
            tray.setCheckable(True)
            tray.setChecked(choices.stays_in_tray)

    def _add_choices(self, title: str, choices: Sequence[Choice], choose: Callable[[str], None]) -> Menu:
        menu = Menu(self._theme, self)
        menu.setTitle(title)
        group = QActionGroup(menu)
        for choice in choices:
            action = menu.add(choice.words, partial(choose, choice.value))
            action.setCheckable(True)
            action.setChecked(choice.is_chosen)
            group.addAction(action)
        self._below.append(menu)
        self.addMenu(menu)
        return menu
