"""Which keys do what, as it is kept."""

from __future__ import annotations

from microblog_desktop.commands.keys import choose_keys, forget_damaged_keys
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.preferences import KEYS
from microblog_desktop.store.profile import ProfileStore


def test_only_what_differs_is_kept_and_damage_can_be_forgotten() -> None:
    profile = ProfileStore(":memory:", ChangeFeed(lambda tell: tell()))
    choose_keys(profile, {"reply": ("Y",), "quit": ("Ctrl+Q",)})
    assert profile.preferences.get(KEYS) == '{"reply": ["Y"]}'
    forget_damaged_keys(profile)
    assert profile.preferences.get(KEYS) == ""
    profile.close()
