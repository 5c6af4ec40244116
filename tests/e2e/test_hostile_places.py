"""The real program as a process of its own, where it is not welcome."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.waiting import wait_until

_PATIENCE_S = 20.0

Start = Callable[[Path], subprocess.Popen[bytes]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start the program with a profile; what it says on the terminal goes to `said.txt`."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(profile: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "microblog_desktop", "--verbose", "--profile", str(profile)]
        with (tmp_path / "said.txt").open("wb") as said:
            started.append(subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


def test_a_new_profile_is_private_and_a_friendly_signal_ends_it_at_once(start: Start, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    process = start(profile)
    log = profile / "logs" / "microblog-desktop.log"
    # Written by what comes after the first paint: the card must not wait for a paint that never comes.
    wait_until("its log", lambda: log.exists() and "qasync" in log.read_text(encoding="utf-8"))
    open_to_others = [path for path in (profile, *profile.rglob("*")) if path.stat().st_mode & 0o077]
    assert open_to_others == []
    time.sleep(0.2)
    began_s = time.monotonic()
    process.send_signal(signal.SIGTERM)
    process.wait(_PATIENCE_S)
    assert time.monotonic() - began_s < 3
    assert "Traceback" not in (tmp_path / "said.txt").read_text(encoding="utf-8")


def test_a_place_that_can_hold_no_profile_is_said_in_words(start: Start, tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    process = start(tmp_path / "a file")
    said = tmp_path / "said.txt"
    wait_until("the refusal", lambda: b"not opened: The saved data cannot be read or written." in said.read_bytes())
    assert process.poll() is None  # the words stand in a window until it is closed
    assert b"Traceback" not in said.read_bytes()


@pytest.mark.parametrize("place", ["head", "log"])
def test_a_damaged_profile_does_not_keep_the_program_from_opening(start: Start, tmp_path: Path, place: str) -> None:
    profile = tmp_path / "profile"
    (profile / "logs").mkdir(parents=True)
    if place == "head":
        (profile / "profile.db").write_bytes(os.urandom(20_000))
    else:
        (profile / "logs" / "microblog-desktop.log").mkdir()
    process = start(profile)
    said = tmp_path / "said.txt"
    wait_until("the loop to run", lambda: b"qasync" in said.read_bytes())
    assert process.poll() is None
    assert b"Traceback" not in said.read_bytes()
