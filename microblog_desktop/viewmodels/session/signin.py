"""Signing in and creating an account: which server, who, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from microblog_desktop.domain.account import VaultChoice
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.server import Capability, ServerDescription
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.signin_board import AttemptState, ProbeState, SignInBoard
from microblog_desktop.viewmodels.ports import SignInPort
from microblog_desktop.viewmodels.session.credentials import (
    Credentials,
    FieldErrors,
    errors_of,
    errors_of_server,
    missing,
)
from microblog_desktop.viewmodels.session.server_line import Line, Tone, server_line

PAUSE_MS = 400


class SignInStep(Enum):
    """What the card shows."""

    SIGN_IN = "sign_in"
    REGISTER = "register"
    STARTING_SERVER = "starting_server"
    KEYRING_CHOICE = "keyring_choice"
    RESET = "reset"


class SignInModel(QObject):
    """The truth behind the sign-in card; the password is never kept longer than the attempt."""

    changed = Signal()
    server_replaced = Signal()  # `server_text` is another one than was typed
    signed_in = Signal(str)  # AccountId
    closing = Signal()

    def __init__(
        self, board: SignInBoard, feed: ChangeFeed, port: SignInPort, *, server: str = "", parent: QObject | None = None
    ) -> None:
        """`server` is the address to begin with."""
        super().__init__(parent)
        self.board = board
        self.feed = feed
        self.port = port
        self._step = SignInStep.SIGN_IN
        self._server_text = server
        self._accepts_unencrypted = False
        self._credentials: Credentials | None = None
        self._is_registering = False
        self._waits_for_server = False
        self._complain: Callable[[], FieldErrors] = FieldErrors  # in the language of the moment
        self._told_account: str | None = None
        self._was_reset = False
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.probe_now)
        self._unsubscribe = feed.subscribe(self._on_change)

    # What the card shows.

    @property
    def step(self) -> SignInStep:
        return self._step

    @property
    def server_text(self) -> str:
        return self._server_text

    @property
    def server(self) -> ServerDescription | None:
        """What answers at the address that stands in the field now."""
        probe = self.board.probe
        return probe.server if probe.state is ProbeState.FOUND and probe.url == self._address else None

    @property
    def server_line(self) -> Line:
        if not self._address:
            return Line(self.errors.server, Tone.BAD)
        if self._pause.isActive() or self.board.probe.url != self._address:
            return Line()
        return server_line(self.board.probe)

    @property
    def asks_about_encryption(self) -> bool:
        """Whether the warning with its box is shown: plain http to another computer."""
        probe = self.board.probe
        if not self._address or probe.url != self._address:
            return False
        return self._accepts_unencrypted or bool(probe.problem and probe.problem.kind is ProblemKind.INSECURE)

    @property
    def accepts_unencrypted(self) -> bool:
        return self._accepts_unencrypted

    @property
    def is_busy(self) -> bool:
        return self._waits_for_server or self.board.attempt.state is AttemptState.BUSY

    @property
    def waits_for_server(self) -> bool:
        """Whether the attempt begins as soon as the server is recognised; its address may still be corrected."""
        return self._waits_for_server

    @property
    def can_register(self) -> bool:
        return self.server is None or self.server.can(Capability.REGISTER)

    @property
    def can_reset(self) -> bool:
        """Whether somebody who forgot the password can be helped there."""
        return self.server is not None and self.server.can(Capability.PASSWORD_RESET)

    @property
    def is_looking(self) -> bool:
        """Whether it may still turn out what answers at the address."""
        probe = self.board.probe
        return self._pause.isActive() or probe.url != self._address or probe.state is ProbeState.LOOKING

    @property
    def vault_problem(self) -> Problem | None:
        """Why it must be chosen where the sign-in is kept."""
        return self.board.attempt.problem if self._step is SignInStep.KEYRING_CHOICE else None

    @property
    def note(self) -> str:
        """What went well just before, or an empty string."""
        return _("Your new password is set. Sign in with it.") if self._was_reset else ""

    @property
    def errors(self) -> FieldErrors:
        return self._complain()

    # What a person does.

    def set_server(self, text: str) -> None:
        """Take the address as it is typed; it is looked up at the next pause."""
        if text == self._server_text:
            return
        self._server_text = text
        self._accepts_unencrypted = False
        self._waits_for_server = False
        self._complain = FieldErrors
        if self._address:
            self._pause.start()
        else:
            self._pause.stop()
        self.changed.emit()

    def use_server(self, address: str) -> None:
        """Take an address that was not typed."""
        self.set_server(address)
        self.server_replaced.emit()
        self.probe_now()

    def probe_now(self) -> None:
        """Look the address up without waiting for a pause."""
        self._pause.stop()
        if self._address and not (self.board.probe.url == self._address and self.server):
            probe = self.port.probe_unencrypted if self._accepts_unencrypted else self.port.probe
            probe(self._address)
        self.changed.emit()

    def accept_unencrypted(self) -> None:
        self._accepts_unencrypted = True
        self.port.probe_unencrypted(self._address)
        self.changed.emit()

    def refuse_unencrypted(self) -> None:
        self._accepts_unencrypted = False
        self.port.probe(self._address)
        self.changed.emit()

    def go_to(self, step: SignInStep) -> None:
        """Show the other form; what was typed stays."""
        self._step = step
        self._complain = FieldErrors
        self._was_reset = False
        self.changed.emit()

    def password_was_reset(self) -> None:
        """Back to signing in, with the new password."""
        self.go_to(SignInStep.SIGN_IN)
        self._was_reset = True
        self.changed.emit()

    def submit(self, credentials: Credentials) -> None:
        """Sign in or create the account, as the card says; complaints come back as `errors`."""
        self._is_registering = self._step is SignInStep.REGISTER
        self._was_reset = False
        self._complain = partial(missing, self._address, credentials.without_password, needs_email=self._is_registering)
        if self.errors.first or self.is_busy:
            self.changed.emit()
            return
        self._credentials = credentials
        if self.server is None:
            self._waits_for_server = True
            self.probe_now()
        else:
            self._attempt(None)

    def choose_vault(self, choice: VaultChoice) -> None:
        """Go on with the attempt that found no keyring."""
        self._step = self._form
        self._attempt(choice)

    def leave_vault_choice(self) -> None:
        """Back to the form, without signing in."""
        self.port.leave_attempt()
        self._credentials = None
        self.go_to(self._form)

    def try_here(self) -> None:
        """Start a server on this computer and offer an account on it."""
        self._step = SignInStep.STARTING_SERVER
        self._waits_for_server = False
        self._complain = FieldErrors
        self.port.try_here()
        self.changed.emit()

    def close(self) -> None:
        self._pause.stop()
        self._credentials = None
        self._unsubscribe()
        self.closing.emit()

    # How it is done.

    @property
    def _address(self) -> str:
        return self._server_text.strip()

    @property
    def _form(self) -> SignInStep:
        return SignInStep.REGISTER if self._is_registering else SignInStep.SIGN_IN

    def _attempt(self, choice: VaultChoice | None) -> None:
        typed, server = self._credentials, self.server
        if typed is None or server is None:
            return
        if self._is_registering:
            self.port.register(server.url, typed.username, typed.email, typed.password, choice)
        else:
            self.port.sign_in(server.url, typed.username, typed.password, choice)
        self.changed.emit()

    def _on_change(self, changes: ChangeSet) -> None:
        if "signin-probe" in changes.status:
            self._take_local_server()
            self._take_awaited_server()
        if "signin-attempt" in changes.status:
            self._take_attempt()
        if changes.status & {"signin-probe", "signin-attempt"}:
            self.changed.emit()

    def _take_local_server(self) -> None:
        """The server on this computer, when it was asked for: it answers, or it did not start."""
        probe = self.board.probe
        if self._step is not SignInStep.STARTING_SERVER:
            return
        if probe.state is ProbeState.FOUND:
            self._server_text = probe.url
            self._step = SignInStep.REGISTER
            self.server_replaced.emit()
        elif probe.state is ProbeState.FAILED and probe.problem:
            self._step = SignInStep.SIGN_IN
            self._complain = partial(errors_of, probe.problem)

    def _take_awaited_server(self) -> None:
        """Go on with what was submitted before the server had answered."""
        probe = self.board.probe
        if not self._waits_for_server or probe.url != self._address or probe.state is ProbeState.LOOKING:
            return
        self._waits_for_server = False
        if self.server is not None:
            self._attempt(None)
        elif probe.problem:
            self._complain = partial(errors_of_server, probe.problem)

    def _take_attempt(self) -> None:
        attempt = self.board.attempt
        if attempt.state is AttemptState.NEEDS_VAULT_CHOICE:
            self._step = SignInStep.KEYRING_CHOICE
        elif attempt.state is AttemptState.FAILED and attempt.problem:
            self._step = self._form if self._step is SignInStep.KEYRING_CHOICE else self._step
            self._complain = partial(errors_of, attempt.problem)
        elif attempt.state is AttemptState.DONE and attempt.account and attempt.account != self._told_account:
            self._told_account = attempt.account
            self._credentials = None
            self.signed_in.emit(attempt.account)
