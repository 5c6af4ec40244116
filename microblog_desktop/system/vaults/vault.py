"""Where tokens are kept: the system's keyring, a file under a passphrase, or this session's memory.

All calls block (a keyring may wait for a person to type a password), so they
are made from a thread. They raise only `VaultError`.
"""

from __future__ import annotations

from typing import Protocol

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret

SERVICE_NAME = "microblog-desktop"


class VaultError(Exception):
    """The vault cannot keep or give secrets; `problem` says why."""

    def __init__(self, kind: ProblemKind) -> None:
        super().__init__(kind.value)
        self.problem = Problem(kind, may_retry=kind is ProblemKind.KEYRING_LOCKED)


class Vault(Protocol):
    """Secrets by name."""

    def get(self, name: str) -> Secret | None: ...

    def set(self, name: str, secret: Secret) -> None: ...

    def delete(self, name: str) -> None:
        """Forget a secret; one that is not there is forgotten already."""


class SessionVault:
    """Secrets until the program ends."""

    def __init__(self) -> None:
        self._secrets: dict[str, Secret] = {}

    def get(self, name: str) -> Secret | None:
        return self._secrets.get(name)

    def set(self, name: str, secret: Secret) -> None:
        self._secrets[name] = secret

    def delete(self, name: str) -> None:
        self._secrets.pop(name, None)


class KeyringVault:
    """The operating system's keyring, under our service name."""

    def get(self, name: str) -> Secret | None:
        # keyring takes 100 ms to load and is not needed for the first paint; likewise below.
        import keyring
        from keyring.errors import KeyringError

        try:
            text = keyring.get_password(SERVICE_NAME, name)
        except KeyringError as error:
            raise _failure(error) from error
        return None if text is None else Secret(text)

    def set(self, name: str, secret: Secret) -> None:
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE_NAME, name, secret.reveal())
        except KeyringError as error:
            raise _failure(error) from error

    def delete(self, name: str) -> None:
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            keyring.delete_password(SERVICE_NAME, name)
        except PasswordDeleteError:
            return
        except KeyringError as error:
            raise _failure(error) from error


def _failure(error: Exception) -> VaultError:
    """No keyring at all, or one that stays shut: both are said to the person, with a choice."""
    from keyring.errors import InitError, NoKeyringError

    absent = isinstance(error, NoKeyringError | InitError)
    return VaultError(ProblemKind.NO_KEYRING if absent else ProblemKind.KEYRING_LOCKED)
