"""The section of the keys."""

from __future__ import annotations

from microblog_desktop.store import preferences
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.keys.choosing import KeyChoices
from microblog_desktop.viewmodels.settings.model import SettingsModel
from microblog_desktop.viewmodels.settings.setting import Own, Switching
from microblog_desktop.viewmodels.settings.shortcuts import KEYS_LIST, ShortcutsSection
from tests.viewmodels.settings.looking import setting


def test_single_letters_are_turned_off_and_the_list_is_there(profile: ProfileStore, feed: ChangeFeed) -> None:
    section = ShortcutsSection(profile, KeyChoices(profile, feed))
    assert setting(section, KEYS_LIST, Own).title == "Keyboard shortcuts"
    setting(section, "single_letters", Switching).turn()
    assert not profile.preferences.get(preferences.SINGLE_LETTERS)
    assert not setting(section, "single_letters", Switching).is_on
    section.close()


def test_a_line_is_found_by_its_meaning_and_by_its_keys(profile: ProfileStore, feed: ChangeFeed) -> None:
    choices = KeyChoices(profile, feed)
    model = SettingsModel([ShortcutsSection(profile, choices)], profile, feed)
    for words in ("reply", "REPLY shortcuts"):
        [[own]] = [group.settings for group in model.find(words)]
        assert isinstance(own, Own)
        assert own.found == ("Reply R",)
        [shown] = choices.sections(among=own.found)
        assert [row.name for row in shown.rows] == ["reply"]
    [[own]] = [group.settings for group in model.find("ctrl+shift+f")]
    assert isinstance(own, Own)
    assert len(own.found) == 1
    model.close()


def test_the_whole_list_is_found_by_its_own_name(profile: ProfileStore, feed: ChangeFeed) -> None:
    model = SettingsModel([ShortcutsSection(profile, KeyChoices(profile, feed))], profile, feed)
    [[own]] = [group.settings for group in model.find("keyboard shortcuts")]
    assert isinstance(own, Own)
    assert own.found == ()
    model.close()
