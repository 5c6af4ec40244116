"""Ask the vaults without making anybody wait: in a thread, for ten seconds at most."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, assert_never

from microblog_desktop.domain.account import Account, VaultChoice, VaultKind
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.sync.session.daemon_thread import in_daemon_thread
from microblog_desktop.system.file_vault import FileVault
from microblog_desktop.system.vault import KeyringVault, SessionVault, Vault, VaultError

T = TypeVar("T")

_PATIENCE_S = 10.0


class Vaults:
    """The places where tokens can be kept; shared by all accounts of a profile."""

    def __init__(
        self,
        secrets: Path,
        *,
        keyring: Vault | None = None,
        open_file: Callable[[Path, Secret], Vault] = FileVault,
        patience_s: float = _PATIENCE_S,
    ) -> None:
        self._secrets = secrets
        self._keyring = keyring or KeyringVault()
        self._session = SessionVault()
        self._open_file = open_file
        self._file: Vault | None = None
        self._patience_s = patience_s

    def needs_passphrase(self, account: Account) -> bool:
        """Whether the token cannot be read before `unlock`."""
        return account.vault is VaultKind.FILE and self._file is None

    async def unlock(self, account: Account, passphrase: Secret) -> Secret | None:
        """Open the file and read the account's token. Raises `VaultError` (WRONG_PASSPHRASE)."""
        file = self._open_file(self._secrets, passphrase)
        token = await self._wait(lambda: file.get(account.id))
        self._file = file
        return token

    async def get(self, account: Account) -> Secret | None:
        """The account's token. Raises `VaultError`."""
        vault = self._vault(account.vault)
        return await self._wait(lambda: vault.get(account.id))

    async def keep(self, account: AccountId, token: Secret, choice: VaultChoice) -> None:
        """Keep a token where the person wants it. Raises `VaultError`, and then it is not kept."""
        if choice.kind is VaultKind.FILE and choice.passphrase is not None:
            file = self._open_file(self._secrets, choice.passphrase)
            await self._wait(lambda: file.set(account, token))
            self._file = file
            return
        vault = self._vault(choice.kind)
        await self._wait(lambda: vault.set(account, token))

    async def forget(self, account: Account) -> None:
        """Raises `VaultError`."""
        vault = self._vault(account.vault)
        await self._wait(lambda: vault.delete(account.id))

    def _vault(self, kind: VaultKind) -> Vault:
        match kind:
            case VaultKind.KEYRING:
                return self._keyring
            case VaultKind.SESSION:
                return self._session
            case VaultKind.FILE:
                if self._file is None:
                    raise VaultError(ProblemKind.WRONG_PASSPHRASE)
                return self._file
            case _:
                assert_never(kind)

    async def _wait(self, call: Callable[[], T]) -> T:
        try:
            async with asyncio.timeout(self._patience_s):
                return await in_daemon_thread(call)
        except TimeoutError as error:
            # It may be asking for a password that nobody types; its thread goes on by itself.
            raise VaultError(ProblemKind.KEYRING_LOCKED) from error
