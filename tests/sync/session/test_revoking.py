from __future__ import annotations

import httpx
import pytest

from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.status import SessionState
from tests.fakes.server import Fault
from tests.sync.conftest import Bench

_END = "DELETE /api/tokens"


async def signed_in_anew(bench: Bench) -> None:
    """The keyring was locked, and the password was typed before it was opened."""
    bench.vault.fail = ProblemKind.KEYRING_LOCKED
    await bench.start()
    bench.vault.fail = None
    bench.sync.sign_in_again(Secret("open sesame"))
    await bench.until(lambda: bench.vault.get("susan1") != Secret("token-1"))
    await bench.until(lambda: not bench.store.status.activity("keep-sign-in").is_busy)
    await bench.quiet()


async def test_the_token_that_another_one_replaced_is_revoked(bench: Bench) -> None:
    await signed_in_anew(bench)
    assert bench.store.status.session.state is SessionState.SIGNED_IN
    await bench.pass_time(6)
    assert list(bench.server.tokens) == ["token-2-again"]
    assert bench.vault.get("susan1") == Secret("token-2-again")


async def test_requests_that_are_under_way_with_the_old_token_have_a_moment(bench: Bench) -> None:
    await signed_in_anew(bench)
    await bench.pass_time(3)
    assert "token-1" in bench.server.tokens


@pytest.mark.parametrize("fault", [Fault.REFUSED, httpx.Response(503)])
async def test_what_could_not_be_revoked_is_tried_again(bench: Bench, fault: Fault | httpx.Response) -> None:
    bench.server.fail_next(_END, fault)
    await signed_in_anew(bench)
    await bench.pass_time(6)
    assert "token-1" in bench.server.tokens
    assert bench.store.status.session.state is SessionState.SIGNED_IN
    await bench.pass_time(40)
    assert list(bench.server.tokens) == ["token-2-again"]


async def test_a_token_that_has_ended_already_is_left_alone(bench: Bench) -> None:
    await signed_in_anew(bench)
    del bench.server.tokens["token-1"]
    await bench.pass_time(60)
    assert bench.server.requests.count(_END) == 1
    assert bench.store.status.session.state is SessionState.SIGNED_IN


async def test_a_token_that_was_replaced_elsewhere_is_revoked_here(bench: Bench) -> None:
    """Somebody signed in to the same account once more, on the card that adds accounts."""
    await bench.start()
    bench.server.tokens["token-2"] = 1
    await bench.vaults.keep(bench.server.account.id, Secret("token-2"), VaultChoice(VaultKind.KEYRING))
    bench.sync.signed_in_anew(bench.server.account)
    await bench.until(lambda: bench.store.status.session.state is SessionState.SIGNED_IN)
    await bench.pass_time(6)
    assert list(bench.server.tokens) == ["token-2"]
    assert bench.store.status.session.state is SessionState.SIGNED_IN


async def test_the_token_of_another_person_is_ended(bench: Bench) -> None:
    bench.vault.delete("susan1")
    await bench.start()
    bench.server.tokens["theirs"] = 9
    answer = httpx.Response(200, json={"token": "theirs", "person": {"id": 9, "username": "s"}})
    bench.server.fail_next("POST /api/tokens", answer)
    bench.sync.sign_in_again(Secret("open sesame"))
    await bench.until(lambda: "theirs" not in bench.server.tokens)
    assert bench.store.status.session.state is SessionState.EXPIRED
