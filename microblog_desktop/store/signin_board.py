"""How a sign-in goes, in memory: what the typed server is, and how the attempt stands."""

from __future__ import annotations

from enum import Enum

from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.problem import Problem
from microblog_desktop.domain.server import ServerDescription
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.changes import ChangeFeed, ChangeSet

PROBE = "signin-probe"
ATTEMPT = "signin-attempt"
RESET = "password-reset"


class ProbeState(Enum):
    IDLE = "idle"
    LOOKING = "looking"
    FOUND = "found"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Probe:
    """What stands behind the address `url`, as it was typed."""

    state: ProbeState
    url: str = ""
    server: ServerDescription | None = None
    problem: Problem | None = None


class AttemptState(Enum):
    IDLE = "idle"
    BUSY = "busy"
    NEEDS_VAULT_CHOICE = "needs_vault_choice"  # there is no keyring: where shall the token be kept?
    FAILED = "failed"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Attempt:
    state: AttemptState
    account: AccountId | None = None
    problem: Problem | None = None


class ResetState(Enum):
    IDLE = "idle"
    BUSY = "busy"
    MAILED = "mailed"  # if somebody there has the address
    FAILED = "failed"
    DONE = "done"  # the new password is set


@dataclass(frozen=True, slots=True)
class Reset:
    state: ResetState
    problem: Problem | None = None


class SignInBoard:
    """Written by sync, read by the sign-in view-model; told as `ChangeSet.status`."""

    def __init__(self, feed: ChangeFeed) -> None:
        self._feed = feed
        self._probe = Probe(ProbeState.IDLE)
        self._attempt = Attempt(AttemptState.IDLE)
        self._reset = Reset(ResetState.IDLE)

    @property
    def probe(self) -> Probe:
        return self._probe

    @property
    def attempt(self) -> Attempt:
        return self._attempt

    @property
    def reset(self) -> Reset:
        return self._reset

    def set_reset(self, state: ResetState, problem: Problem | None = None) -> None:
        self._reset = Reset(state, problem)
        self._feed.publish(ChangeSet(status=frozenset({RESET})))

    def probe_looking(self, url: str) -> None:
        self._set_probe(Probe(ProbeState.LOOKING, url))

    def probe_found(self, url: str, server: ServerDescription) -> None:
        self._set_probe(Probe(ProbeState.FOUND, url, server=server))

    def probe_failed(self, url: str, problem: Problem) -> None:
        self._set_probe(Probe(ProbeState.FAILED, url, problem=problem))

    def attempt_idle(self) -> None:
        self._set_attempt(Attempt(AttemptState.IDLE))

    def attempt_busy(self) -> None:
        self._set_attempt(Attempt(AttemptState.BUSY))

    def attempt_needs_vault_choice(self, problem: Problem) -> None:
        self._set_attempt(Attempt(AttemptState.NEEDS_VAULT_CHOICE, problem=problem))

    def attempt_failed(self, problem: Problem) -> None:
        self._set_attempt(Attempt(AttemptState.FAILED, problem=problem))

    def attempt_done(self, account: AccountId) -> None:
        self._set_attempt(Attempt(AttemptState.DONE, account))

    def _set_probe(self, probe: Probe) -> None:
        self._probe = probe
        self._feed.publish(ChangeSet(status=frozenset({PROBE})))

    def _set_attempt(self, attempt: Attempt) -> None:
        self._attempt = attempt
        self._feed.publish(ChangeSet(status=frozenset({ATTEMPT})))
