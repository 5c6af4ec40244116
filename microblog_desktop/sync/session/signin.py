"""Recognise servers, sign in and register. Nothing is kept unless all of it succeeded."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from microblog_desktop.api.addresses import normalise
from microblog_desktop.api.detect import describe_despite_warning, describe_server, open_server
from microblog_desktop.api.errors import ApiError, SignedOut
from microblog_desktop.api.route import Route
from microblog_desktop.api.server import Server, SignedIn
from microblog_desktop.api.transport import Transport
from microblog_desktop.domain.account import Account, VaultChoice, VaultKind
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import ServerDescription
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.account_card import AccountCard, note_newcomer
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.signin_board import ProbeState, SignInBoard
from microblog_desktop.sync.session.daemon_thread import in_daemon_thread
from microblog_desktop.sync.session.reset import ConnectTo, PasswordResets
from microblog_desktop.sync.session.vaults import Vaults
from microblog_desktop.sync.supervisor import Running, Supervisor
from microblog_desktop.system.local_server import LocalServer, LocalServerError
from microblog_desktop.system.vaults.vault import VaultError

log = logging.getLogger(__name__)

_KEYRING = VaultChoice(VaultKind.KEYRING)

R = TypeVar("R")


def connect_to(url: str, token: Secret | None, route: Route | None = None) -> Transport:
    return Transport(url, token=token, route=route)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """Signed in, and nowhere to keep the token yet."""

    url: str
    username: str
    server: ServerDescription
    signed_in: SignedIn


class SignInSync:
    """Does what `viewmodels.ports.SignInPort` asks for; the outcome stands on the board."""

    def __init__(
        self,
        board: SignInBoard,
        profile: ProfileStore,
        vaults: Vaults,
        local_server: LocalServer,
        supervisor: Supervisor,
        *,
        connect: ConnectTo = connect_to,
        accounts: Path | None = None,
    ) -> None:
        """`accounts` is the folder of the accounts' folders, where something of whoever signs in may be kept."""
        self._accounts = accounts
        self._board = board
        self._profile = profile
        self._vaults = vaults
        self._local_server = local_server
        self._supervisor = supervisor
        self._connect = connect
        self._resets = PasswordResets(board, supervisor, connect)
        self.ask_password_reset = self._resets.ask
        self.reset_password = self._resets.redeem
        self.leave_password_reset = self._resets.cancel
        self._probing: Running | None = None
        self._attempting: Running | None = None
        self._unencrypted: set[str] = set()
        self._kept: _Attempt | None = None
        self._registered: tuple[str, str, Secret] | None = None

    def probe(self, url: str) -> None:
        """Find out what answers there; ends an older probe."""
        self._begin_probe(lambda: self._probe(url))

    def probe_unencrypted(self, url: str) -> None:
        """The same for a person who accepted that everybody on the way can read along."""
        self._unencrypted.add(url.strip())
        self.probe(url)

    def try_here(self) -> None:
        """Start a server on this computer; the board's probe then tells its address."""
        self._begin_probe(self._try_here)

    def sign_in(self, url: str, username: str, password: Secret, vault: VaultChoice | None) -> None:
        """Sign in; if only the vault had failed, the password is not asked for again."""
        self._begin_attempt(lambda: self._sign_in(url, username, password, vault))

    def register(self, url: str, username: str, email: str, password: Secret, vault: VaultChoice | None) -> None:
        """Create the person, then sign in."""
        self._begin_attempt(lambda: self._register(url, username, email, password, vault))

    def leave_attempt(self) -> None:
        """Nobody waits for it any more; a keyring that takes the token in late gives it back."""
        if self._attempting is not None:
            self._attempting.cancel()
        if self._kept is not None:
            self._vaults.withdraw(account_id(self._kept.server.url, self._kept.signed_in.person.id))
        self._board.attempt_idle()

    async def stop(self) -> None:
        """End what is going on."""
        await self._resets.stop()
        for running in (self._probing, self._attempting):
            if running is not None:
                await running.stop()

    def _begin_probe(self, worker: Callable[[], Awaitable[None]]) -> None:
        if self._probing is not None:
            self._probing.cancel()
        self._probing = self._supervisor.run_once("probe a server", worker)

    def _begin_attempt(self, worker: Callable[[], Awaitable[None]]) -> None:
        if self._attempting is not None:
            self._attempting.cancel()
        self._board.attempt_busy()
        self._attempting = self._supervisor.run_once("sign in", worker)

    async def _probe(self, url: str) -> None:
        self._board.probe_looking(url)
        try:
            self._board.probe_found(url, await self._describe(url))
        except ApiError as error:
            self._board.probe_failed(url, error.problem)

    async def _try_here(self) -> None:
        self._board.probe_looking("")
        try:
            url = await in_daemon_thread(self._local_server.start)
            self._board.probe_found(url, await self._describe(url))
        except (LocalServerError, ApiError) as error:
            self._board.probe_failed("", error.problem)

    async def _describe(self, typed: str) -> ServerDescription:
        describe = describe_despite_warning if typed.strip() in self._unencrypted else describe_server
        return await describe(normalise(typed), lambda url: self._connect(url, None))

    async def _known_or_described(self, url: str) -> ServerDescription:
        probe = self._board.probe
        if probe.state is ProbeState.FOUND and probe.url == url and probe.server is not None:
            return probe.server
        return await self._describe(url)

    async def _sign_in(self, url: str, username: str, password: Secret, vault: VaultChoice | None) -> None:
        kept = self._kept
        if kept is not None and vault is not None and (kept.url, kept.username) == (url, username):
            await self._keep(kept, vault)
            return
        await self._drop_kept()
        try:
            description = await self._known_or_described(url)
            signed_in = await self._ask(description, lambda server: server.sign_in(username, password))
        except SignedOut:
            self._board.attempt_failed(Problem(ProblemKind.WRONG_PASSWORD))
        except ApiError as error:
            self._board.attempt_failed(error.problem)
        else:
            await self._keep(_Attempt(url, username, description, signed_in), vault or _KEYRING)

    async def _register(self, url: str, username: str, email: str, password: Secret, vault: VaultChoice | None) -> None:
        """Once: where only the sign-in after it failed, or the place for the token was left open, the person exists."""
        wanted = (url, username, password)
        if self._registered != wanted:
            try:
                description = await self._known_or_described(url)
                await self._ask(description, lambda server: server.register(username, email, password))
            except ApiError as error:
                self._board.attempt_failed(error.problem)
                return
            self._registered = wanted
        await self._sign_in(url, username, password, vault)

    async def _keep(self, attempt: _Attempt, vault: VaultChoice) -> None:
        """First the token, then the account: an account row always has its token somewhere."""
        person = attempt.signed_in.person
        account = Account(
            id=account_id(attempt.server.url, person.id),
            server=attempt.server,
            username=person.username,
            person_id=person.id,
            vault=vault.kind,
        )
        self._kept = attempt
        try:
            await self._keep_token(account.id, attempt.signed_in.token, vault)
            self._compare(AccountCard(account, person.created_at))
            with self._profile.durable_transaction():
                self._profile.accounts.save(account)
                self._profile.accounts.set_last(account.id)
        except VaultError as error:
            # Also after a wrong passphrase for the file that is there: the person may choose again.
            self._board.attempt_needs_vault_choice(error.problem)
        except StoreError as error:
            self._board.attempt_failed(error.problem)
        else:
            self._kept = self._registered = None
            self._board.attempt_done(account.id)

    def _compare(self, newcomer: AccountCard) -> None:
        """What is kept under this name may be of somebody whom an emptied server has forgotten."""
        if self._accounts is None:
            return
        try:
            note_newcomer(self._accounts / newcomer.account.id, newcomer)
        except OSError as error:
            log.warning("what is kept was not compared: %s", error)

    async def _keep_token(self, account: AccountId, token: Secret, vault: VaultChoice) -> None:
        """A keyring that asks its owner may take its time: they may choose another place meanwhile, which ends this."""
        try:
            await self._vaults.keep(account, token, vault)
        except VaultError as error:
            if error.problem.kind is not ProblemKind.KEYRING_SLOW or vault.kind is not VaultKind.KEYRING:
                raise
            self._board.attempt_needs_vault_choice(error.problem)
            await self._vaults.kept(account)

    async def _drop_kept(self) -> None:
        """Somebody else signs in: the token that found no place is revoked."""
        kept, self._kept = self._kept, None
        if kept is None:
            return
        server = open_server(kept.server, self._connect(kept.server.url, kept.signed_in.token))
        try:
            await server.sign_out()
        except ApiError as error:
            log.info("a token that was not kept was not revoked: %s", error)
        finally:
            await server.aclose()

    async def _ask(self, description: ServerDescription, question: Callable[[Server], Awaitable[R]]) -> R:
        server = open_server(description, self._connect(description.url, None))
        try:
            return await question(server)
        finally:
            await server.aclose()


def account_id(url: str, person: str) -> AccountId:
    """The same for the same person on the same server, so that signing in again finds what was kept."""
    return AccountId(hashlib.blake2s(f"{url}\n{person}".encode(), digest_size=10).hexdigest())
