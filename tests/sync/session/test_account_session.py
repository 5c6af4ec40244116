from __future__ import annotations

import httpx
import pytest

from microblog_desktop.domain.account import SavedData, VaultChoice, VaultKind
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.status import SessionState
from tests.fakes.server import Fault
from tests.sync.conftest import Bench


async def test_without_a_token_the_password_is_asked_for_and_nothing_is_sent(bench: Bench) -> None:
    bench.vault.delete("susan1")
    await bench.start()
    assert bench.store.status.session.state is SessionState.EXPIRED
    assert bench.server.requests == []


async def test_a_wrong_password_is_said_and_may_be_tried_again(bench: Bench) -> None:
    bench.vault.delete("susan1")
    await bench.start()
    bench.sync.sign_in_again(Secret("wrong"))
    await bench.quiet()
    problem = bench.store.status.activity("session").problem
    assert problem is not None
    assert problem.kind is ProblemKind.WRONG_PASSWORD
    bench.sync.sign_in_again(Secret("open sesame"))
    await bench.until(lambda: bench.store.status.session.state is SessionState.SIGNED_IN)
    token = bench.vault.get("susan1")
    assert token is not None
    assert token.reveal() in bench.server.tokens


async def test_a_locked_keyring_is_asked_again(bench: Bench) -> None:
    bench.vault.fail = ProblemKind.KEYRING_LOCKED
    await bench.start()
    assert bench.store.status.session.state is SessionState.SIGNED_OUT
    bench.vault.fail = None
    await bench.pass_time(31)
    await bench.until(lambda: bench.store.status.session.state is SessionState.SIGNED_IN)


async def test_a_keyring_that_was_refused_is_not_asked_again_by_itself(bench: Bench) -> None:
    bench.vault.fail, bench.vault.is_known_open = ProblemKind.KEYRING_DENIED, False
    await bench.start()
    reads = bench.vault.reads
    bench.vault.fail = None
    await bench.pass_time(31)
    await bench.quiet()
    assert bench.vault.reads == reads
    bench.sync.retry_vault()
    await bench.until(lambda: bench.store.status.session.state is SessionState.SIGNED_IN)


async def test_a_refused_keyring_that_was_opened_elsewhere_is_noticed(bench: Bench) -> None:
    bench.vault.fail, bench.vault.is_known_open = ProblemKind.KEYRING_LOCKED, False
    await bench.start()
    bench.vault.fail, bench.vault.is_known_open = None, True
    await bench.pass_time(31)
    await bench.until(lambda: bench.store.status.session.state is SessionState.SIGNED_IN)


async def test_a_keyring_that_answers_late_signs_in_by_itself(bench: Bench) -> None:
    bench.vaults.patience_s = 0.02
    bench.vault.hold()
    await bench.start()
    await bench.until(lambda: bench.store.status.session.problem is not None)
    problem = bench.store.status.session.problem
    assert problem is not None
    assert problem.kind is ProblemKind.KEYRING_SLOW
    await bench.pass_time(300)
    bench.vault.release()
    await bench.until(lambda: bench.store.status.session.state is SessionState.SIGNED_IN)
    assert bench.vault.reads == 1


async def test_an_emptied_keyring_is_said_to_be_so(bench: Bench) -> None:
    bench.vault.delete("susan1")
    await bench.start()
    problem = bench.store.status.session.problem
    assert problem is not None
    assert problem.kind is ProblemKind.KEYRING_EMPTY


async def unkept(bench: Bench, kind: ProblemKind) -> None:
    """Signed in with a token that the keyring did not take."""
    bench.vault.delete("susan1")
    await bench.start()
    bench.vault.fail = kind
    bench.sync.sign_in_again(Secret("open sesame"))
    await bench.until(lambda: bench.store.status.session.problem == Problem(kind, may_retry=True))
    assert bench.store.status.session.state is SessionState.SIGNED_IN


async def test_a_new_token_that_finds_no_place_is_used_and_said(bench: Bench) -> None:
    await unkept(bench, ProblemKind.NO_KEYRING)
    assert bench.store.status.activity("keep-sign-in").problem is not None


