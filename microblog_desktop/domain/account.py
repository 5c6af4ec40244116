"""Who somebody is on one server."""

from __future__ import annotations

from enum import Enum

from microblog_desktop.domain.ids import AccountId, PersonId
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import ServerDescription
from microblog_desktop.domain.values import dataclass


class VaultKind(Enum):
    """Where an account's token is kept."""

    KEYRING = "keyring"
    FILE = "file"  # encrypted with a passphrase
    SESSION = "session"  # in memory until the program ends


@dataclass(frozen=True, slots=True)
class VaultChoice:
    """Where a person wants their token kept; a file needs the passphrase that encrypts it."""

    kind: VaultKind
    passphrase: Secret | None = None


class SavedData(Enum):
    """What happens at sign-out to the posts, messages and drafts saved on this computer."""

    KEEP = "keep"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Account:
    """One person on one server; the token is in the vault, never here."""

    id: AccountId
    server: ServerDescription
    username: str
    person_id: PersonId
    vault: VaultKind
