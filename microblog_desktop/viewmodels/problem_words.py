"""The words for every failure of the world: what happened, and what to do about it.

A server's own words (`Problem.message`) are quoted only where it speaks about what the person wrote. The text of an
exception is never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.i18n.translate import N_, _, ngettext
from microblog_desktop.viewmodels.damage_words import what_was_saved

_SENTENCES: Mapping[ProblemKind, str] = {
    ProblemKind.OFFLINE: N_("You are offline. Connect this computer to the network, then try again."),
    ProblemKind.NO_SUCH_HOST: N_("There is no server with this name. Check the address for a typing mistake."),
    ProblemKind.CONNECTION_REFUSED: N_(
        "Nothing answers at this address. Check the address and the port, or ask whether the server is running."
    ),
    ProblemKind.UNREACHABLE: N_("The server cannot be reached. Check your network connection, then try again."),
    ProblemKind.TIMED_OUT: N_("The server takes too long to answer. Try again in a moment."),
    ProblemKind.PROXY: N_(
        "The proxy cannot be reached, or does not let this program through. Check its address in Settings, Network."
    ),
    ProblemKind.PROXY_SIGN_IN: N_("The proxy wants another user name or password. Enter them in Settings, Network."),
    ProblemKind.CERTIFICATE: N_(
        "This server cannot prove who it is: its certificate is not trusted. "
        "Nothing was sent to it. Check the address, or tell the people who run it."
    ),
    ProblemKind.INSECURE: N_(
        "The connection to this server is not encrypted: others on the network could read your password "
        "and everything you write. Use an address that begins with https:// if there is one."
    ),
    ProblemKind.NOT_MICROBLOG: N_("Something answers at this address, but it is not a microblog. Check the address."),
    ProblemKind.BAD_ADDRESS: N_("This is not an address of a server. Write it like example.net."),
    ProblemKind.BAD_ANSWER: N_(
        "The server gave an answer that makes no sense. Try again later; if it stays so, tell the people who run it."
    ),
    ProblemKind.SERVER_FAILED: N_("The server has a problem of its own. Try again in a few minutes."),
    ProblemKind.RATE_LIMITED: N_("The server asks for a pause. Try again in a few minutes."),
    ProblemKind.WRONG_PASSWORD: N_("Wrong username or password."),
    ProblemKind.OTHER_PERSON: N_(
        "This username belongs to somebody else by now, so you were not signed in. "
        "If yours has changed, add the account again under its new name."
    ),
    ProblemKind.SIGNED_OUT: N_("The server has ended your session. Sign in again to go on; nothing is lost."),
    ProblemKind.FORBIDDEN: N_("The server does not allow you to do this."),
    ProblemKind.NOT_FOUND: N_("This no longer exists on the server."),
    ProblemKind.REFUSED: N_("The server did not accept this. Change it and try again."),
    ProblemKind.NOT_OFFERED: N_("This server does not offer this."),
    ProblemKind.NO_KEYRING: N_(
        "This computer has no keyring that could keep your sign-in. Choose where to keep it instead."
    ),
    ProblemKind.KEYRING_LOCKED: N_("The keyring of this computer is locked. Unlock it, then try again."),
    ProblemKind.KEYRING_DENIED: N_(
        "The keyring of this computer did not let this program in. Allow it when you are asked, then try again."
    ),
    ProblemKind.KEYRING_SLOW: N_(
        "Waiting for the keyring of this computer. If it asks for its password in a window, answer there."
    ),
    ProblemKind.KEYRING_FAILED: N_("The keyring of this computer does not work: it does not keep what it is given."),
    ProblemKind.KEYRING_PLAIN: N_(
        "The keyring of this computer would keep your sign-in where others can read it, so it is not used."
    ),
    ProblemKind.KEYRING_EMPTY: N_(
        "Your sign-in is no longer in the keyring of this computer. Sign in again to go on; nothing is lost."
    ),
    ProblemKind.WRONG_PASSPHRASE: N_("This is not the right passphrase. Try again."),
    ProblemKind.FILE_NOT_WRITTEN: N_("The file could not be written there. Choose another folder, then try again."),
    ProblemKind.DISK_FULL: N_("The disk is full, so nothing more can be saved. Make some room, then try again."),
    ProblemKind.STORE_DAMAGED: N_(
        "The saved data on this computer is damaged. It is put aside when the program starts; "
        "what you wrote is kept as far as it can be read, and everything else comes again from the server."
    ),
    ProblemKind.STORE_LOCKED: N_(
        "Another program is using the saved data of this account. Close the other Microblog window, then try again."
    ),
    ProblemKind.STORE_TOO_NEW: N_(
        "The saved data was written by a newer version of this program. Install the newer version to open it."
    ),
    ProblemKind.STORE_UNREADABLE: N_(
        "The saved data cannot be read or written. Check that the folder exists and that you may write to it."
    ),
    ProblemKind.LOCAL_SERVER_FAILED: N_(
        "The server could not be started on this computer. Try again; the log in the data folder says more."
    ),
    ProblemKind.NO_BUBBLES: N_("This computer shows no notifications just now."),
    ProblemKind.NO_FONT: (
        # Not translated: it is shown where the translation could not be read.
        "This computer has no font for the language that you chose, so its letters are shown as boxes. "
        "Install one, for example Noto Sans (on Debian and Ubuntu: fonts-noto-core and fonts-noto-cjk)."
    ),
    ProblemKind.KEYS_DAMAGED: N_("The keys you chose could not be read. All keys are as at first again."),
    ProblemKind.NO_LOG: N_("Microblog cannot write its log, so a report of a crash would say little. All else works."),
    ProblemKind.BUG: N_("Something went wrong in this program. It goes on by itself, and the log says more."),
}

_SIGN_IN = N_("Sign in")
_TRY_AGAIN = N_("Try again")
_CHOOSE = N_("Choose…")

_ACTIONS: Mapping[ProblemKind, str] = {
    ProblemKind.SIGNED_OUT: _SIGN_IN,
    ProblemKind.NO_KEYRING: _CHOOSE,
    ProblemKind.KEYRING_PLAIN: _CHOOSE,
    ProblemKind.KEYRING_EMPTY: _SIGN_IN,
    ProblemKind.WRONG_PASSPHRASE: _TRY_AGAIN,
    ProblemKind.DISK_FULL: _TRY_AGAIN,
    ProblemKind.STORE_LOCKED: _TRY_AGAIN,
    ProblemKind.LOCAL_SERVER_FAILED: _TRY_AGAIN,
}


def sentence(problem: Problem) -> str:
    """Return what went wrong and what to do, as whole sentences."""
    special = _SPECIAL.get(problem.kind)
    return (special(problem) if special else "") or _(_SENTENCES[problem.kind])


def action(problem: Problem) -> str | None:
    """Return the words of the one button that helps, or None where there is nothing to press."""
    words = _ACTIONS.get(problem.kind) or (_TRY_AGAIN if problem.may_retry else None)
    return _(words) if words else None


def _refused(problem: Problem) -> str:
    if not problem.message:
        return ""
    return _("The server did not accept this: {reason}").format(reason=problem.message)


def _rate_limited(problem: Problem) -> str:
    if not problem.retry_after_s:
        return ""
    seconds = max(1, round(problem.retry_after_s))
    if seconds < 90:
        return ngettext(
            "The server asks for a pause. Try again in {seconds} second.",
            "The server asks for a pause. Try again in {seconds} seconds.",
            seconds,
        ).format(seconds=seconds)
    minutes = round(seconds / 60)
    return ngettext(
        "The server asks for a pause. Try again in {minutes} minute.",
        "The server asks for a pause. Try again in {minutes} minutes.",
        minutes,
    ).format(minutes=minutes)


_SPECIAL: Mapping[ProblemKind, Callable[[Problem], str]] = {
    ProblemKind.STORE_DAMAGED: what_was_saved,
    ProblemKind.REFUSED: _refused,
    ProblemKind.RATE_LIMITED: _rate_limited,
}
