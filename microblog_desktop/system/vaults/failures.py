"""What a keyring's failure means for a person: none there, locked, refused, or not working.

Each system's keyring has exceptions of its own, in libraries that the others do not have: they are told apart by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from microblog_desktop.domain.problem import ProblemKind

_MAC_INTERACTION_NOT_ALLOWED = -25308

# Secret Service: the window was closed. macOS: "Deny" was pressed, or the program's signature is another one.
_REFUSED = {"PromptDismissedException", "KeychainDenied", "SecAuthFailure"}
_LOCKED = {"KeyringLocked", "LockedException"}
_ABSENT = {"NoKeyringError", "InitError", "SecretServiceNotAvailableException"}
_LOCKED_ON_DBUS = ("org.freedesktop.Secret.Error.IsLocked",)
_ABSENT_ON_DBUS = ("org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner")


def kind_of(error: BaseException) -> ProblemKind:
    """Tell what to say about it, by the error and by what it was raised from."""
    errors = list(_with_causes(error))
    names = {each.__name__ for one in errors for each in type(one).__mro__}
    if names & _REFUSED or _was_cancelled(error):
        return ProblemKind.KEYRING_DENIED
    if names & _LOCKED or any(_is_locked(one) for one in errors):
        return ProblemKind.KEYRING_LOCKED
    if names & _ABSENT or any(_dbus_name(one) in _ABSENT_ON_DBUS for one in errors):
        return ProblemKind.NO_KEYRING
    return ProblemKind.KEYRING_FAILED


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _was_cancelled(error: BaseException) -> bool:
    """KWallet's way to say that the person closed its window; elsewhere such an error names its cause."""
    is_refusal = type(error).__name__ in ("PasswordSetError", "PasswordDeleteError")
    return is_refusal and error.__cause__ is None


def _is_locked(error: BaseException) -> bool:
    is_mac_lock = bool(error.args) and error.args[0] == _MAC_INTERACTION_NOT_ALLOWED
    return is_mac_lock or _dbus_name(error) in _LOCKED_ON_DBUS


def _dbus_name(error: BaseException) -> str:
    """jeepney has it as an attribute, dbus-python behind a method."""
    name = getattr(error, "name", None)
    if isinstance(name, str):
        return name
    ask = getattr(error, "get_dbus_name", None)
    return str(ask()) if callable(ask) else ""