async def test_a_token_is_kept_when_the_keyring_comes_back(bench: Bench) -> None:
    await unkept(bench, ProblemKind.NO_KEYRING)
    bench.vault.fail = None
    await bench.pass_time(31)
    await bench.until(lambda: bench.store.status.session.problem is None)
    token = bench.vault.get("susan1")
    assert token is not None
    assert token.reveal() in bench.server.tokens


@pytest.mark.parametrize(
    "choice", [VaultChoice(VaultKind.SESSION), VaultChoice(VaultKind.FILE, Secret("long and secret"))]
)
async def test_a_token_that_was_not_kept_goes_where_the_person_wants_it(bench: Bench, choice: VaultChoice) -> None:
    await unkept(bench, ProblemKind.KEYRING_DENIED)
    bench.sync.keep_sign_in(choice)
    await bench.until(lambda: bench.store.status.session.problem is None)
    assert [account.vault for account in bench.profile.accounts.all()] == [choice.kind]
    assert bench.store.status.session.state is SessionState.SIGNED_IN


async def test_signing_out_forgets_a_token_that_was_not_kept(bench: Bench) -> None:
    await unkept(bench, ProblemKind.KEYRING_FAILED)
    bench.sync.sign_out(SavedData.KEEP)
    await bench.until(lambda: bench.signed_out)
    assert list(bench.server.tokens) == ["token-1"], "the one that somebody took out of the keyring"


async def test_another_person_under_the_name_gets_nothing_that_waits_here(bench: Bench) -> None:
    bench.vault.delete("susan1")
    await bench.start()
    bench.server.fail_next(
        "POST /api/tokens", httpx.Response(200, json={"token": "t", "person": {"id": 9, "username": "s"}})
    )
    bench.sync.sign_in_again(Secret("open sesame"))
    await bench.quiet()
    assert bench.store.status.session.state is SessionState.EXPIRED
    assert bench.store.status.activity("session").problem == Problem(ProblemKind.OTHER_PERSON)
    assert bench.vault.get("susan1") is None


@pytest.mark.parametrize("fault", [None, Fault.REFUSED, httpx.Response(500)])
async def test_signing_out_forgets_here_whatever_the_server_says(
    bench: Bench, fault: Fault | httpx.Response | None
) -> None:
    with bench.profile.transaction():
        bench.profile.accounts.save(bench.server.account)
    await bench.start()
    if fault is not None:
        bench.server.fail_next("DELETE /api/tokens", fault)
    bench.sync.sign_out(SavedData.REMOVE)
    await bench.until(lambda: bench.signed_out)
    assert bench.signed_out == [SavedData.REMOVE]
    assert bench.vault.get("susan1") is None
    assert bench.profile.accounts.all() == []
    assert bench.store.status.session.state is SessionState.SIGNED_OUT
    assert (bench.server.tokens == {}) is (fault is None)


async def test_an_account_that_a_full_disk_keeps_can_be_signed_out_again(bench: Bench) -> None:
    await bench.start()
    bench.profile.db.connection.pragma("query_only", True)
    bench.sync.sign_out(SavedData.KEEP)
    await bench.until(lambda: bench.store.status.session.state is SessionState.EXPIRED)
    assert bench.signed_out == []
    bench.profile.db.connection.pragma("query_only", False)
    bench.sync.sign_out(SavedData.KEEP)
    await bench.until(lambda: bench.signed_out)


async def test_a_token_that_was_kept_for_the_same_account_elsewhere_is_used(bench: Bench) -> None:
    """Somebody signed in to it once more, on the card that adds accounts."""
    bench.vault.delete("susan1")
    await bench.start()
    assert bench.store.status.session.state is SessionState.EXPIRED
    bench.sync.sign_in_again(Secret("open sesame"))
    await bench.until(lambda: bench.store.status.session.state is SessionState.SIGNED_IN)
    reads = bench.vault.reads
    bench.sync.signed_in_anew(bench.server.account)
    state: SessionState = bench.store.status.session.state
    assert state is SessionState.CHECKING
    await bench.until(lambda: bench.store.status.session.state is SessionState.SIGNED_IN)
    assert bench.vault.reads == reads + 1, "what is kept by now"
