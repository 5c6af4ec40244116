"""Carry accounts and settings over from a damaged profile; accounts are also found by what their folders say."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.account_card import read_cards
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.rescue.damaged import RowByName, opened
from microblog_desktop.store.rescue.putting import put
from microblog_desktop.store.sqlite.columns import text

LONGEST_S = 2.0
_LONGEST_VALUE = 100_000


@dataclass(frozen=True, slots=True)
class RescuedProfile:
    """How many there were. Pictures come again."""

    accounts: int = 0
    preferences: int = 0


def rescue_profile(damaged: Path, profile: ProfileStore, accounts: Path) -> RescuedProfile:
    """Copy it into the new, empty `profile`. Raises `OSError` or `StoreError`."""
    with (
        opened(damaged, profile.db.connection.serialize("main"), table="account", seconds=LONGEST_S) as old,
        profile.durable_transaction(),
    ):
        for row in old.all("account", "id"):
            put(profile.db, "account", row, lambda row: profile.accounts.get(AccountId(text(row["id"]))))
        chosen = [put(profile.db, "preference", row, _read) for row in old.all("preference", "name")]
        for card in read_cards(accounts):
            if card.is_signed_in and profile.accounts.get(card.account.id) is None:
                profile.accounts.save(card.account)
        for row in old.all("last_account", "only"):
            with suppress(AssertionError):
                last = AccountId(text(row["account"]))
                if profile.accounts.get(last) is not None:
                    profile.accounts.set_last(last)
        return RescuedProfile(len(profile.accounts.all()), sum(chosen))


def _read(row: RowByName) -> None:
    """A value of the wrong type counts as not chosen (`Preferences.get`), so only the name must make sense."""
    text(row["name"])
    value = row["value"]
    assert not isinstance(value, str | bytes) or len(value) < _LONGEST_VALUE
