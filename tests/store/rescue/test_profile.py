"""A damaged profile costs nobody their accounts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.values import replace
from microblog_desktop.store.account_card import AccountCard, write_card
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.preferences import THEME, UNDO_SEND_S
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.rescue.profile import RescuedProfile, rescue_profile
from tests.store.rescue import damages
from tests.store.world import ACCOUNT

SECOND = replace(ACCOUNT, id=AccountId("second"), username="susan2")
GONE = replace(ACCOUNT, id=AccountId("gone"))


def opened(path: Path) -> ProfileStore:
    return ProfileStore(path, ChangeFeed(lambda _: None))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    profile = opened(tmp_path / "old.db")
    with profile.transaction():
        for account in (ACCOUNT, SECOND):
            profile.accounts.save(account)
        profile.accounts.set_last(SECOND.id)
        profile.preferences.set(THEME, "dark")
        profile.preferences.set(UNDO_SEND_S, 9)
    profile.close()
    return tmp_path / "old.db"


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    folder = tmp_path / "accounts"
    for account in (ACCOUNT, SECOND, GONE):
        (folder / account.id).mkdir(parents=True)
        write_card(folder / account.id, AccountCard(account, None, is_signed_in=account is not GONE))
    return folder


@pytest.mark.parametrize("damage", [damages.leave_as_it_is, damages.overwrite_head, damages.tear_log])
def test_accounts_and_settings_are_carried_over(damage: Callable[[Path], None], old: Path, tmp_path: Path) -> None:
    damage(old)
    (tmp_path / "accounts").mkdir()
    profile = opened(tmp_path / "new.db")
    assert rescue_profile(old, profile, tmp_path / "accounts") == RescuedProfile(accounts=2, preferences=2)
    assert {one.id: one for one in profile.accounts.all()} == {one.id: one for one in (ACCOUNT, SECOND)}
    assert profile.accounts.last() == SECOND
    assert (profile.preferences.get(THEME), profile.preferences.get(UNDO_SEND_S)) == ("dark", 9)
    profile.close()


@pytest.mark.parametrize("damage", [damages.replace_by_text, damages.empty])
def test_accounts_are_found_by_what_their_folders_say(
    damage: Callable[[Path], None], old: Path, accounts: Path, tmp_path: Path
) -> None:
    damage(old)
    profile = opened(tmp_path / "new.db")
    assert rescue_profile(old, profile, accounts) == RescuedProfile(accounts=2, preferences=0)
    assert {one.id for one in profile.accounts.all()} == {ACCOUNT.id, SECOND.id}, "who signed out stays out"
    profile.close()


@pytest.mark.parametrize("seed", range(10))
def test_whatever_the_damage_what_is_left_makes_sense(seed: int, old: Path, accounts: Path, tmp_path: Path) -> None:
    damages.flip_bytes(seed, 300)(old)
    profile = opened(tmp_path / "new.db")
    rescue_profile(old, profile, accounts)
    assert {ACCOUNT.id, SECOND.id} <= {one.id for one in profile.accounts.all()}
    assert profile.accounts.last() is not None
    assert profile.preferences.get(THEME)
    profile.close()
