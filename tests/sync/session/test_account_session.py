from __future__ import annotations

import httpx
import pytest

from microblog_desktop.domain.account import SavedData
from microblog_desktop.domain.problem import ProblemKind
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


@pytest.mark.expects_log("could not be kept: no_keyring")
async def test_a_new_token_that_finds_no_place_is_used_and_said(bench: Bench) -> None:
    bench.vault.delete("susan1")
    await bench.start()
    bench.vault.fail = ProblemKind.NO_KEYRING
    bench.sync.sign_in_again(Secret("open sesame"))
    await bench.until(lambda: bench.store.status.session.state is SessionState.SIGNED_IN)
    notice = bench.store.status.latest_notice
    assert notice is not None
    assert notice.problem.kind is ProblemKind.NO_KEYRING


async def test_another_person_under_the_name_gets_nothing_that_waits_here(bench: Bench) -> None:
    bench.vault.delete("susan1")
    await bench.start()
    bench.server.fail_next(
        "POST /api/tokens", httpx.Response(200, json={"token": "t", "person": {"id": 9, "username": "s"}})
    )
    bench.sync.sign_in_again(Secret("open sesame"))
    await bench.quiet()
    assert bench.store.status.session.state is SessionState.EXPIRED
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
