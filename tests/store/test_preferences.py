"""Preferences keep their types."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.preferences import LANGUAGE, TEXT_SIZE, WINDOW_GEOMETRY, WORK_OFFLINE
from microblog_desktop.store.profile import ProfileStore


@pytest.fixture
def profile() -> Iterator[ProfileStore]:
    profile = ProfileStore(":memory:", ChangeFeed(lambda flush: flush()))
    yield profile
    profile.close()


def test_what_was_never_chosen_has_its_default(profile: ProfileStore) -> None:
    assert profile.preferences.get(TEXT_SIZE) == 100
    assert profile.preferences.get(WORK_OFFLINE) is False


def test_values_come_back_with_their_types(profile: ProfileStore) -> None:
    with profile.transaction():
        profile.preferences.set(LANGUAGE, "ko")
        profile.preferences.set(TEXT_SIZE, 125)
        profile.preferences.set(WINDOW_GEOMETRY, b"\x00\xff")
        profile.preferences.set(WORK_OFFLINE, True)
    get = profile.preferences.get
    assert (get(LANGUAGE), get(TEXT_SIZE), get(WINDOW_GEOMETRY)) == ("ko", 125, b"\x00\xff")
    assert get(WORK_OFFLINE) is True


def test_a_value_of_another_type_is_not_believed(profile: ProfileStore) -> None:
    with profile.transaction():
        profile.db.write("INSERT INTO preference VALUES (?, 'huge')", (TEXT_SIZE.name,))
    assert profile.preferences.get(TEXT_SIZE) == 100
