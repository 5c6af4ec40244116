"""A sign-in's steps are told as they come."""

from __future__ import annotations

from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.signin_board import Attempt, AttemptState, Probe, ProbeState, SignInBoard
from tests.store.world import ACCOUNT

PROBLEM = Problem(ProblemKind.NO_SUCH_HOST)


def test_each_step_replaces_the_one_before_and_is_told() -> None:
    told: list[str] = []
    feed = ChangeFeed(lambda flush: flush())
    feed.subscribe(lambda changes: told.extend(changes.status))
    board = SignInBoard(feed)
    board.probe_looking("example.org")
    assert board.probe == Probe(ProbeState.LOOKING, "example.org")
    board.probe_found("example.org", ACCOUNT.server)
    assert board.probe == Probe(ProbeState.FOUND, "example.org", server=ACCOUNT.server)
    board.probe_failed("nowhere", PROBLEM)
    assert board.probe == Probe(ProbeState.FAILED, "nowhere", problem=PROBLEM)
    assert told == ["signin-probe"] * 3
    board.attempt_busy()
    board.attempt_needs_vault_choice(PROBLEM)
    assert board.attempt == Attempt(AttemptState.NEEDS_VAULT_CHOICE, problem=PROBLEM)
    board.attempt_failed(PROBLEM)
    assert board.attempt == Attempt(AttemptState.FAILED, problem=PROBLEM)
    board.attempt_done(AccountId("a"))
    assert board.attempt == Attempt(AttemptState.DONE, AccountId("a"))
    board.attempt_idle()
    assert board.attempt == Attempt(AttemptState.IDLE)
    assert told[3:] == ["signin-attempt"] * 5
