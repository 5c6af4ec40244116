"""Preferences keep their types."""

from __future__ import annotations

from enum import Enum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from microblog_desktop.domain.attention import NotifyDetail, OnClose
from microblog_desktop.domain.network.proxy import ProxyKind
from microblog_desktop.domain.posts.timeline import OpenAt
from microblog_desktop.store import preferences
from microblog_desktop.store.preferences import (
    LANGUAGE,
    NOTIFY_DETAIL,
    ON_CLOSE,
    OPEN_AT,
    PROXY,
    TEXT_SIZE,
    WINDOW_GEOMETRY,
    WORK_OFFLINE,
    AnyPreference,
    Preference,
)
from microblog_desktop.store.profile import ProfileStore

EVERY = [one for one in vars(preferences).values() if isinstance(one, Preference)]


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


SCALARS = st.one_of(st.text(), st.binary(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False))


@pytest.mark.parametrize("preference", EVERY, ids=lambda one: one.name)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(value=SCALARS)
def test_nonsense_in_the_file_is_the_default_or_of_its_type(
    profile: ProfileStore, preference: AnyPreference, value: object
) -> None:
    with profile.transaction():
        profile.db.write("INSERT OR REPLACE INTO preference VALUES (?, ?)", (preference.name, value))  # type: ignore[arg-type]
    read = profile.preferences.value(preference)
    assert type(read) is type(preference.default)
    assert read in (preference.default, value, bool(value))


@pytest.mark.parametrize(
    ("preference", "kind"), [(OPEN_AT, OpenAt), (PROXY, ProxyKind), (NOTIFY_DETAIL, NotifyDetail), (ON_CLOSE, OnClose)]
)
def test_a_choice_is_among_those_there_are(preference: Preference[str], kind: type[Enum]) -> None:
    assert preference.among == tuple(choice.value for choice in kind)


def test_what_is_forgotten_is_as_if_nobody_had_chosen(profile: ProfileStore) -> None:
    with profile.transaction():
        profile.preferences.set(LANGUAGE, "ko")
        profile.preferences.set(TEXT_SIZE, 100)
    assert not profile.preferences.is_default(LANGUAGE)
    assert profile.preferences.is_default(TEXT_SIZE)
    with profile.transaction():
        profile.preferences.forget(LANGUAGE)
    assert profile.preferences.is_default(LANGUAGE)
    assert profile.preferences.get(LANGUAGE) == ""
