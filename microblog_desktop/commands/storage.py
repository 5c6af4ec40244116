"""Choose how much is kept on this computer, and have it cleared. `sync/upkeep` does what is chosen here."""

from __future__ import annotations

from microblog_desktop.domain.ids import AccountId
from microblog_desktop.store import preferences
from microblog_desktop.store.preferences import Preference, clear_cached
from microblog_desktop.store.profile import ProfileStore

SMALLEST_PICTURE_CACHE_MB = 10


def choose_keep_days(profile: ProfileStore, days: int) -> None:
    """Let older posts leave; 0 keeps them for ever."""
    _set(profile, preferences.KEEP_DAYS, max(0, days))


def choose_keep_mb(profile: ProfileStore, megabytes: int) -> None:
    """Let the oldest posts of an account leave when its file is larger; 0 sets no limit."""
    _set(profile, preferences.KEEP_MB, max(0, megabytes))


def choose_picture_cache(profile: ProfileStore, megabytes: int) -> None:
    """Let the longest unused pictures go when there are more."""
    _set(profile, preferences.PICTURE_CACHE_MB, max(SMALLEST_PICTURE_CACHE_MB, megabytes))


def clear_pictures(profile: ProfileStore) -> None:
    """Forget all pictures; those that are looked at come again."""
    _wish(profile, preferences.CLEAR_PICTURES)


def clear_posts(profile: ProfileStore, account: AccountId) -> None:
    """Forget what can be fetched again of an account. Nothing else: neither drafts nor messages nor bookmarks."""
    _wish(profile, clear_cached(account))


def _wish(profile: ProfileStore, wish: Preference[bool]) -> None:
    with profile.transaction():
        profile.preferences.set(wish, True)


def _set(profile: ProfileStore, preference: Preference[int], value: int) -> None:
    with profile.transaction():
        profile.preferences.set(preference, value)
