"""Keyrings and vaults in memory, and ones that fail."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.system.vault import SessionVault, VaultError


class MemoryKeyring(KeyringBackend):
    priority = 1

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


class LockedKeyring(MemoryKeyring):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("locked")


class FailingVault(SessionVault):
    """A vault that works until `fail` is set."""

    def __init__(self, fail: ProblemKind | None = None) -> None:
        super().__init__()
        self.fail = fail

    def get(self, name: str) -> Secret | None:
        self._check()
        return super().get(name)

    def set(self, name: str, secret: Secret) -> None:
        self._check()
        super().set(name, secret)

    def delete(self, name: str) -> None:
        self._check()
        super().delete(name)

    def _check(self) -> None:
        if self.fail is not None:
            raise VaultError(self.fail)
