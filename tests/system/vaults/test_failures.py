from __future__ import annotations

import pytest
from jeepney.wrappers import DBusErrorResponse  # type: ignore[import-untyped]
from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError, PasswordDeleteError, PasswordSetError
from secretstorage.exceptions import (
    ItemNotFoundException,
    LockedException,
    PromptDismissedException,
    SecretServiceNotAvailableException,
)

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.system.vaults.failures import kind_of
from tests.fakes.keyrings import KeychainDenied, SecAuthFailure, macos_error, raised_from


class DBusError(Exception):
    """jeepney's by what is looked at, which needs a message from the bus to be made."""

    def __init__(self, name: str) -> None:
        self.name = name


class KWalletError(Exception):
    """dbus-python's DBusException, which KWallet's failures come as."""

    def get_dbus_name(self) -> str:
        return str(self.args[0])


DENIED = (
    PromptDismissedException("Prompt dismissed."),
    raised_from(InitError("Failed to create the collection: Prompt dismissed.."), PromptDismissedException()),
    raised_from(KeyringLocked("Can't get password from keychain"), KeychainDenied(-128)),
    raised_from(PasswordSetError("Can't store password on keychain"), SecAuthFailure(-25293)),
    PasswordSetError("Cancelled by user"),
    PasswordDeleteError("Cancelled by user"),
)
LOCKED = (
    KeyringLocked("Failed to unlock the collection!"),
    LockedException("Collection is locked!"),
    DBusError("org.freedesktop.Secret.Error.IsLocked"),
    macos_error(-25308),
)
ABSENT = (
    NoKeyringError("No recommended backend was available."),
    InitError("Failed to open keyring"),
    SecretServiceNotAvailableException("no bus"),
    DBusError("org.freedesktop.DBus.Error.ServiceUnknown"),
    KWalletError("org.freedesktop.DBus.Error.NameHasNoOwner"),
)
BROKEN = (
    KeyringError("?"),
    raised_from(PasswordSetError("Can't store password on keychain"), Exception(-25299)),
    ItemNotFoundException("Item does not exist!"),
    DBusError("org.freedesktop.DBus.Error.NoReply"),
    KWalletError("org.kde.KWallet.Error"),
    OSError(5, "Input/output error"),
    RuntimeError("There is no current event loop"),
    UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
    NotImplementedError(),
    Exception(1783, "CredWrite", "The stub received bad data"),
)


@pytest.mark.parametrize("error", DENIED, ids=repr)
def test_a_refusal_is_told_from_a_lock(error: Exception) -> None:
    assert kind_of(error) is ProblemKind.KEYRING_DENIED


@pytest.mark.parametrize("error", LOCKED, ids=repr)
def test_what_can_be_unlocked_is_locked(error: Exception) -> None:
    assert kind_of(error) is ProblemKind.KEYRING_LOCKED


@pytest.mark.parametrize("error", ABSENT, ids=repr)
def test_a_keyring_that_nobody_runs_is_absent(error: Exception) -> None:
    assert kind_of(error) is ProblemKind.NO_KEYRING


@pytest.mark.parametrize("error", BROKEN, ids=repr)
def test_anything_else_is_a_keyring_that_does_not_work(error: Exception) -> None:
    assert kind_of(error) is ProblemKind.KEYRING_FAILED


def test_the_real_jeepney_names_its_error_as_is_looked_for() -> None:
    assert "name" in DBusErrorResponse.__init__.__code__.co_names
