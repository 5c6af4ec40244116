from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.sync.session.vaults import Vaults
from microblog_desktop.system.vaults.vault import VaultError
from tests.fakes.clock import FakeClock
from tests.fakes.server import FakeServer
from tests.fakes.vault import FailingVault
from tests.sync.conftest import until

SUSAN = replace(FakeServer(FakeClock()).account, vault=VaultKind.FILE)
IN_KEYRING = replace(SUSAN, vault=VaultKind.KEYRING)
KEYRING = VaultChoice(VaultKind.KEYRING)
PASSPHRASE = VaultChoice(VaultKind.FILE, Secret("long and secret"))


@pytest.fixture
def asking() -> FailingVault:
    """A keyring whose window is open."""
    vault = FailingVault()
    vault.set(SUSAN.id, Secret("t0"))
    vault.hold()
    return vault


@pytest.fixture
def vaults(tmp_path: Path, asking: FailingVault) -> Vaults:
    return Vaults(tmp_path, keyring=asking, patience_s=0.02)


async def slow(call: Callable[[], Awaitable[object]]) -> None:
    with pytest.raises(VaultError) as caught:
        await call()
    assert caught.value.problem.kind is ProblemKind.KEYRING_SLOW


async def test_an_answer_that_comes_late_is_the_answer(vaults: Vaults, asking: FailingVault) -> None:
    answered: list[bool] = []
    for _ in range(3):
        await slow(lambda: vaults.get(IN_KEYRING))
    vaults.call_when_answered(SUSAN.id, lambda: answered.append(True))
    asking.release()
    await until(lambda: answered)
    assert await vaults.get(IN_KEYRING) == Secret("t0")
    assert asking.reads == 1
    await vaults.get(IN_KEYRING)
    assert asking.reads == 2


async def test_a_late_refusal_is_one(vaults: Vaults, asking: FailingVault) -> None:
    await slow(lambda: vaults.get(IN_KEYRING))
    asking.fail = ProblemKind.KEYRING_DENIED
    asking.release()
    await asyncio.sleep(0)
    with pytest.raises(VaultError) as caught:
        await vaults.get(IN_KEYRING)
    assert caught.value.problem.kind is ProblemKind.KEYRING_DENIED


async def test_a_token_that_the_keyring_takes_late_is_kept(vaults: Vaults, asking: FailingVault) -> None:
    await slow(lambda: vaults.keep(SUSAN.id, Secret("t1"), KEYRING))
    asking.release()
    await vaults.kept(SUSAN.id)
    assert asking.get(SUSAN.id) == Secret("t1")
    await vaults.kept(SUSAN.id)


@pytest.mark.parametrize("choice", [KEYRING, PASSPHRASE, VaultChoice(VaultKind.SESSION)])
async def test_what_another_token_replaced_is_told_once(tmp_path: Path, choice: VaultChoice) -> None:
    vaults = Vaults(tmp_path, keyring=FailingVault())
    for token in ("t1", "t2", "t2", "t3"):
        await vaults.keep(SUSAN.id, Secret(token), choice)
    assert vaults.take_replaced(SUSAN.id) == [Secret("t1"), Secret("t2")]
    assert vaults.take_replaced(SUSAN.id) == []


class Unreadable(FailingVault):
    """What it has is damaged."""

    def get(self, name: str) -> Secret | None:
        raise VaultError(ProblemKind.KEYRING_FAILED)


async def test_an_old_token_that_cannot_be_read_keeps_no_new_one_out(tmp_path: Path) -> None:
    vaults = Vaults(tmp_path, keyring=Unreadable())
    await vaults.keep(SUSAN.id, Secret("t2"), KEYRING)
    assert vaults.take_replaced(SUSAN.id) == []


async def test_the_password_of_the_proxy_is_no_token(tmp_path: Path) -> None:
    vaults = Vaults(tmp_path, keyring=FailingVault())
    await vaults.keep_proxy_password(Secret("p1"))
    await vaults.keep_proxy_password(Secret("p2"))
    assert vaults.take_replaced(AccountId("proxy")) == []


async def test_a_token_that_is_kept_elsewhere_meanwhile_leaves_the_keyring(
    vaults: Vaults, asking: FailingVault
) -> None:
    await slow(lambda: vaults.keep(SUSAN.id, Secret("t1"), KEYRING))
    await vaults.keep(SUSAN.id, Secret("t1"), VaultChoice(VaultKind.SESSION))
    asking.release()
    await until(lambda: asking.get(SUSAN.id) is None)
    assert await vaults.get(replace(SUSAN, vault=VaultKind.SESSION)) == Secret("t1")


class Overtaken(FailingVault):
    """A newer token is there as soon as an older one arrived."""

    def set(self, name: str, secret: Secret) -> None:
        super().set(name, secret)
        super().set(name, Secret("newer"))


async def test_a_newer_token_is_not_removed_with_an_older_one(tmp_path: Path) -> None:
    asking = Overtaken()
    vaults = Vaults(tmp_path, keyring=asking, patience_s=0.02)
    asking.hold()
    await slow(lambda: vaults.keep(SUSAN.id, Secret("t1"), KEYRING))
    vaults.withdraw(SUSAN.id)
    asking.release()
    await until(lambda: asking.reads == 2)
    await asyncio.sleep(0.02)
    assert asking.get(SUSAN.id) == Secret("newer")


async def test_a_vault_that_does_not_say_whether_it_is_open_is_not(vaults: Vaults, asking: FailingVault) -> None:
    assert await vaults.is_open(IN_KEYRING)
    asking.is_known_open = False
    assert not await vaults.is_open(IN_KEYRING)
    assert not await vaults.is_open(SUSAN)


async def test_the_file_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    await Vaults(tmp_path).keep(SUSAN.id, Secret("t1"), PASSPHRASE)
    later = Vaults(tmp_path)
    assert later.needs_passphrase(SUSAN)
    with pytest.raises(VaultError) as caught:
        await later.unlock(SUSAN, Secret("wrong"))
    assert caught.value.problem.kind is ProblemKind.WRONG_PASSPHRASE
    assert later.needs_passphrase(SUSAN)
    assert await later.unlock(SUSAN, Secret("long and secret")) == Secret("t1")
    assert not later.needs_passphrase(SUSAN)
    await later.keep(SUSAN.id, Secret("t2"), VaultChoice(VaultKind.FILE))
    assert await later.get(SUSAN) == Secret("t2")
    await later.forget(SUSAN)
    assert await later.get(SUSAN) is None


async def test_who_waits_for_the_file_hears_that_it_was_opened(tmp_path: Path) -> None:
    await Vaults(tmp_path).keep(SUSAN.id, Secret("t1"), PASSPHRASE)
    later, heard = Vaults(tmp_path), list[str]()
    leave = later.call_when_unlocked(lambda: heard.append("john"))
    later.call_when_unlocked(lambda: heard.append("susan"))
    leave()
    await later.unlock(SUSAN, Secret("long and secret"))
    assert heard == ["susan"]


async def test_this_session_ends_with_the_program(tmp_path: Path) -> None:
    susan, vaults = replace(SUSAN, vault=VaultKind.SESSION), Vaults(tmp_path)
    await vaults.keep(AccountId(susan.id), Secret("t1"), VaultChoice(VaultKind.SESSION))
    assert await vaults.get(susan) == Secret("t1")
    assert await Vaults(tmp_path).get(susan) is None
