"""Ask the vaults without making anybody wait: in a thread, and after a few seconds it is said that one waits.

A keyring may ask a person for its password for as long as they like. Such a call is not made twice: whoever asks
again waits for the same one, and an answer that comes late is used.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, assert_never

from microblog_desktop.domain.account import Account, VaultChoice, VaultKind
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.values import dataclass
from microblog_desktop.sync.session.daemon_thread import begin_in_daemon_thread, in_daemon_thread
from microblog_desktop.system.vaults.file_vault import FileVault
from microblog_desktop.system.vaults.keyring_vault import KeyringVault
from microblog_desktop.system.vaults.vault import SessionVault, Vault, VaultError

T = TypeVar("T")

_PATIENCE_S = 4.0
_PROXY = AccountId("proxy")  # beside those of the accounts, whose ids are longer


@dataclass(frozen=True, slots=True)
class _Keeping:
    """A token that is on its way into the keyring."""

    token: Secret
    end: asyncio.Future[Secret | None]  # the one that was there before


class Vaults:
    """The places where tokens can be kept; shared by all accounts of a profile."""

    def __init__(
        self,
        secrets: Path,
        *,
        keyring: Vault | None = None,
        open_file: Callable[[Path, Secret], Vault] = FileVault,
        patience_s: float | None = None,
    ) -> None:
        self._secrets = secrets
        self._keyring = keyring or KeyringVault()
        self._session = SessionVault()
        self._open_file = open_file
        self._file: Vault | None = None
        self.patience_s = _PATIENCE_S if patience_s is None else patience_s
        self._reading: dict[AccountId, asyncio.Future[Secret | None]] = {}
        self._keeping: dict[AccountId, _Keeping] = {}
        self._wait_for_file: list[Callable[[], None]] = []
        self._replaced: dict[AccountId, list[Secret]] = {}

    def needs_passphrase(self, account: Account) -> bool:
        """Whether the token cannot be read before `unlock`."""
        return account.vault is VaultKind.FILE and self._file is None

    def call_when_unlocked(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call when the file was opened, for whichever account; the result ends that."""
        self._wait_for_file.append(callback)
        return lambda: self._wait_for_file.remove(callback)

    async def unlock(self, account: Account, passphrase: Secret) -> Secret | None:
        """Open the file and read the account's token. Raises `VaultError` (WRONG_PASSPHRASE)."""
        file = self._open_file(self._secrets, passphrase)
        token = await in_daemon_thread(lambda: file.get(account.id))
        self._use_file(file)
        return token

    async def is_open(self, account: Account) -> bool:
        """Whether the account's vault would answer without asking a person for anything."""
        try:
            vault = self._vault(account.vault)
            return await self._wait(begin_in_daemon_thread(vault.is_open))
        except VaultError:
            return False

    async def get(self, account: Account) -> Secret | None:
        """The account's token. Raises `VaultError`; after KEYRING_SLOW, `call_when_answered` and ask again."""
        vault = self._vault(account.vault)
        if account.vault is not VaultKind.KEYRING:
            return await in_daemon_thread(lambda: vault.get(account.id))
        return await self._read_keyring(account.id)

    async def proxy_password(self) -> Secret | None:
        """The password of the person's own proxy. Raises `VaultError`."""
        return self._session.get(_PROXY) or await self._read_keyring(_PROXY)

    async def keep_proxy_password(self, password: Secret) -> None:
        """Use it until the program ends, and keep it in the keyring. Raises `VaultError` if that does not keep it."""
        self._session.set(_PROXY, password)
        await self._keep_in_keyring(_PROXY, password)

    def call_when_answered(self, account: AccountId, callback: Callable[[], None]) -> None:
        """Call once, on the loop, when the keyring has answered what took too long."""
        keeping = self._keeping.get(account)
        pending = self._reading.get(account) or (keeping.end if keeping else None)
        if pending is not None:
            pending.add_done_callback(lambda _answered: callback())

    async def keep(self, account: AccountId, token: Secret, choice: VaultChoice) -> None:
        """Keep a token where the person wants it. Raises `VaultError`, and then it is not kept.

        After KEYRING_SLOW it may still be: the same call again waits for the same answer.
        """
        self._reading.pop(account, None)
        if choice.kind is VaultKind.KEYRING:
            await self._keep_in_keyring(account, token)
            return
        self.withdraw(account)
        if choice.kind is VaultKind.FILE and choice.passphrase is not None:
            file = self._open_file(self._secrets, choice.passphrase)
            self._note_replaced(account, await in_daemon_thread(lambda: _exchange(file, account, token)))
            self._use_file(file)
            return
        vault = self._vault(choice.kind)
        self._note_replaced(account, await in_daemon_thread(lambda: _exchange(vault, account, token)))

    def take_replaced(self, account: AccountId) -> list[Secret]:
        """The tokens in whose place `keep` has put another one since this was last asked; nobody else has them now."""
        return self._replaced.pop(account, [])

    async def kept(self, account: AccountId) -> None:
        """Wait for the keyring as long as it takes. Raises `VaultError`."""
        keeping = self._keeping.get(account)
        if keeping is None:
            return
        await asyncio.wait({keeping.end})
        self._forget_keeping(account, keeping)
        keeping.end.result()

    def withdraw(self, account: AccountId) -> None:
        """The keyring is not wanted any more: what it takes in late is removed from it."""
        keeping = self._keeping.pop(account, None)
        if keeping is not None:
            keeping.end.add_done_callback(lambda end: self._remove_late(account, keeping.token, end))

    async def forget(self, account: Account) -> None:
        """Raises `VaultError`."""
        self.withdraw(account.id)
        vault = self._vault(account.vault)
        await self._wait(begin_in_daemon_thread(lambda: vault.delete(account.id)))

    async def _read_keyring(self, name: AccountId) -> Secret | None:
        reading = self._reading.get(name)
        if reading is None:
            reading = self._reading[name] = begin_in_daemon_thread(lambda: self._keyring.get(name))
        try:
            return await self._wait(reading)
        finally:
            if reading.done():
                self._reading.pop(name, None)

    async def _keep_in_keyring(self, account: AccountId, token: Secret) -> None:
        keeping = self._keeping.get(account)
        if keeping is None or keeping.token != token:
            end = begin_in_daemon_thread(lambda: _exchange(self._keyring, account, token))
            keeping = self._keeping[account] = _Keeping(token, end)
            if account != _PROXY:
                end.add_done_callback(lambda end: self._note_answer(account, end))
        try:
            await self._wait(keeping.end)
        finally:
            if keeping.end.done():
                self._forget_keeping(account, keeping)

    def _note_answer(self, account: AccountId, end: asyncio.Future[Secret | None]) -> None:
        if not end.cancelled() and end.exception() is None:
            self._note_replaced(account, end.result())

    def _note_replaced(self, account: AccountId, old: Secret | None) -> None:
        if old is not None:
            self._replaced.setdefault(account, []).append(old)

    def _forget_keeping(self, account: AccountId, keeping: _Keeping) -> None:
        if self._keeping.get(account) is keeping:
            del self._keeping[account]

    def _remove_late(self, account: AccountId, token: Secret, end: asyncio.Future[Secret | None]) -> None:
        def remove() -> None:
            if self._keyring.get(account) == token:
                self._keyring.delete(account)

        if not end.cancelled() and end.exception() is None:
            begin_in_daemon_thread(remove).add_done_callback(_look_at)

    def _use_file(self, file: Vault) -> None:
        was_locked, self._file = self._file is None, file
        if was_locked:
            for callback in tuple(self._wait_for_file):
                callback()

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

    async def _wait(self, pending: asyncio.Future[T]) -> T:
        """Raises KEYRING_SLOW when patience ends; the call goes on by itself."""
        pending.add_done_callback(_look_at)
        done, _still_at_it = await asyncio.wait({pending}, timeout=self.patience_s)
        if not done:
            raise VaultError(ProblemKind.KEYRING_SLOW)
        return pending.result()


def _exchange(vault: Vault, name: str, secret: Secret) -> Secret | None:
    """Blocks. What was there before, if it can be read: a vault that cannot may keep the new one all the same."""
    try:
        old = vault.get(name)
    except VaultError as error:
        if error.problem.kind is not ProblemKind.KEYRING_FAILED:
            raise
        old = None
    vault.set(name, secret)
    return None if old == secret else old


def _look_at(ended: asyncio.Future[T]) -> None:
    """What nobody waits for any more is no bug when it fails."""
    if not ended.cancelled():
        ended.exception()
