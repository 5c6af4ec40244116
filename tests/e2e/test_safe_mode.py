"""After real crashes one is asked how to start, and answers by real keys."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sessions import managed_screen
from tests.waiting import wait_until

pytestmark = [pytest.mark.needs(part) for part in ("xvfb", "xcb", "xdotool", "openbox")]
_SAFE = "safe mode: started with as little as possible"

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start the program on a screen of its own, with the profile in `tmp_path`."""
    started: list[subprocess.Popen[str]] = []

    def begin(*options: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "microblog_desktop", *options, "--profile", str(tmp_path)]
        started.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True))
        return started[-1]

    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    with managed_screen() as display:
        monkeypatch.setenv("DISPLAY", display)
        yield begin
        for process in started:
            process.kill()
            process.communicate()


def _log(profile: Path) -> str:
    log = profile / "logs" / "microblog-desktop.log"
    return log.read_text(encoding="utf-8") if log.exists() else ""


def _windows(title: str) -> list[str]:
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", title], check=False, capture_output=True, text=True
    )
    return found.stdout.split()


def _type(key: str) -> None:
    subprocess.run(["xdotool", "key", key], check=True)


def _crash(start: Start, profile: Path) -> None:
    process = start()
    wait_until("the window", lambda: _windows("Microblog"))
    wait_until("the watch over crashes", (profile / "logs" / "crash.txt").exists)
    process.send_signal(signal.SIGSEGV)
    assert process.wait(20) == -signal.SIGSEGV


@pytest.mark.parametrize(("key", "is_safe"), [("Return", True), ("Escape", False)])
def test_after_two_crashes_one_is_asked_how_to_start(start: Start, tmp_path: Path, key: str, is_safe: bool) -> None:
    _crash(start, tmp_path)
    _crash(start, tmp_path)
    starts = _starts(tmp_path)
    start()

    def has_started() -> bool:
        # The question hears keys only once the window manager has given it the keyboard.
        _type(key)
        return _starts(tmp_path) > starts

    wait_until("the question", lambda: _windows("^Microblog$"))
    wait_until("the start", has_started)
    assert (_SAFE in _log(tmp_path)) is is_safe


def _starts(profile: Path) -> int:
    """How often it came to where it writes its log."""
    return _log(profile).count("INFO qasync:")
