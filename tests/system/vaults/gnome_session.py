"""A desktop session with GNOME's keyring, unlocked with the password "test"."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.sessions import session_bus

_PATIENCE_S = 30
_UNLOCK = "printf 'test\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"


class GnomeSession:
    """Each call is a program of its own: what one kept, the next one finds."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def run(self, *words: str) -> str:
        program = self.start(*words)
        said, complaint = program.communicate(timeout=_PATIENCE_S)
        assert program.returncode == 0, complaint
        return said.strip()

    def start(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.system.vaults.keyring_program", *words]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=self._environment, stdout=pipe, stderr=pipe, text=True)

    def window(self) -> int | None:
        """The process whose window asks for the password."""
        find = ["xdotool", "search", "--onlyvisible", "--class", "gcr-prompter", "getwindowpid"]
        found = subprocess.run(find, env=self._environment, capture_output=True, check=False, timeout=_PATIENCE_S)
        return int(found.stdout.split()[0]) if found.stdout.strip() else None


@contextmanager
def gnome_session(folder: Path, display: str = "") -> Iterator[GnomeSession]:
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    data = folder / ".local" / "share"
    data.mkdir(parents=True)
    environment = {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_DATA_HOME": str(data),
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "PYTHONPATH": str(Path(__file__).parents[3]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_AT_BRIDGE": "1",
        "LC_ALL": "C.UTF-8",
        **({"DISPLAY": display} if display else {}),
    }
    with session_bus(environment, _UNLOCK) as address:
        yield GnomeSession({**environment, "DBUS_SESSION_BUS_ADDRESS": address})
