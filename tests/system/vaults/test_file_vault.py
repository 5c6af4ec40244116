from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.system.vaults.file_vault import FileVault
from microblog_desktop.system.vaults.vault import VaultError
from tests.system.vaults.vault_trial import keep_and_forget

_QUICK = 2**10


def vault(folder: Path, passphrase: str = "열려라 참깨") -> FileVault:
    return FileVault(folder, Secret(passphrase), scrypt_n=_QUICK)


def test_the_file_keeps_and_forgets(tmp_path: Path) -> None:
    assert not FileVault.exists(tmp_path)
    keep_and_forget(vault(tmp_path))
    assert FileVault.exists(tmp_path)
    assert vault(tmp_path).get("john") == Secret("t3")


def test_neither_secrets_nor_their_names_can_be_read_in_the_file(tmp_path: Path) -> None:
    vault(tmp_path).set("susan", Secret("t0ken"))
    written = (tmp_path / "secrets.json").read_bytes()
    assert b"susan" not in written
    assert b"t0ken" not in written
    if sys.platform != "win32":
        assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_another_passphrase_neither_opens_nor_overwrites_it(tmp_path: Path) -> None:
    vault(tmp_path).set("susan", Secret("t1"))
    before = (tmp_path / "secrets.json").read_bytes()
    wrong = vault(tmp_path, "wrong")
    calls: tuple[Callable[[], object], ...] = (
        lambda: wrong.get("susan"),
        lambda: wrong.set("x", Secret("y")),
        lambda: wrong.delete("susan"),
    )
    for call in calls:
        with pytest.raises(VaultError) as caught:
            call()
        assert caught.value.problem.kind is ProblemKind.WRONG_PASSPHRASE
    assert (tmp_path / "secrets.json").read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"\xff", b'{"version": 2, "n": 4}', b'{"version": 1, "n": 1e99}']
)
def test_a_damaged_file_is_a_vault_that_does_not_open(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secrets.json").write_bytes(content)
    with pytest.raises(VaultError):
        vault(tmp_path).get("susan")


def test_a_file_that_somebody_changed_does_not_open(tmp_path: Path) -> None:
    vault(tmp_path).set("susan", Secret("t1"))
    path = tmp_path / "secrets.json"
    written = json.loads(path.read_bytes())
    written["sealed"] = "A" + written["sealed"][1:] if written["sealed"][0] != "A" else "B" + written["sealed"][1:]
    path.write_text(json.dumps(written))
    with pytest.raises(VaultError):
        vault(tmp_path).get("susan")


def test_the_usual_cost_of_a_guess_is_dear(tmp_path: Path) -> None:
    FileVault(tmp_path, Secret("x")).set("susan", Secret("t1"))
    assert json.loads((tmp_path / "secrets.json").read_bytes())["n"] >= 2**16
