from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.system.vaults.keyring_vault import KeyringVault
from microblog_desktop.system.vaults.vault import VaultError
from tests.fakes.keyrings import (
    ClingingKeyring,
    ForgetfulKeyring,
    MemoryKeyring,
    PromptingKeyring,
    RaisingKeyring,
    ReadOnlyKeyring,
    RepeatingKeyring,
    SmallKeyring,
    in_use,
    locked_keyring,
    plain_keyring,
)
from tests.system.vaults.vault_trial import keep_and_forget

TOKEN = Secret("t0ken-that-nobody-may-see")
_NO_GIVING_BACK = pytest.mark.expects_log("does not give back what was given to it")


def failure(backend: KeyringBackend, call: Callable[[KeyringVault], object]) -> ProblemKind:
    with in_use(backend), pytest.raises(VaultError) as caught:
        call(KeyringVault())
    return caught.value.problem.kind


def get(vault: KeyringVault) -> object:
    return vault.get("susan")


def keep(vault: KeyringVault) -> None:
    vault.set("susan", TOKEN)


def delete(vault: KeyringVault) -> None:
    vault.delete("susan")


def test_the_keyring_keeps_under_our_own_name() -> None:
    memory = MemoryKeyring()
    with in_use(memory):
        keep_and_forget(KeyringVault())
    assert memory.kept == {("microblog-desktop", "john"): "t3"}


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (fail.Keyring, ProblemKind.NO_KEYRING),
        (null.Keyring, ProblemKind.NO_KEYRING),
        (plain_keyring, ProblemKind.KEYRING_PLAIN),
        (locked_keyring, ProblemKind.KEYRING_LOCKED),
        (lambda: RaisingKeyring(lambda: OSError("the bus is gone")), ProblemKind.KEYRING_FAILED),
    ],
)
@pytest.mark.parametrize("call", [get, keep, delete])
def test_whatever_a_keyring_does_only_one_error_comes_of_it(
    make: Callable[[], KeyringBackend], kind: ProblemKind, call: Callable[[KeyringVault], object]
) -> None:
    assert failure(make(), call) is kind


def test_nothing_of_ours_is_ever_written_to_plain_text() -> None:
    plain = plain_keyring()
    assert failure(plain, keep) is ProblemKind.KEYRING_PLAIN
    assert plain.kept == {}


@_NO_GIVING_BACK
@pytest.mark.parametrize("remember", [lambda _text: None, lambda text: text[:10], lambda _text: "other", str.upper])
def test_what_does_not_come_back_as_it_went_in_is_not_kept(remember: Callable[[str], str | None]) -> None:
    assert failure(ForgetfulKeyring(remember), keep) is ProblemKind.KEYRING_FAILED


def test_a_keyring_that_can_only_be_read_refuses() -> None:
    reading = ReadOnlyKeyring()
    reading.kept["microblog-desktop", "susan"] = "t1"
    with in_use(reading):
        assert KeyringVault().get("susan") == Secret("t1")
    assert failure(reading, keep) is ProblemKind.KEYRING_DENIED


def test_a_token_that_is_too_long_for_windows_is_said_not_to_be_kept() -> None:
    small = SmallKeyring()
    with in_use(small):
        KeyringVault().set("susan", Secret("t" * 1280))
        assert KeyringVault().get("susan") == Secret("t" * 1280)
    assert failure(small, lambda vault: vault.set("susan", Secret("t" * 1281))) is ProblemKind.KEYRING_FAILED


def test_what_the_keyring_does_not_give_up_is_not_forgotten() -> None:
    clinging = ClingingKeyring()
    clinging.kept["microblog-desktop", "susan"] = "t1"
    assert failure(clinging, delete) is ProblemKind.KEYRING_DENIED
    with in_use(clinging):
        KeyringVault().delete("somebody else")


def test_every_copy_is_forgotten() -> None:
    twice = RepeatingKeyring()
    with in_use(twice):
        keep_and_forget(KeyringVault())


def test_a_failure_does_not_say_what_was_to_be_kept(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    telling = RaisingKeyring(lambda: RuntimeError(f"cannot store {TOKEN.reveal()}"))
    with in_use(telling), pytest.raises(VaultError) as caught:
        keep(KeyringVault())
    assert "RuntimeError" in caplog.text
    assert TOKEN.reveal() not in caplog.text
    assert caught.value.__suppress_context__


def test_two_accounts_open_one_window_after_the_other() -> None:
    asking = PromptingKeyring()
    asking.kept["microblog-desktop", "susan"] = "t1"
    found: list[Secret | None] = []
    with in_use(asking):
        vault = KeyringVault()
        threads = [threading.Thread(target=lambda: found.append(vault.get("susan"))) for _ in range(3)]
        for thread in threads:
            thread.start()
        assert not vault.is_open()
        asking.answer()
        for thread in threads:
            thread.join()
    assert found == [Secret("t1")] * 3
    assert asking.windows == 1


def test_nobody_knows_of_other_keyrings_whether_they_are_open() -> None:
    for backend in (MemoryKeyring(), locked_keyring()):
        with in_use(backend):
            assert not KeyringVault().is_open()
    assert keyring.get_keyring() is not None
