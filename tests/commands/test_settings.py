"""Choices are kept in the profile and told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from microblog_desktop.commands import settings
from microblog_desktop.domain.account import VaultKind
from microblog_desktop.domain.attention import QuietHours
from microblog_desktop.store import preferences
from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.profile import ProfileStore

TOLD: list[ChangeSet] = []


@pytest.fixture
def profile() -> Iterator[ProfileStore]:
    TOLD.clear()
    feed = ChangeFeed(lambda flush: flush())
    feed.subscribe(TOLD.append)
    profile = ProfileStore(":memory:", feed)
    yield profile
    profile.close()


def test_a_choice_is_kept_and_told(profile: ProfileStore) -> None:
    settings.choose_language(profile, "ko")
    settings.choose_theme(profile, "dark")
    settings.choose_undo_send(profile, 0)
    settings.choose_vault(profile, VaultKind.SESSION)
    get = profile.preferences.get
    assert get(preferences.LANGUAGE) == "ko"
    assert get(preferences.THEME) == "dark"
    assert get(preferences.UNDO_SEND_S) == 0
    assert get(preferences.VAULT_CHOICE) == "session"
    assert TOLD[1].preferences == {"theme"}


def test_an_unknown_theme_is_a_callers_mistake(profile: ProfileStore) -> None:
    with pytest.raises(ValueError, match="pink"):
        settings.choose_theme(profile, "pink")


@pytest.mark.parametrize(("asked", "kept"), [(10, 70), (125, 125), (900, 200)])
def test_text_stays_readable(profile: ProfileStore, asked: int, kept: int) -> None:
    settings.choose_text_size(profile, asked)
    assert profile.preferences.get(preferences.TEXT_SIZE) == kept


def test_window_and_server_are_remembered_each_in_one_commit(profile: ProfileStore) -> None:
    settings.save_window(profile, b"\x00\x01")
    settings.remember_server(profile, "https://example.org", "susan")
    assert profile.preferences.get(preferences.WINDOW_GEOMETRY) == b"\x00\x01"
    assert profile.preferences.get(preferences.LAST_USERNAME) == "susan"
    assert len(TOLD) == 2


def test_working_offline_is_a_choice_with_a_way_back(profile: ProfileStore) -> None:
    settings.work_offline(profile)
    assert profile.preferences.get(preferences.WORK_OFFLINE) is True
    settings.work_online(profile)
    assert profile.preferences.get(preferences.WORK_OFFLINE) is False


def test_quiet_hours_are_minutes_of_a_day_and_outlast_being_dropped(profile: ProfileStore) -> None:
    settings.keep_quiet_hours(profile, QuietHours(23 * 60, 24 * 60))
    assert len(TOLD) == 1
    settings.drop_quiet_hours(profile)
    assert not profile.preferences.get(preferences.QUIET_HOURS)
    assert profile.preferences.get(preferences.QUIET_FROM) == 23 * 60
    assert profile.preferences.get(preferences.QUIET_TO) == 0


def test_density_and_animations_are_one_of_two(profile: ProfileStore) -> None:
    settings.choose_density(profile, "compact")
    settings.choose_animations(profile, "off")
    assert profile.preferences.get(preferences.DENSITY) == "compact"
    assert profile.preferences.get(preferences.ANIMATIONS) == "off"
    for choose in (settings.choose_density, settings.choose_animations):
        with pytest.raises(ValueError, match="wild"):
            choose(profile, "wild")


def test_what_is_turned_is_the_other_way(profile: ProfileStore) -> None:
    for is_on in (False, True):
        settings.turn(profile, preferences.RELATIVE_TIMES)
        assert profile.preferences.get(preferences.RELATIVE_TIMES) is is_on


def test_putting_back_is_one_commit_and_leaves_no_choice(profile: ProfileStore) -> None:
    settings.choose_theme(profile, "dark")
    settings.choose_text_size(profile, 150)
    settings.choose_language(profile, "ko")
    TOLD.clear()
    settings.reset(profile, (preferences.THEME, preferences.TEXT_SIZE))
    assert [told.preferences for told in TOLD] == [{"theme", "text_size"}]
    assert profile.preferences.is_default(preferences.THEME)
    assert profile.preferences.get(preferences.TEXT_SIZE) == 100
    assert profile.preferences.get(preferences.LANGUAGE) == "ko"
