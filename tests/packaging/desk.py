"""A desktop for who runs the bundle: a screen with a window manager, a bus, and GNOME's keyring, unlocked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tests.architecture.tree import ROOT
from tests.packaging.installed import NOBODY, Installed
from tests.sessions import managed_screen
from tests.waiting import wait_until

_PATIENCE_S = 30.0
_SESSION = """
printf 'test\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
echo "$DBUS_SESSION_BUS_ADDRESS"
exec cat
"""


class Desk:
    """What one types on, and what the keyring has."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment

    def wait_for_window(self, title: str) -> str:
        """Return its whole title once it has the keyboard."""
        found = ""

        def look() -> bool:
            nonlocal found
            found = self._xdotool("getactivewindow", "getwindowname")
            return title in found

        wait_until(f"a window called {title!r}", look)
        return found

    def type(self, text: str, *keys: str) -> None:
        """Write, then press keys by their X names, in whatever window has the keyboard."""
        if text:
            self._xdotool("type", "--delay", "2", text)
        self._xdotool("key", *keys)

    def kept(self) -> dict[str, str]:
        """Return what the keyring has of ours, by name."""
        command = [sys.executable, "-m", "tests.packaging.keyring_reader", str(NOBODY)]
        environment = {**os.environ, **self.environment}
        asked = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
        assert asked.returncode == 0, asked.stderr
        told: dict[str, str] = json.loads(asked.stdout)
        return told

    def _xdotool(self, *words: str) -> str:
        environment = {**os.environ, **self.environment}
        done = subprocess.run(["xdotool", *words], env=environment, check=False, capture_output=True, text=True)
        return done.stdout.strip()


@contextmanager
def desk(bundle: Installed, settings: Mapping[str, str]) -> Iterator[Desk]:
    """Set it up for the bundle's person; all that runs there gets these settings too."""
    runtime = bundle.scratch / "run"
    with managed_screen() as display:
        environment = {**settings, "DISPLAY": display, "XDG_RUNTIME_DIR": str(runtime)}
        prepare = f"mkdir -m 700 '{runtime}'\n{_SESSION}"
        # Only the bus and the keyring find the programs of the system.
        found = {**environment, "PATH": "/usr/bin:/bin"}
        with bundle.start("dbus-run-session", "--", "sh", "-c", prepare, extra=found) as session:
            assert session.stdin is not None
            assert session.stdout is not None
            try:
                yield Desk({**environment, "DBUS_SESSION_BUS_ADDRESS": session.stdout.readline().strip()})
            finally:
                # It lives until its input ends.
                session.stdin.close()
