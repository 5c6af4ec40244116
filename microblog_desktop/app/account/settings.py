"""The settings of an open account: its sections, in the order of the window, and the page that shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from microblog_desktop.app.account.live import LiveAccount
from microblog_desktop.app.shared import Shared
from microblog_desktop.domain.server import Capability
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.viewmodels.session.accounts import AccountsModel

if TYPE_CHECKING:
    from microblog_desktop.ui.settings.controls import OwnWidgets
    from microblog_desktop.ui.settings.settings_page import SettingsPage
    from microblog_desktop.viewmodels.keys.choosing import KeyChoices
    from microblog_desktop.viewmodels.settings.model import SettingsModel
    from microblog_desktop.viewmodels.settings.section import Section


class AccountSettings:
    """Nothing of it is loaded before somebody opens the page."""

    def __init__(
        self,
        shared: Shared,
        live: LiveAccount,
        accounts: AccountsModel,
        export: Callable[[], None],
        page_titles: Callable[[], Sequence[Callable[[], str]]],
    ) -> None:
        self._shared = shared
        self._live = live
        self._account = live.account
        self._store = live.store
        self._sync = live.sync
        self._accounts = accounts
        self._export = export
        self._page_titles = page_titles

    def slot(self) -> PageSlot:
        return PageSlot(
            "settings",
            "gear",
            lambda: _("Settings"),
            lambda: self.page,
            back=lambda: self.page.go_back(),
            search=lambda text: self.page.begin(text),
            take_focus=lambda: self.page.take_focus(),
            has_right_column=False,
            has_own_field=True,
            is_place=False,
        )

    def close(self) -> None:
        if "page" in self.__dict__:
            self.page.close_model()
            self.page.deleteLater()
        elif "model" in self.__dict__:
            self.model.close()

    @cached_property
    def page(self) -> SettingsPage:
        from microblog_desktop.ui.settings.settings_page import SettingsPage

        return SettingsPage(self._shared.appearance.theme, self.model, self._own())

    @cached_property
    def model(self) -> SettingsModel:
        """For the page, and for who looks for a setting without it."""
        from microblog_desktop.viewmodels.settings.model import SettingsModel

        return SettingsModel(self._sections(), self._shared.profile, self._shared.feed)

    def _sections(self) -> list[Section]:
        """From the top down."""
        return [
            self._account_list(),
            self._general(),
            self._appearance(),
            self._notifications(),
            self._reading(),
            self._writing(),
            self._network(),
            self._storage(),
            self._shortcuts(),
            self._about(),
        ]

    def _own(self) -> OwnWidgets:
        """The widgets of settings that have one of their own, by the setting's key."""
        from microblog_desktop.ui.settings.account_rows import AccountRows
        from microblog_desktop.ui.settings.shortcuts.editor import ShortcutsEditor
        from microblog_desktop.viewmodels.settings.accounts import LIST
        from microblog_desktop.viewmodels.settings.shortcuts import KEYS_LIST

        return {
            LIST: lambda theme: AccountRows(theme, self._live.pictures, self._accounts),
            KEYS_LIST: lambda theme: ShortcutsEditor(theme, self._key_choices),
        }

    @cached_property
    def _key_choices(self) -> KeyChoices:
        from microblog_desktop.viewmodels.keys.choosing import KeyChoices
        from microblog_desktop.viewmodels.session.accounts import MOST_KEYS

        return KeyChoices(self._shared.profile, self._shared.feed, self._page_titles(), MOST_KEYS)

    # The sections, each loaded when the page is.

    def _account_list(self) -> Section:
        from microblog_desktop.viewmodels.settings.accounts import AccountsSection

        can_export = self._account.server.can(Capability.EXPORTS)
        return AccountsSection(self._accounts, self._export if can_export else None)

    def _general(self) -> Section:
        from microblog_desktop.i18n.translate import languages
        from microblog_desktop.system.computer.autostart import autostart
        from microblog_desktop.system.computer.link_opening import link_opening
        from microblog_desktop.system.paths import translations
        from microblog_desktop.ui.tray.tray_watch import tray_is_here
        from microblog_desktop.viewmodels.settings.general import GeneralSection

        # Read once: each catalogue is opened for the name that its language has in itself.
        offered = languages(translations())
        return GeneralSection(
            self._shared.profile,
            self._store,
            self._sync,
            lambda: offered,
            autostart(self._shared.paths.root),
            tray_is_here,
            link_opening(self._shared.paths.root),
        )

    def _appearance(self) -> Section:
        from microblog_desktop.viewmodels.settings.appearance import AppearanceSection

        return AppearanceSection(self._shared.profile)

    def _notifications(self) -> Section:
        from microblog_desktop.viewmodels.attention.words import trial_bubble
        from microblog_desktop.viewmodels.settings.notifications import NotificationsSection

        return NotificationsSection(
            self._shared.profile,
            self._store.status,
            self._store.feed,
            lambda: self._live.bubble_wanted.emit(trial_bubble()),
        )

    def _reading(self) -> Section:
        from microblog_desktop.viewmodels.settings.reading import ReadingSection

        return ReadingSection(self._shared.profile, self._account.server)

    def _writing(self) -> Section:
        from microblog_desktop.ui.keys.pressed import native_keys
        from microblog_desktop.viewmodels.settings.writing import WritingSection

        return WritingSection(self._shared.profile, native_keys)

    def _network(self) -> Section:
        from microblog_desktop.viewmodels.settings.network import NetworkSection

        return NetworkSection(self._shared.profile, self._sync.proxy)

    def _storage(self) -> Section:
        from microblog_desktop.viewmodels.settings.storage import StorageSection

        shared = self._shared
        return StorageSection(
            shared.profile, shared.feed, self._account, self._store, shared.pictures, folder=shared.paths.root
        )

    def _shortcuts(self) -> Section:
        from microblog_desktop.viewmodels.settings.shortcuts import ShortcutsSection

        return ShortcutsSection(self._shared.profile, self._key_choices)

    def _about(self) -> Section:
        from microblog_desktop.app.settings.about import about_section

        return about_section(self._shared, lambda: self.page)
