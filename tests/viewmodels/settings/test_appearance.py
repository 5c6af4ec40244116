from __future__ import annotations

import pytest

from microblog_desktop.commands import settings
from microblog_desktop.store import preferences
from microblog_desktop.store.preferences import AnyPreference
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.settings.appearance import AppearanceSection
from microblog_desktop.viewmodels.settings.setting import Choosing, Switching
from tests.viewmodels.settings.looking import chosen, setting


@pytest.fixture
def section(profile: ProfileStore) -> AppearanceSection:
    return AppearanceSection(profile)


def test_at_first_it_is_as_most_people_want_it(section: AppearanceSection) -> None:
    assert [chosen(section, key) for key in ("theme", "text_size", "density", "animations")] == [
        "System",
        "100 %",
        "Comfortable",
        "System",
    ]
    assert setting(section, "relative_times", Switching).is_on


@pytest.mark.parametrize(
    ("preference", "value"),
    [
        (preferences.THEME, "dark"),
        (preferences.TEXT_SIZE, "150"),
        (preferences.DENSITY, "compact"),
        (preferences.ANIMATIONS, "off"),
    ],
)
def test_what_is_chosen_is_kept(
    section: AppearanceSection, profile: ProfileStore, preference: AnyPreference, value: str
) -> None:
    setting(section, preference.name, Choosing).choose(value)
    assert str(profile.preferences.value(preference)) == value
    assert next(one.value for one in setting(section, preference.name, Choosing).choices if one.is_chosen) == value


def test_times_are_shown_by_what_they_look_like(section: AppearanceSection, profile: ProfileStore) -> None:
    times = setting(section, "relative_times", Switching)
    assert times.about == "“5 minutes ago” instead of 2:02\u202fPM"
    times.turn()
    assert not profile.preferences.get(preferences.RELATIVE_TIMES)
    setting(section, "relative_times", Switching).turn()
    assert profile.preferences.get(preferences.RELATIVE_TIMES)


def test_a_size_that_keys_made_is_among_the_choices(section: AppearanceSection, profile: ProfileStore) -> None:
    settings.choose_text_size(profile, 137)
    assert chosen(section, "text_size") == "137 %"


def test_nonsense_shows_the_default(section: AppearanceSection, profile: ProfileStore) -> None:
    with profile.transaction():
        profile.preferences.set(preferences.THEME, "purple")
        profile.preferences.set(preferences.DENSITY, "")
    assert (chosen(section, "theme"), chosen(section, "density")) == ("System", "Comfortable")
