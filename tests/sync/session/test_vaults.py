from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.sync.session.vaults import Vaults
from microblog_desktop.system.vault import SessionVault, VaultError
from tests.fakes.clock import FakeClock
from tests.fakes.server import FakeServer

SUSAN = replace(FakeServer(FakeClock()).account, vault=VaultKind.FILE)
PASSPHRASE = VaultChoice(VaultKind.FILE, Secret("long and secret"))


class StuckVault(SessionVault):
    """A keyring whose window asks for a password that nobody types."""

    def get(self, name: str) -> Secret | None:
        threading.Event().wait(5)
        return None


async def test_a_keyring_that_does_not_answer_is_locked(tmp_path: Path) -> None:
    vaults = Vaults(tmp_path, keyring=StuckVault(), patience_s=0.02)
    with pytest.raises(VaultError) as caught:
        await vaults.get(replace(SUSAN, vault=VaultKind.KEYRING))
    assert caught.value.problem.kind is ProblemKind.KEYRING_LOCKED


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


async def test_this_session_ends_with_the_program(tmp_path: Path) -> None:
    susan, vaults = replace(SUSAN, vault=VaultKind.SESSION), Vaults(tmp_path)
    await vaults.keep(AccountId(susan.id), Secret("t1"), VaultChoice(VaultKind.SESSION))
    assert await vaults.get(susan) == Secret("t1")
    assert await Vaults(tmp_path).get(susan) is None
