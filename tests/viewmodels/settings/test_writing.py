from __future__ import annotations

import pytest

from microblog_desktop.store import preferences
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.keys.now import use_first_keys, use_keys
from microblog_desktop.viewmodels.settings.setting import Choosing, Switching
from microblog_desktop.viewmodels.settings.writing import WritingSection, asks_before_deleting
from tests.viewmodels.settings.looking import chosen, setting


@pytest.fixture
def section(profile: ProfileStore) -> WritingSection:
    return WritingSection(profile, " or ".join)


def test_at_first_enter_sends_and_there_are_five_seconds_to_undo(section: WritingSection) -> None:
    assert chosen(section, "send_key") == "Enter"
    assert chosen(section, "undo_send") == "5 seconds"
    assert not setting(section, "confirm_delete", Switching).is_on


@pytest.mark.parametrize(
    ("keys", "words"), [(("Ctrl+S", "F2"), "Ctrl+S"), (("Ctrl+Return", "F2"), "Ctrl+Enter"), ((), "The button only")]
)
def test_the_keys_that_send_are_called_as_they_are_now(
    section: WritingSection, keys: tuple[str, ...], words: str
) -> None:
    setting(section, "send_key", Choosing).choose("ctrl-enter")
    use_keys({"send": keys})
    try:
        assert chosen(section, "send_key") == words
    finally:
        use_first_keys()


def test_what_is_chosen_is_kept(section: WritingSection, profile: ProfileStore) -> None:
    setting(section, "send_key", Choosing).choose("ctrl-enter")
    setting(section, "undo_send", Choosing).choose("30")
    assert (chosen(section, "send_key"), chosen(section, "undo_send")) == ("Ctrl+Enter", "30 seconds")
    assert not profile.preferences.get(preferences.ENTER_SENDS)


def test_a_time_that_somebody_wrote_into_the_file_is_among_the_choices(
    section: WritingSection, profile: ProfileStore
) -> None:
    with profile.transaction():
        profile.preferences.set(preferences.UNDO_SEND_S, 7)
    assert chosen(section, "undo_send") == "7 seconds"


def test_what_cannot_be_undone_is_asked_about_in_any_case(section: WritingSection, profile: ProfileStore) -> None:
    assert not asks_before_deleting(profile)
    setting(section, "undo_send", Choosing).choose("0")
    assert chosen(section, "undo_send") == "None"
    assert asks_before_deleting(profile)
    setting(section, "undo_send", Choosing).choose("10")
    setting(section, "confirm_delete", Switching).turn()
    assert asks_before_deleting(profile)
