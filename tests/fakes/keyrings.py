"""Keyrings of every kind, as `keyring` knows them: good ones, locked, refusing, slow, forgetful and broken ones."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, KeyringLocked, PasswordDeleteError, PasswordSetError


class MemoryKeyring(KeyringBackend):
    priority = 1
    # Else `keyring` would offer it to every test that asks what this computer has.
    viable = False

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("not found")


class RaisingKeyring(MemoryKeyring):
    """Fails with what `make_error` makes, until `is_well`."""

    def __init__(self, make_error: Callable[[], Exception]) -> None:
        super().__init__()
        self.make_error = make_error
        self.is_well = False

    def get_password(self, service: str, username: str) -> str | None:
        self._fail()
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        super().set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        super().delete_password(service, username)

    def _fail(self) -> None:
        if not self.is_well:
            raise self.make_error()


def locked_keyring() -> RaisingKeyring:
    """As `keyring` tells of the Secret Service and of KWallet when nobody typed the password."""
    return RaisingKeyring(lambda: KeyringLocked("Failed to unlock the collection!"))


class PromptingKeyring(MemoryKeyring):
    """Its window is open until `answer`; `windows` counts how often it opened."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()
        self.windows = 0
        self.says_no = False

    def answer(self) -> None:
        self.answered.set()

    def get_password(self, service: str, username: str) -> str | None:
        self._ask()
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._ask()
        super().set_password(service, username, password)

    def _ask(self) -> None:
        if not self.answered.is_set():
            self.windows += 1
        # So that a test that fails leaves no thread behind for long.
        self.answered.wait(30)
        if self.says_no:
            raise KeyringLocked("dismissed")


class ForgetfulKeyring(MemoryKeyring):
    """Takes everything and gives back what `remember` makes of it."""

    def __init__(self, remember: Callable[[str], str | None]) -> None:
        super().__init__()
        self.remember = remember

    def get_password(self, service: str, username: str) -> str | None:
        kept = super().get_password(service, username)
        return None if kept is None else self.remember(kept)


class ReadOnlyKeyring(MemoryKeyring):
    """KWallet says so when its window is closed."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise PasswordSetError("Cancelled by user")


class ClingingKeyring(MemoryKeyring):
    """Does not give back what it has, and says what it says of things that are not there."""

    def delete_password(self, service: str, username: str) -> None:
        raise PasswordDeleteError("Cancelled by user")


class RepeatingKeyring(MemoryKeyring):
    """Has everything twice, and forgets one at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.copies: dict[tuple[str, str], list[str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        copies = self.copies.get((service, username), [])
        return copies[-1] if copies else None

    def set_password(self, service: str, username: str, password: str) -> None:
        self.copies[service, username] = [password, password]

    def delete_password(self, service: str, username: str) -> None:
        copies = self.copies.get((service, username), [])
        if not copies:
            raise PasswordDeleteError("not found")
        copies.pop()


class SmallKeyring(MemoryKeyring):
    """Windows: 2560 bytes of UTF-16, and an error of its own for more."""

    def set_password(self, service: str, username: str, password: str) -> None:
        if len(password.encode("utf-16-le")) > 2560:
            raise WindowsError_(1783, "CredWrite", "The stub received bad data")
        super().set_password(service, username, password)


class WindowsError_(Exception):  # noqa: N801, N818 - pywintypes.error, as far as anybody looks
    pass


def plain_keyring() -> MemoryKeyring:
    """keyrings.alt.file.PlaintextKeyring by its name, which is all that is asked for."""
    kind = type("PlaintextKeyring", (MemoryKeyring,), {"__module__": "keyrings.alt.file", "priority": 0.5})
    plain: MemoryKeyring = kind()
    return plain


class KeychainDenied(Exception):  # noqa: N818 - as it is called in keyring.backends.macOS.api
    pass


class SecAuthFailure(Exception):  # noqa: N818 - likewise
    pass


def raised_from(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def macos_error(status: int) -> KeyringError:
    """An error of the keychain that `keyring` has no name for."""
    error = KeyringError("Can't get password from keychain")
    error.__cause__ = Exception(status, "Unknown Error")
    return error


@contextmanager
def in_use(backend: KeyringBackend) -> Iterator[None]:
    """What `keyring` has found on this computer."""
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        yield
    finally:
        keyring.set_keyring(before)
