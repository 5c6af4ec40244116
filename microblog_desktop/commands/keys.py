"""Choose which keys do what."""

from __future__ import annotations

from microblog_desktop.domain.keys.kept import Chosen, write
from microblog_desktop.store.preferences import KEYS
from microblog_desktop.store.profile import ProfileStore


def choose_keys(profile: ProfileStore, chosen: Chosen) -> None:
    """Only what differs from the first keys is kept; every window follows at once."""
    with profile.transaction():
        profile.preferences.set(KEYS, write(chosen))


def forget_damaged_keys(profile: ProfileStore) -> None:
    """It was said that they could not be read: it is not said again."""
    with profile.transaction():
        profile.preferences.forget(KEYS)
