"""What others could find of a person's secrets after all of them were used: nothing, in no form, and no open file."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_plus

import pytest

from tests.e2e import secrets_in_use as secret
from tests.e2e.server_process import ApiPerson, ServerProcess

_PATIENCE_S = 60.0


@dataclass(frozen=True)
class Used:
    """A client that has used every secret: its profile, what it printed, its token, and how its process looked."""

    profile: Path
    printed: bytes
    token: str
    process: bytes
    modes: dict[str, int]

    @property
    def secrets(self) -> dict[str, str]:
        return {
            "password": secret.PASSWORD,
            "wrong password": secret.WRONG_PASSWORD,
            "new password": secret.NEW_PASSWORD,
            "passphrase": secret.PASSPHRASE,
            "reset token": secret.RESET_TOKEN,
            "token": self.token,
        }

    def found_in(self, content: bytes) -> set[str]:
        """The names of the secrets that can be read there."""
        return {name for name, text in self.secrets.items() if any(form in content for form in secret.forms(text))}


@pytest.fixture(scope="module")
def used(server: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> Used:
    folder = tmp_path_factory.mktemp("secretive")
    profile, told = folder / "profile", folder / "token"
    profile.mkdir(mode=0o777)
    profile.chmod(0o777)
    susan, john = server.sign_up("secretive"), server.sign_up("confidant")
    command = [sys.executable, "-m", "tests.e2e.secretive_client"]
    command += [str(profile), server.url, susan.username, str(john.id), str(told)]
    with (folder / "printed").open("wb") as printed:
        client = subprocess.Popen(
            command, stdout=printed, stderr=subprocess.STDOUT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        )
    try:
        _wait(client, folder / "printed", lambda said: b"used\n" in said)
        token = told.read_text(encoding="utf-8")
        process = _looks_of(client.pid)
        _until_sent(john, susan)
        modes = {str(path.relative_to(folder)): path.stat().st_mode & 0o777 for path in profile.rglob("*")}
        modes["profile"] = profile.stat().st_mode & 0o777
        told.unlink()
        assert client.wait(_PATIENCE_S) == 0
    finally:
        client.kill()
        client.wait()
    return Used(profile, (folder / "printed").read_bytes(), token, process, modes)


def _wait(client: subprocess.Popen[bytes], file: Path, is_so: Callable[[bytes], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not is_so(file.read_bytes()):
        if time.monotonic() > deadline or client.poll() is not None:
            raise AssertionError(file.read_text(encoding="utf-8", errors="replace"))
        time.sleep(0.05)


def _until_sent(john: ApiPerson, susan: ApiPerson) -> None:
    assert john.messages_with(susan) == ["hello you"]
    assert susan.posts_of(susan) == ["hello"]


def _looks_of(pid: int) -> bytes:
    """Arguments and environment of the process and of those that it started, as anybody's `ps` may show them."""
    if sys.platform != "linux":
        return b""
    looks = b""
    for each in [pid, *_children_of(pid)]:
        looks += Path(f"/proc/{each}/cmdline").read_bytes() + Path(f"/proc/{each}/environ").read_bytes()
    return looks


def _children_of(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(child) for task in tasks for child in task.read_text().split()]
    return [*children, *(each for child in children for each in _children_of(child))]


@pytest.mark.parametrize(
    "hide",
    [
        lambda text: text.encode(),
        lambda text: text[::-1].encode(),
        lambda text: quote_plus(f"password={text}").encode(),
        lambda text: base64.b64encode(f"susan:{text}".encode()),
        lambda text: base64.urlsafe_b64encode(f"{text}?".encode()),
        lambda text: text.encode().hex().encode(),
        lambda text: text.encode("utf-16-le"),
    ],
)
def test_the_search_finds_what_is_there_in_any_form(hide: Callable[[str], bytes]) -> None:
    """Else the other tests would prove nothing."""
    for text in (secret.PASSWORD, secret.PASSPHRASE, secret.RESET_TOKEN):
        hidden = b"before " + hide(text) + b" after"
        assert any(form in hidden for form in secret.forms(text))


def test_no_file_of_the_profile_holds_a_secret(used: Used) -> None:
    files = [path for path in used.profile.rglob("*") if path.is_file()]
    assert {"profile.db", "account.db", "secrets.json"} <= {file.name for file in files}
    assert any(file.suffix == ".log" for file in files)
    assert {file.name: used.found_in(file.read_bytes()) for file in files if used.found_in(file.read_bytes())} == {}


def test_the_crash_is_in_the_log_without_its_secrets(used: Used) -> None:
    [log] = (used.profile / "logs").glob("microblog-desktop.log")
    written = log.read_text(encoding="utf-8")
    assert "RuntimeError" in written
    assert "_crash" in written


def test_nothing_secret_was_printed(used: Used) -> None:
    assert b"DEBUG" in used.printed
    assert used.found_in(used.printed) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_no_process_shows_a_secret(used: Used) -> None:
    assert b"secretive_client" in used.process
    assert b"microblog_server" in used.process, "the server on this computer is a process of the client"
    assert used.found_in(used.process) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are kept otherwise there")
def test_nobody_else_may_read_anything_whatever_the_umask(used: Used) -> None:
    assert {name for name in used.modes if name.endswith(("-wal", ".db", ".log", ".json"))}
    assert {name: oct(mode) for name, mode in used.modes.items() if mode & 0o077} == {}
