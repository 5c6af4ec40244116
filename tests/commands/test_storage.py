"""What is kept on this computer is chosen, and what is to be cleared is wished for."""

from __future__ import annotations

from microblog_desktop.commands import storage
from microblog_desktop.store import preferences
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.preferences import clear_cached
from microblog_desktop.store.profile import ProfileStore
from tests.store.world import ACCOUNT


def opened() -> ProfileStore:
    return ProfileStore(":memory:", ChangeFeed(lambda tell: tell()))


def test_days_and_megabytes_are_chosen() -> None:
    profile = opened()
    storage.choose_keep_days(profile, 30)
    storage.choose_keep_mb(profile, -5)
    storage.choose_picture_cache(profile, 0)
    assert profile.preferences.get(preferences.KEEP_DAYS) == 30
    assert profile.preferences.get(preferences.KEEP_MB) == 0
    assert profile.preferences.get(preferences.PICTURE_CACHE_MB) == storage.SMALLEST_PICTURE_CACHE_MB
    profile.close()


def test_clearing_is_a_wish_that_stays_until_it_is_granted() -> None:
    profile = opened()
    storage.clear_posts(profile, ACCOUNT.id)
    storage.clear_pictures(profile)
    assert profile.preferences.get(clear_cached(ACCOUNT.id))
    assert profile.preferences.get(preferences.CLEAR_PICTURES)
    profile.close()
