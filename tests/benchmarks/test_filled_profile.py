"""Tests of benchmarks/filled_profile.py."""

from __future__ import annotations

from pathlib import Path

from benchmarks.filled_profile import PAGE, fill_profile
from microblog_desktop.domain.clock import utc_now
from microblog_desktop.domain.ids import HOME
from microblog_desktop.store.account_store import open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.system.paths import paths_in


def test_the_profile_opens_on_a_home_without_holes(tmp_path: Path) -> None:
    posts = 2 * PAGE + 1
    paths = paths_in(fill_profile(tmp_path / "profile", posts=posts, server_url="http://127.0.0.1:9"))
    feed = ChangeFeed(lambda deliver: None)
    profile = ProfileStore(paths.profile_db, feed)
    account = profile.accounts.last()
    profile.close()
    assert account is not None
    store = open_account_store(paths.account_db(account.id), feed, utc_now, account)
    keys = store.timelines.newest(HOME, PAGE)
    while older := store.timelines.older_than(HOME, keys[-1], PAGE):
        keys += older
    assert len(keys) == posts
    assert all(row.post is not None for row in store.timelines.entry_rows(keys[:50]))
    store.close()
