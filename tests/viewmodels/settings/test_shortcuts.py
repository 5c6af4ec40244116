"""The section of the keys."""

from __future__ import annotations

from microblog_desktop.store import preferences
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.keys.choosing import KeyChoices
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
