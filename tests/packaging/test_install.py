"""The package is installed, brought up to date and removed as a package; what its person has is the person's."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e import secrets_in_use as secret
from tests.e2e.server_process import ServerProcess
from tests.packaging.desk import Desk, desk
from tests.packaging.installed import DIST, Installed, installed, newer
from tests.waiting import wait_until

pytestmark = [
    pytest.mark.needs("dpkg"),
    pytest.mark.needs("binutils"),
    pytest.mark.skipif(sys.platform != "linux", reason="these are the packages for Linux"),
]
_KATHMANDU = timedelta(hours=5, minutes=45)
_KOREAN_IN_NEPAL = {
    "LC_ALL": "",
    "LC_CTYPE": "C.UTF-8",
    "LANG": "ko_KR.UTF-8",
    "LANGUAGE": "ko",
    "TZ": "Asia/Kathmandu",
}


def test_dpkg_knows_each_file(bundle: Installed) -> None:
    listed = {Path(line) for line in bundle.dpkg("--listfiles", "microblog-desktop").splitlines()}
    there = {Path("/", path.relative_to(bundle.root)) for path in (bundle.root / "usr").rglob("*")}
    assert there <= listed
    assert {path.as_posix() for path in listed - there} <= {"/.", "/usr"}
    assert bundle.dpkg("--verify", "microblog-desktop") == ""


def test_removing_it_leaves_what_its_person_has(bundle: Installed) -> None:
    (package,) = DIST.glob("*.deb")
    with installed(package) as one:
        mine = one.root / "home" / "susan" / ".local" / "share" / "microblog-desktop"
        mine.mkdir(parents=True)
        (mine / "profile.db").touch()
        one.remove()
        left = {path.relative_to(one.root).parts[0] for path in one.root.rglob("*")}
        assert left == {"home", "var"}
        assert (mine / "profile.db").exists()


@pytest.fixture
def server(bundle: Installed, tmp_path: Path) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path, program=[str(bundle.programs / "microblog-server")]) as server:
        yield server


@pytest.mark.needs("xvfb")
@pytest.mark.needs("xcb")
@pytest.mark.needs("xdotool")
@pytest.mark.needs("openbox")
@pytest.mark.needs("gnome-keyring")
def test_who_signs_in_stays_so_by_the_keyring_also_in_a_newer_version(
    bundle: Installed, server: ServerProcess, tmp_path: Path
) -> None:
    susan, here = server.sign_up("susan"), bundle.at_home("수잔의 집")
    program = str(here.programs / "microblog-desktop")
    with desk(here, _KOREAN_IN_NEPAL) as at:
        client = here.start(program, "--server", server.url, extra=at.environment)
        at.wait_for_window("Microblog")
        at.type("susan", "Tab")
        at.type(secret.PASSWORD, "Return")
        wait_until("the token in the keyring", at.kept)
        [token] = at.kept().values()
        _quit(at, client)
        assert _read_in_files(here.home, token, secret.PASSWORD) == []

        (package,) = DIST.glob("*.deb")
        here.install(newer(package, tmp_path))
        client = here.start(program, "--new-post", extra=at.environment)
        at.wait_for_window("새 글")
        at.type("still here", "ctrl+Return")
        wait_until("the post", lambda: susan.posts_of(susan) == ["still here"])
        _quit(at, client)
        assert list(at.kept().values()) == [token]
        told = here.run("microblog-desktop", "--diagnostics", extra=at.environment, timeout_s=30).stdout
    assert "keyring: keyring.backends.SecretService.Keyring" in told
    assert "token in keyring" in told
    _check_clock(here.home)


def _quit(at: Desk, client: subprocess.Popen[str]) -> None:
    at.type("", "ctrl+q")
    _, complaint = client.communicate(timeout=30)
    assert client.returncode == 0, complaint


def _read_in_files(folder: Path, *texts: str) -> list[str]:
    """Return the files that hold one of these texts in some form."""
    hidden = [form for text in texts for form in secret.forms(text)]
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert {"profile.db", "account.db", "microblog-desktop.log"} <= {file.name for file in files}
    # Here is what the keyring itself wrote, sealed.
    assert any(file.suffix == ".keyring" for file in files)
    return [str(file) for file in files if any(form in file.read_bytes() for form in hidden)]


def _check_clock(home: Path) -> None:
    """The program tells the time of where it is: its log does."""
    [log] = home.rglob("microblog-desktop.log")
    written = [line[:19] for line in log.read_text(encoding="utf-8").splitlines() if line[:2] == "20"]
    there = datetime.now(UTC).replace(tzinfo=None) + _KATHMANDU
    assert abs(there - datetime.fromisoformat(written[-1])) < timedelta(minutes=5)
