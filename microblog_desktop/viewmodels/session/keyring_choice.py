"""Where to keep the sign-in on a computer without a keyring: the words, and the check of the passphrase."""

from __future__ import annotations

from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.i18n.translate import N_, _

SHORTEST_PASSPHRASE = 8

EXPLANATION = N_(
    "This computer has no keyring, the place where programs keep secrets safely. "
    "Choose where your sign-in is kept; your password itself is never kept."
)
FILE_TITLE = N_("In an encrypted file")
FILE_DETAIL = N_(
    "You are asked for the passphrase each time the program starts. "
    "It cannot be recovered: if you forget it, you sign in again."
)
SESSION_TITLE = N_("Nowhere: this session only")
SESSION_DETAIL = N_("Nothing secret is written to the disk. You sign in again each time the program starts.")


def passphrase_complaint(first: str, second: str) -> str:
    """Return what is wrong with the passphrase as typed twice, or an empty string."""
    if len(first) < SHORTEST_PASSPHRASE:
        return _("Use at least {count} characters.").format(count=SHORTEST_PASSPHRASE)
    if first != second:
        return _("The two passphrases are not the same.")
    return ""


def in_file(passphrase: str) -> VaultChoice:
    return VaultChoice(VaultKind.FILE, Secret(passphrase))


def this_session_only() -> VaultChoice:
    return VaultChoice(VaultKind.SESSION)
