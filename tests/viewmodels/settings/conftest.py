"""A profile whose changes are told, and a way to look at one setting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore


@pytest.fixture
def feed() -> ChangeFeed:
    return ChangeFeed(lambda tell: tell())


@pytest.fixture
def profile(feed: ChangeFeed) -> Iterator[ProfileStore]:
    profile = ProfileStore(":memory:", feed)
    yield profile
    profile.close()
