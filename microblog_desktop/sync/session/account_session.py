"""The session of one account: read its token, ask again when it has expired, sign out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from microblog_desktop.api.errors import ApiError, SignedOut
from microblog_desktop.domain.account import Account, SavedData, VaultChoice, VaultKind
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.values import replace
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.status import SessionState
from microblog_desktop.sync.link import Link
from microblog_desktop.sync.session.daemon_thread import in_daemon_thread
from microblog_desktop.sync.session.revoking import Revoking
from microblog_desktop.sync.session.vaults import Vaults
from microblog_desktop.system.local_server import LocalServer, LocalServerError
from microblog_desktop.system.vaults.vault import VaultError

log = logging.getLogger(__name__)

_SESSION = "session"
_KEEPING = "keep-sign-in"
_AGAIN_AFTER_S = 30.0
# Its owner closed its window: another one opens only when they ask for it.
_SAID_NO = {ProblemKind.KEYRING_LOCKED, ProblemKind.KEYRING_DENIED}
_REVOKING_S = 5.0

OnSignedOut = Callable[[SavedData], None]


class AccountSession:
    """Sets the session state that everybody else goes by."""

    def __init__(
        self,
        link: Link,
        store: AccountStore,
        profile: ProfileStore,
        vaults: Vaults,
        *,
        revoking: Revoking,
        local_server: LocalServer,
        on_signed_out: OnSignedOut,
    ) -> None:
        self._link = link
        self._store = store
        self._status = store.status
        self._profile = profile
        self._vaults = vaults
        self._revoking = revoking
        self._local_server = local_server
        self._on_signed_out = on_signed_out
        self._bell = link.bell()
        self._try_at: datetime | None = link.now()
        self._may_ask = True
        self._unkept: Secret | None = None
        self._choice: VaultChoice | None = None
        self._password: Secret | None = None
        self._passphrase: Secret | None = None
        self._saved: SavedData | None = None

    def sign_in_again(self, password: Secret) -> None:
        """Get a new token; nothing that waits is lost. The activity `session` tells how it goes."""
        self._password = password
        self._bell.ring()

    def unlock(self, passphrase: Secret) -> None:
        """Open the encrypted file that the token is in."""
        self._passphrase = passphrase
        self._bell.ring()

    def retry_vault(self) -> None:
        """Ask the keyring again; it may open its window."""
        self._try_at, self._may_ask = self._link.now(), True
        self._bell.ring()

    def keep_sign_in(self, choice: VaultChoice) -> None:
        """Keep the token elsewhere, after it could not be kept. The activity `keep-sign-in` tells how it goes."""
        self._choice = choice
        self._bell.ring()

    def signed_in_anew(self, account: Account) -> None:
        """Use the token that was kept elsewhere for this account, as it is now."""
        self._link.account, self._unkept = account, None
        self._link.use_no_token(SessionState.CHECKING)
        self.retry_vault()

    def sign_out(self, saved: SavedData) -> None:
        """Revoke the token if the server can be reached, and forget it and the account in any case."""
        self._saved = saved
        self._bell.ring()

    async def run(self) -> None:
        """A worker, runs until it is cancelled or signed out."""
        leave = self._vaults.call_when_unlocked(self._take_answer)
        try:
            while not await self._sign_out():
                await self._step()
        finally:
            leave()

    async def _step(self) -> None:
        """Do the most urgent thing that was asked for, or wait."""
        if self._password is not None:
            password, self._password = self._password, None
            await self._sign_in_again(password)
        elif self._passphrase is not None:
            passphrase, self._passphrase = self._passphrase, None
            await self._unlock(passphrase)
        elif self._choice is not None:
            choice, self._choice = self._choice, None
            await self._keep_elsewhere(choice)
        elif self._try_at is not None and self._link.now() >= self._try_at:
            self._try_at = None
            await self._try_vault()
        elif self._saved is None:
            wait = self._try_at - self._link.now() if self._try_at is not None else None
            await self._bell.wait(wait.total_seconds() if wait is not None else None)

    async def _try_vault(self) -> None:
        """Read the token, or keep the one that could not be kept."""
        if not self._may_ask and not await self._vaults.is_open(self._link.account):
            self._try_later()
        elif self._unkept is not None:
            await self._keep(self._unkept, VaultChoice(self._link.account.vault))
        elif self._status.session.state is not SessionState.SIGNED_IN:
            await self._read_token()

    async def _read_token(self) -> None:
        account = self._link.account
        if self._vaults.needs_passphrase(account):
            self._link.use_no_token(SessionState.NEEDS_PASSPHRASE)
            return
        try:
            await self._start_local_server()
            token = await self._vaults.get(account)
        except (VaultError, LocalServerError) as error:
            self._link.use_no_token(SessionState.SIGNED_OUT, error.problem)
            self._follow(error.problem)
            return
        self._use(token)

    def _follow(self, problem: Problem) -> None:
        """After a failure: wait for the answer that takes so long, or look again later."""
        if problem.kind is ProblemKind.KEYRING_SLOW:
            self._vaults.call_when_answered(self._link.account.id, self._take_answer)
        elif problem.may_retry:
            self._may_ask = problem.kind not in _SAID_NO
            self._try_later()

    def _try_later(self) -> None:
        self._try_at = self._link.now() + timedelta(seconds=_AGAIN_AFTER_S)

    def _take_answer(self) -> None:
        """A vault has opened, or answered late."""
        is_waiting = self._status.session.state in (SessionState.SIGNED_OUT, SessionState.NEEDS_PASSPHRASE)
        if is_waiting or self._unkept is not None:
            self.retry_vault()

    @property
    def _username(self) -> str:
        """As it is by now: it may have been changed since one signed in."""
        me = self._store.people.get(self._link.account.person_id)
        return me.username if me else self._link.account.username

    async def _start_local_server(self) -> None:
        """An account on this computer's own server needs that to run."""
        if self._local_server.serves(self._link.account.server.url):
            await in_daemon_thread(self._local_server.start)

    async def _unlock(self, passphrase: Secret) -> None:
        self._status.begin(_SESSION)
        try:
            token = await self._vaults.unlock(self._link.account, passphrase)
        except VaultError as error:
            self._status.fail(_SESSION, error.problem)
            return
        self._status.succeed(_SESSION)
        self._use(token)

    async def _sign_in_again(self, password: Secret) -> None:
        account = self._link.account
        self._status.begin(_SESSION)
        try:
            signed_in = await self._link.unsigned_server.sign_in(self._username, password)
        except ApiError as error:
            is_wrong = isinstance(error, SignedOut)
            self._status.fail(_SESSION, Problem(ProblemKind.WRONG_PASSWORD) if is_wrong else error.problem)
            return
        if signed_in.person.id != account.person_id:
            # The name belongs to somebody else by now; what waits here is not theirs to send.
            self._revoking.end(signed_in.token)
            self._status.fail(_SESSION, Problem(ProblemKind.OTHER_PERSON))
            return
        self._status.succeed(_SESSION)
        self._try_at = None
        self._link.use_token(signed_in.token)
        await self._keep(signed_in.token, VaultChoice(account.vault))

    async def _keep(self, token: Secret, choice: VaultChoice) -> None:
        """Where it cannot be kept one is signed in all the same, until the program ends, and may choose."""
        account = self._link.account
        self._status.begin(_KEEPING)
        try:
            await self._vaults.keep(account.id, token, choice)
            if choice.kind is not account.vault:
                self._link.account = replace(account, vault=choice.kind)
                with self._profile.durable_transaction():
                    self._profile.accounts.save(self._link.account)
        except (VaultError, StoreError) as error:
            log.info("the token of account %s could not be kept: %s", account.id, error)
            self._unkept = token
            self._status.fail(_KEEPING, error.problem)
            if self._status.session.state is SessionState.SIGNED_IN:
                self._status.set_session(SessionState.SIGNED_IN, error.problem)
            self._follow(error.problem)
            return
        self._unkept = None
        self._revoking.look()
        self._status.succeed(_KEEPING)
        if self._status.session.state is SessionState.SIGNED_IN:
            self._status.set_session(SessionState.SIGNED_IN)

    async def _keep_elsewhere(self, choice: VaultChoice) -> None:
        if self._unkept is not None:
            self._try_at = None
            await self._keep(self._unkept, choice)

    def _use(self, token: Secret | None) -> None:
        if token is not None:
            self._link.use_token(token)
        elif self._link.account.vault is VaultKind.KEYRING:
            self._link.use_no_token(SessionState.EXPIRED, Problem(ProblemKind.KEYRING_EMPTY))
        else:
            self._link.use_no_token(SessionState.EXPIRED)

    async def _sign_out(self) -> bool:
        """False if it was not asked for, or the account could not be forgotten."""
        saved, self._saved = self._saved, None
        if saved is None:
            return False
        account, server = self._link.account, self._link.signed_server
        self._status.begin(_SESSION)
        if server is not None:
            try:
                async with asyncio.timeout(_REVOKING_S):
                    await server.sign_out()
            except (ApiError, TimeoutError) as error:
                log.info("the token of account %s was not revoked: %s", account.id, error)
        try:
            await self._vaults.forget(account)
        except VaultError as error:
            log.info("the token of account %s could not be removed: %s", account.id, error)
            self._status.notice(error.problem)
        try:
            with self._profile.durable_transaction():
                self._profile.accounts.forget(account.id)
        except StoreError as error:
            # The token is gone; the account is still listed, so that the person can sign out again or in.
            self._link.use_no_token(SessionState.EXPIRED)
            self._status.fail(_SESSION, error.problem)
            self._status.notice(error.problem)
            return False
        self._unkept = None
        self._link.use_no_token(SessionState.SIGNED_OUT)
        self._status.succeed(_SESSION)
        self._on_signed_out(saved)
        return True
