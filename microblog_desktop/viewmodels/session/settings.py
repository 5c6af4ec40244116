"""What a person can choose until the settings page comes: language, theme, text size, working offline."""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.commands import settings
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.formats import number
from microblog_desktop.i18n.translate import FOLLOW_SYSTEM, Language, _, pgettext
from microblog_desktop.store import preferences
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.ports import NetworkPort

TEXT_SIZES_PERCENT = (80, 90, 100, 110, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; `value` is what `choose_…` takes."""

    value: str
    words: str
    is_chosen: bool


class SettingsModel:
    """Reads and writes preferences; who shows them listens to `ChangeSet.preferences`."""

    def __init__(
        self, profile: ProfileStore, store: AccountStore, network: NetworkPort, languages: Callable[[], list[Language]]
    ) -> None:
        """`languages` tells which can be chosen."""
        self._profile = profile
        self._store = store
        self._network = network
        self._languages = languages

    @property
    def languages(self) -> list[Choice]:
        chosen = self._profile.preferences.get(preferences.LANGUAGE)
        system = Choice(FOLLOW_SYSTEM, _("As the computer"), chosen == FOLLOW_SYSTEM)
        return [system, *(Choice(one.code, one.own_name, chosen == one.code) for one in self._languages())]

    @property
    def themes(self) -> list[Choice]:
        chosen = self._profile.preferences.get(preferences.THEME)
        words = {
            "system": _("As the computer"),
            "light": pgettext("theme", "Light"),
            "dark": pgettext("theme", "Dark"),
        }
        return [Choice(theme, words[theme], chosen == theme) for theme in settings.THEMES]

    @property
    def text_sizes(self) -> list[Choice]:
        chosen = self._profile.preferences.get(preferences.TEXT_SIZE)
        return [
            Choice(str(percent), _("{percent} %").format(percent=number(percent)), chosen == percent)
            for percent in TEXT_SIZES_PERCENT
        ]

    @property
    def works_offline(self) -> bool:
        return self._store.status.network.works_offline_by_choice

    @property
    def shows_hover_cards(self) -> bool:
        return self._profile.preferences.get(preferences.HOVER_CARDS)

    def turn_hover_cards(self) -> None:
        """Have the pointer bring cards of people, or no longer."""
        if self.shows_hover_cards:
            settings.hide_hover_cards(self._profile)
        else:
            settings.show_hover_cards(self._profile)

    def choose_language(self, code: str) -> None:
        settings.choose_language(self._profile, code)

    def choose_theme(self, theme: str) -> None:
        settings.choose_theme(self._profile, theme)

    def choose_text_size(self, percent: str) -> None:
        settings.choose_text_size(self._profile, int(percent))

    def turn_offline_work(self) -> None:
        """Go offline, or come back; the choice is remembered."""
        if self.works_offline:
            settings.work_online(self._profile)
            self._network.go_online()
        else:
            settings.work_offline(self._profile)
            self._network.go_offline()
