"""Each account's folder says whose it is: a lost list of accounts costs nobody theirs, and nobody meets another's data.

The tokens are elsewhere, under the account's id.
"""

from __future__ import annotations

import json
import logging
from datetime import datetime, timedelta
from pathlib import Path

from microblog_desktop.domain.account import Account
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.profile import FIELDS, account_from, account_values
from microblog_desktop.store.sqlite.columns import flag, micros_or_none, moment_or_none

log = logging.getLogger(__name__)

_NAME = "account.json"
_MEMBER_SINCE = "member_since"
_IS_SIGNED_IN = "is_signed_in"
_OF_ANOTHER = "of-another"
_LARGEST_BYTES = 100_000
_MOST_ACCOUNTS = 1000
# Servers have told the same moment more and less exactly.
_SAME = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class AccountCard:
    """`member_since` is when the server has known this person, if it told. Who signed out may have left things here."""

    account: Account
    member_since: datetime | None
    is_signed_in: bool = True


def write_card(folder: Path, card: AccountCard) -> None:
    """Say whose folder this is. Raises `OSError`."""
    row = dict(zip(FIELDS, account_values(card.account), strict=True))
    more = {_MEMBER_SINCE: micros_or_none(card.member_since), _IS_SIGNED_IN: card.is_signed_in}
    words = json.dumps(row | more, indent=1)
    file = folder / _NAME
    if file.exists() and file.read_text(encoding="utf-8") == words:
        return
    beside = file.with_suffix(".part")
    beside.write_text(words, encoding="utf-8")
    beside.replace(file)


def read_card(folder: Path) -> AccountCard | None:
    """Whose folder it is, if it says so."""
    file = folder / _NAME
    try:
        if file.stat().st_size > _LARGEST_BYTES:
            return None
        row = json.loads(file.read_bytes())
        account = account_from(tuple(row[name] for name in FIELDS))
        # A card that was moved is no card: the id must be that of the folder.
        card = AccountCard(account, moment_or_none(row[_MEMBER_SINCE]), flag(row[_IS_SIGNED_IN]))
        return card if account.id == folder.name else None
    except (OSError, ValueError, KeyError, TypeError, AssertionError, OverflowError) as error:
        log.info("%s says not whose it is: %s", folder.name, error)
        return None


def read_cards(folder: Path) -> list[AccountCard]:
    """Of all folders of accounts in there, in the order of their names."""
    folders = sorted(path for path in folder.iterdir() if path.is_dir())[:_MOST_ACCOUNTS]
    return [card for card in map(read_card, folders) if card is not None]


def note_newcomer(folder: Path, newcomer: AccountCard) -> None:
    """Somebody signed in: if what is kept in their folder is of another person, it is not to be opened for them.

    A server that was emptied gives an old id to somebody new. People may change their names, but not the day on which
    they came; where that is not known, they count as the same.
    """
    kept = read_card(folder)
    if kept is None or kept.member_since is None or newcomer.member_since is None:
        return
    if abs(kept.member_since - newcomer.member_since) > _SAME:
        (folder / _OF_ANOTHER).touch()


def take_note_of_newcomer(folder: Path) -> bool:
    """Whether what is kept there is of another person; asked once, before it is opened."""
    note = folder / _OF_ANOTHER
    if not note.exists():
        return False
    note.unlink()
    (folder / _NAME).unlink(missing_ok=True)
    return True
