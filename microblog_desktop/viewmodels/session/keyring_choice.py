"""Where to keep the sign-in when the keyring does not take it: the words, and the check of the passphrase."""

from __future__ import annotations

from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.i18n.translate import N_, _
from microblog_desktop.viewmodels.problem_words import sentence

SHORTEST_PASSPHRASE = 8
KEYRING_PROBLEMS = {
    ProblemKind.NO_KEYRING,
    ProblemKind.KEYRING_LOCKED,
    ProblemKind.KEYRING_DENIED,
    ProblemKind.KEYRING_SLOW,
    ProblemKind.KEYRING_FAILED,
    ProblemKind.KEYRING_PLAIN,
    ProblemKind.KEYRING_EMPTY,
}

_NO_KEYRING = N_("This computer has no keyring, the place where programs keep secrets safely.")
_CHOOSE = N_("Choose where your sign-in is kept; your password itself is never kept.")
_OR_CHOOSE = N_("Or choose another place for your sign-in; your password itself is never kept.")
_OTHER_PASSPHRASE = N_("The encrypted file on this computer has another passphrase. Type that one here.")
FILE_TITLE = N_("In an encrypted file")
FILE_DETAIL = N_(
    "You are asked for the passphrase each time the program starts. "
    "It cannot be recovered: if you forget it, you sign in again."
)
SESSION_TITLE = N_("Nowhere: this session only")
SESSION_DETAIL = N_("Nothing secret is written to the disk. You sign in again each time the program starts.")


def explanation(problem: Problem | None) -> str:
    """Why one has to choose, and what is chosen."""
    if problem is None or problem.kind in (ProblemKind.NO_KEYRING, ProblemKind.WRONG_PASSPHRASE):
        return f"{_(_NO_KEYRING)} {_(_CHOOSE)}"
    return f"{sentence(problem)} {_(_OR_CHOOSE if problem.may_retry else _CHOOSE)}"


def waits_for_keyring(problem: Problem | None) -> bool:
    """Whether it goes on by itself as soon as the keyring answers."""
    return problem is not None and problem.kind is ProblemKind.KEYRING_SLOW


def may_try_keyring(problem: Problem | None) -> bool:
    """Whether asking the keyring once more may end otherwise."""
    return problem is not None and problem.may_retry and not waits_for_keyring(problem)


def complaint_about_file(problem: Problem | None) -> str:
    """What the encrypted file that is there already said of the passphrase, or an empty string."""
    is_wrong = problem is not None and problem.kind is ProblemKind.WRONG_PASSPHRASE
    return _(_OTHER_PASSPHRASE) if is_wrong else ""


def passphrase_complaint(first: str, second: str) -> str:
    """Return what is wrong with the passphrase as typed twice, or an empty string."""
    if len(first) < SHORTEST_PASSPHRASE:
        return _("Use at least {count} characters.").format(count=SHORTEST_PASSPHRASE)
    if first != second:
        return _("The two passphrases are not the same.")
    return ""


def in_file(passphrase: str) -> VaultChoice:
    return VaultChoice(VaultKind.FILE, Secret(passphrase))


def in_keyring() -> VaultChoice:
    return VaultChoice(VaultKind.KEYRING)


def this_session_only() -> VaultChoice:
    return VaultChoice(VaultKind.SESSION)
