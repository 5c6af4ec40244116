"""Start a program as a person would, and read what it notes of itself in MICROBLOG_DESKTOP_FIGURES."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_PATIENCE_S = 120.0
_END_S = 15.0
# The keyring of whoever measures is neither asked nor waited for; and an installed program has its byte code.
_NOT_OF_WHO_MEASURES = {"DBUS_SESSION_BUS_ADDRESS", "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True)
class Noted:
    """A moment in the life of a process: time since it was started, what of it it was on a processor, its memory."""

    ms: float
    cpu_ms: float
    rss_mb: float


@dataclass(frozen=True, slots=True)
class Program:
    """What is started; `data` is where its person's programs keep their data, as XDG_DATA_HOME says it."""

    command: tuple[str, ...]
    data: Path | None = None


BARE_WINDOW = Program((sys.executable, str(Path(__file__).with_name("bare_window.py"))))


def client(data: Path) -> Program:
    """Open the last account, as the desktop does it: without any argument, which would take time to read."""
    return Program((sys.executable, "-m", "microblog_desktop"), data)


def bundled() -> Path | None:
    """Return the client that `make build` has made, if it has."""
    program = _ROOT / "dist" / "microblog-desktop" / "microblog-desktop"
    return program if program.exists() else None


def profile_in(data: Path) -> Path:
    """Where the client looks for its profile."""
    return data / "microblog-desktop"


def run_until(event: str, program: Program) -> Noted:
    """Start the program off screen, wait for `event`, and end it. Raises RuntimeError if it ends before."""
    return run_until_all([event], program)[event]


def run_until_all(events: Sequence[str], program: Program) -> dict[str, Noted]:
    """As `run_until`, for several events."""
    with tempfile.TemporaryDirectory(prefix="microblog-bench-") as folder:
        notes = Path(folder) / "figures.jsonl"
        with (Path(folder) / "output.log").open("w+") as output:
            started_s = time.monotonic()
            process = subprocess.Popen(
                program.command,
                cwd=_ROOT,
                env=_environment(Path(folder), notes, program.data),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
            try:
                return _wait_for(events, process, notes, started_s)
            except RuntimeError as error:
                output.seek(0)
                raise RuntimeError(f"{error}\n{output.read()}") from error
            finally:
                _end(process)


def _wait_for(
    events: Sequence[str], process: subprocess.Popen[bytes], notes: Path, started_s: float
) -> dict[str, Noted]:
    while time.monotonic() - started_s < _PATIENCE_S:
        lines = notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []
        read = [json.loads(line) for line in lines if line.endswith("}")]
        found = {str(note["event"]): _noted(note, started_s) for note in read}
        if found.keys() >= set(events):
            return found
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode} before {events}")
        time.sleep(0.005)
    raise RuntimeError(f"{process.args!r} never came to {events}")


def _noted(note: dict[str, float], started_s: float) -> Noted:
    return Noted((note["at_s"] - started_s) * 1000, note["cpu_ms"], note["rss_mb"])


def _environment(folder: Path, notes: Path, data: Path | None) -> dict[str, str]:
    own = {"MICROBLOG_DESKTOP_FIGURES": str(notes), "XDG_DATA_HOME": str(data or folder)}
    return quiet_environment(folder) | own


def quiet_environment(folder: Path) -> dict[str, str]:
    """Return the environment of a measured process: off screen, at home in `folder`, nothing of who measures."""
    # The keyring of whoever measures is neither asked nor waited for.
    # PYTHONDONTWRITEBYTECODE, for one, would have every start compile all modules, which no person's start does.
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PYTHON") and name != "DBUS_SESSION_BUS_ADDRESS"
    }
    return environment | {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHON_KEYRING_BACKEND": "benchmarks.open_keyring.OpenKeyring",
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
