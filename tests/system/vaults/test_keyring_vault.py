from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.system.vaults.vault import KeyringVault, SessionVault, VaultError
from tests.fakes.vault import LockedKeyring, MemoryKeyring
from tests.system.vaults.vault_trial import keep_and_forget


@pytest.fixture
def no_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture
def memory_keyring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    memory = MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


def test_this_sessions_vault_keeps_and_forgets() -> None:
    keep_and_forget(SessionVault())


def test_the_keyring_keeps_under_our_own_name(memory_keyring: MemoryKeyring) -> None:
    keep_and_forget(KeyringVault())
    assert memory_keyring.kept == {("microblog-desktop", "john"): "t3"}


@pytest.mark.usefixtures("no_keyring")
def test_a_computer_without_a_keyring_is_said_to_have_none() -> None:
    vault = KeyringVault()
    calls: tuple[Callable[[], object], ...] = (
        lambda: vault.get("x"),
        lambda: vault.set("x", Secret("y")),
        lambda: vault.delete("x"),
    )
    for call in calls:
        with pytest.raises(VaultError) as caught:
            call()
        assert caught.value.problem.kind is ProblemKind.NO_KEYRING


def test_a_locked_keyring_may_be_tried_again() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(LockedKeyring())
    with pytest.raises(VaultError) as caught:
        KeyringVault().get("x")
    keyring.set_keyring(before)
    assert caught.value.problem.kind is ProblemKind.KEYRING_LOCKED
    assert caught.value.problem.may_retry


@pytest.mark.needs("gnome-keyring")
def test_the_desktops_own_keyring_keeps_and_forgets(tmp_path: Path) -> None:
    code = (
        "import keyring\n"
        "from tests.system.vaults.vault_trial import keep_and_forget\n"
        "from microblog_desktop.system.vaults.vault import KeyringVault\n"
        "keep_and_forget(KeyringVault())\n"
        "print(type(keyring.get_keyring()).__module__)\n"
    )
    unlock = 'printf "test\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"'
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    (tmp_path / ".local" / "share").mkdir(parents=True)
    environment = {
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_DATA_HOME": str(tmp_path / ".local" / "share"),
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    run = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", unlock, "_", sys.executable, "-c", code],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "SecretService" in run.stdout
