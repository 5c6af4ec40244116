"""What a vault is, and the one in memory; the keyring and the encrypted file stand beside this module.

All calls block (a keyring may wait for a person to type a password), so they
are made from a thread. They raise only `VaultError`.
"""

from __future__ import annotations

from typing import Protocol

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret

_MAY_CHANGE = {
    ProblemKind.NO_KEYRING,
    ProblemKind.KEYRING_LOCKED,
    ProblemKind.KEYRING_DENIED,
    ProblemKind.KEYRING_SLOW,
    ProblemKind.KEYRING_FAILED,
}


class VaultError(Exception):
    """The vault cannot keep or give secrets; `problem` says why."""

    def __init__(self, kind: ProblemKind) -> None:
        super().__init__(kind.value)
        self.problem = Problem(kind, may_retry=kind in _MAY_CHANGE)


class Vault(Protocol):
    """Secrets by name."""

    def get(self, name: str) -> Secret | None: ...

    def set(self, name: str, secret: Secret) -> None: ...

    def delete(self, name: str) -> None:
        """Forget a secret; one that is not there is forgotten already."""

    def is_open(self) -> bool:
        """Whether it would answer now without asking a person for anything; False where nobody can know."""


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

    def is_open(self) -> bool:
        return True
