"""Accounts of one profile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.server import Capability, CountedIn, Limits, ServerDescription, ServerKind
from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.profile import ProfileStore
from tests.store.world import ACCOUNT

SERVER = ServerDescription(
    "https://example.org", ServerKind.MICROBLOG, "Example", "1.2", 40, ("en", "ko"),
    Limits(500, 2000, 280, CountedIn.GRAPHEMES), frozenset({Capability.HOME, Capability.WRITE}),
)  # fmt: skip
SUSAN = replace(ACCOUNT, server=SERVER)
JOHN = replace(ACCOUNT, id=AccountId("other-john"), username="john")


@pytest.fixture
def told() -> list[ChangeSet]:
    return []


@pytest.fixture
def profile(told: list[ChangeSet]) -> Iterator[ProfileStore]:
    feed = ChangeFeed(lambda flush: flush())
    feed.subscribe(told.append)
    profile = ProfileStore(":memory:", feed)
    yield profile
    profile.close()


def test_an_account_comes_back_as_saved(profile: ProfileStore, told: list[ChangeSet]) -> None:
    with profile.transaction():
        profile.accounts.save(SUSAN)
    assert profile.accounts.get(SUSAN.id) == SUSAN
    assert told == [ChangeSet(accounts=frozenset({SUSAN.id}))]


def test_the_last_account_opens_next_and_another_when_it_is_forgotten(profile: ProfileStore) -> None:
    with profile.durable_transaction():
        for account in (SUSAN, JOHN):
            profile.accounts.save(account)
        profile.accounts.set_last(JOHN.id)
    assert profile.accounts.last() == JOHN
    with profile.transaction():
        profile.accounts.forget(JOHN.id)
    assert profile.accounts.last() == SUSAN
    assert profile.accounts.all() == [SUSAN]
    assert profile.accounts.get(JOHN.id) is None


def test_a_new_profile_has_nobody(profile: ProfileStore) -> None:
    assert profile.accounts.last() is None
    assert profile.accounts.all() == []


def test_a_capability_of_a_newer_program_is_left_out(profile: ProfileStore) -> None:
    with profile.transaction():
        profile.accounts.save(SUSAN)
        profile.db.write("UPDATE account SET capabilities = 'home,teleport,write'")
    assert profile.accounts.get(SUSAN.id) == SUSAN
