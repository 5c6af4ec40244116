"""Accounts of one profile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.server import Capability, CountedIn, Limits, ServerDescription, ServerKind
from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.profile import FIELDS, ProfileStore
from microblog_desktop.store.sqlite import migrations
from tests.store.world import ACCOUNT

SERVER = ServerDescription(
    "https://example.org", ServerKind.MICROBLOG, "Example", "1.2", 40, ("en", "ko"),
    Limits(500, 2000, 280, CountedIn.GRAPHEMES), frozenset({Capability.HOME, Capability.WRITE}),
)  # fmt: skip
SUSAN = replace(ACCOUNT, server=SERVER)
JOHN = replace(ACCOUNT, id=AccountId("other-john"), username="john")


@pytest.fixture
def told(feed: ChangeFeed) -> list[ChangeSet]:
    told: list[ChangeSet] = []
    feed.subscribe(told.append)
    return told


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


def test_accounts_stand_in_the_order_in_which_they_were_added(profile: ProfileStore) -> None:
    third = replace(SUSAN, id=AccountId("a-third"))
    with profile.transaction():
        for account in (JOHN, SUSAN, third):
            profile.accounts.save(account)
        profile.accounts.save(replace(JOHN, username="johnny"))
    assert [account.id for account in profile.accounts.all()] == [JOHN.id, SUSAN.id, third.id]
    with profile.transaction():
        profile.accounts.forget(JOHN.id)
        profile.accounts.save(JOHN)
    assert [account.id for account in profile.accounts.all()] == [SUSAN.id, third.id, JOHN.id]
    assert profile.accounts.count() == 3


def test_accounts_of_an_older_file_keep_an_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "profile.db"
    with monkeypatch.context() as old:
        old.setattr(migrations.PROFILE, "_count", 1)
        profile = ProfileStore(path, ChangeFeed(lambda flush: flush()))
        fields = ", ".join(FIELDS)
        with profile.transaction():
            for name in ("b", "a"):
                profile.db.write(
                    f"INSERT INTO account ({fields}) VALUES (?, 'https://example.org', 'microblog', '', '', NULL, '', "
                    "1, 1, 1, 'graphemes', '', 'x', '1', 'session')",
                    (name,),
                )
        profile.close()
    profile = ProfileStore(path, ChangeFeed(lambda flush: flush()))
    with profile.transaction():
        profile.accounts.save(SUSAN)
    assert [account.id for account in profile.accounts.all()] == ["a", "b", SUSAN.id]
    profile.close()


def test_a_new_profile_has_nobody(profile: ProfileStore) -> None:
    assert profile.accounts.last() is None
    assert profile.accounts.all() == []


def test_a_capability_of_a_newer_program_is_left_out(profile: ProfileStore) -> None:
    with profile.transaction():
        profile.accounts.save(SUSAN)
        profile.db.write("UPDATE account SET capabilities = 'home,teleport,write'")
    assert profile.accounts.get(SUSAN.id) == SUSAN
