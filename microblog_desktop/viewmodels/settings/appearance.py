"""How the windows look: theme, text size, density, times, movement."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

from microblog_desktop.commands import settings
from microblog_desktop.i18n.formats import age_sentence, number, time_of_day
from microblog_desktop.i18n.translate import _, pgettext
from microblog_desktop.store import preferences
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.settings.section import Section
from microblog_desktop.viewmodels.settings.setting import Choice, Choosing, Setting, Switching, choices

TEXT_SIZES_PERCENT = (80, 90, 100, 110, 125, 150, 175, 200)
_THEN = datetime(2026, 1, 1, 14, 2, tzinfo=UTC)
_NOW = _THEN + timedelta(minutes=5)


class AppearanceSection(Section):
    key = "appearance"
    own_preferences = (
        preferences.THEME,
        preferences.TEXT_SIZE,
        preferences.DENSITY,
        preferences.RELATIVE_TIMES,
        preferences.ANIMATIONS,
    )

    def __init__(self, profile: ProfileStore) -> None:
        super().__init__()
        self._profile = profile

    def title(self) -> str:
        return _("Appearance")

    def settings(self) -> tuple[Setting, ...]:
        return (self._theme(), self._text_size(), self._density(), self._times(), self._animations())

    def _theme(self) -> Choosing:
        words = {
            "system": pgettext("theme", "System"),
            "light": pgettext("theme", "Light"),
            "dark": pgettext("theme", "Dark"),
        }
        return Choosing(
            "theme",
            _("Theme"),
            choices(words, self._profile.preferences.get(preferences.THEME)),
            lambda theme: settings.choose_theme(self._profile, theme),
            about=_("Follow the system, light or dark"),
        )

    def _text_size(self) -> Choosing:
        chosen = self._profile.preferences.get(preferences.TEXT_SIZE)
        sizes = sorted({*TEXT_SIZES_PERCENT, chosen})
        return Choosing(
            "text_size",
            _("Text size"),
            tuple(Choice(str(size), _("{percent} %").format(percent=number(size)), size == chosen) for size in sizes),
            lambda size: settings.choose_text_size(self._profile, int(size)),
        )

    def _density(self) -> Choosing:
        words = {
            "comfortable": pgettext("density of rows", "Comfortable"),
            "compact": pgettext("density of rows", "Compact"),
        }
        return Choosing(
            "density",
            _("Density"),
            choices(words, self._profile.preferences.get(preferences.DENSITY)),
            lambda density: settings.choose_density(self._profile, density),
            about=_("Compact shows more posts at once"),
        )

    def _times(self) -> Switching:
        is_on = self._profile.preferences.get(preferences.RELATIVE_TIMES)
        about = _("“{age}” instead of {time}").format(age=age_sentence(_THEN, _NOW), time=time_of_day(14 * 60 + 2))
        turn = partial(settings.turn, self._profile, preferences.RELATIVE_TIMES)
        return Switching("relative_times", _("Show relative times"), is_on, turn, about)

    def _animations(self) -> Choosing:
        words = {"system": pgettext("animations", "System"), "off": pgettext("animations", "Off")}
        return Choosing(
            "animations",
            _("Animations"),
            choices(words, self._profile.preferences.get(preferences.ANIMATIONS)),
            lambda animations: settings.choose_animations(self._profile, animations),
            about=_("Follow the system, or nothing moves by itself"),
        )
