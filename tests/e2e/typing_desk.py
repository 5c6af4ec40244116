"""A screen with a keyboard and ibus, the client on it, and a person who types."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.e2e.screen import Screen

_PATIENCE_S = 20.0
_SETTINGS = """[org/freedesktop/ibus/engine/hangul]
initial-input-mode='hangul'
off-keys=''

[org/freedesktop/ibus/engine/anthy/common]
input-mode=0
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """Where the focus is, and what stands there: finished, and in the making."""

    kind: str
    name: str
    text: str
    composing: str
    window: str

    @property
    def whole(self) -> str:
        return self.text + self.composing


class Client:
    """The client's process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._line("ready")

    def ask(self, verb: str, **order: str) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"verb": verb, **order}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._line("answer"))

    def see(self) -> Seen | None:
        seen = self.ask("see")
        return None if seen is None else Seen(**seen)

    def wait(self, what: str, is_so: Callable[[], object]) -> None:
        """Wait for something that others can tell."""
        deadline = time.monotonic() + _PATIENCE_S
        while not is_so():
            assert time.monotonic() < deadline, f"waited for {what}, but there is {self.see()}"
            time.sleep(0.05)

    def until_words(self, words: str) -> None:
        self.wait(f"{words!r} on the screen", lambda: any(words in each for each in self.ask("labels")))

    def until(self, what: str, is_so: Callable[[Seen], object]) -> Seen:
        """Look at where the focus is until it is so."""
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            seen = self.see()
            if seen is not None and is_so(seen):
                return seen
            assert time.monotonic() < deadline, f"waited for {what}, but there is {seen}"
            time.sleep(0.02)

    def _line(self, begins: str) -> str:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(begins):
                return line.removeprefix(begins)
        raise AssertionError("the client ended")


class TypingDesk(Screen):
    """Keys come from the X server, and ibus has them before the client does."""

    def start_ibus(self, engine: str) -> None:
        home = self._folder / "home"
        settings = home / ".config" / "glib-2.0" / "settings"
        settings.mkdir(parents=True, exist_ok=True)
        (settings / "keyfile").write_text(_SETTINGS)
        run = home / "run"
        run.mkdir(mode=0o700, exist_ok=True)
        self._environment |= {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(run),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "GSETTINGS_BACKEND": "keyfile",
            "QT_IM_MODULE": "ibus",
            "NO_AT_BRIDGE": "1",
        }
        system = {"PATH": "/usr/bin:/bin", "PYTHONPATH": ""}
        self._run(["ibus-daemon", "--panel=disable", "--emoji-extension=disable"], system)
        deadline = time.monotonic() + _PATIENCE_S
        while self._ibus("engine") != engine:
            self._ibus("engine", engine)
            assert time.monotonic() < deadline, "ibus did not come"
            time.sleep(0.05)

    def open_typing_client(self, server: str) -> Client:
        command = [sys.executable, "-m", "tests.e2e.typing_client", str(self._folder / "profile"), server]
        extra = {
            "QT_QPA_PLATFORM": "xcb",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONPATH": str(Path.cwd()),
        }
        return Client(self._run(command, extra))

    def click(self, client: Client, name: str) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while (place := client.ask("place", name=name)) is None:
            assert time.monotonic() < deadline, f"there is no {name!r}"
            time.sleep(0.02)
        self._xdotool("mousemove", "--sync", *map(str, place), "click", "1")

    def keys(self, letters: str) -> None:
        """Press one key for each letter."""
        self.type(*("space" if letter == " " else letter for letter in letters))

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self._environment, check=True, timeout=10)

    def _ibus(self, *arguments: str) -> str:
        environment = {**self._environment, "PATH": "/usr/bin:/bin"}
        # Its exit code tells of the keyboard's layout too, which nobody needs here.
        asked = subprocess.run(
            ["ibus", *arguments], env=environment, check=False, timeout=20, capture_output=True, text=True
        )
        return asked.stdout.strip()


@contextmanager
def typing_desk(folder: Path, engine: str) -> Iterator[TypingDesk]:
    with ExitStack() as stack:
        desk = TypingDesk(stack, folder)
        desk.start_ibus(engine)
        yield desk
