from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from microblog_desktop.system.single_instance import SingleInstance

_HOLD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from microblog_desktop.system.single_instance import SingleInstance
app = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
assert instance.acquire()
instance.on_arguments(lambda arguments: print(arguments, flush=True))
print("held", flush=True)
app.exec()
"""


@pytest.fixture
def holder(tmp_path: Path, qapp: QCoreApplication) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", _HOLD, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_start_hands_its_arguments_to_the_first(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with holder:
        second = SingleInstance(tmp_path / "lock")
        assert not second.acquire()
        assert second.hand_over(["--server", "https://한글.example"])
        assert holder.stdout is not None
        assert holder.stdout.readline() == "['--server', 'https://한글.example']\n"
        holder.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="it is a way of Wayland")
def test_a_second_start_hands_its_right_to_come_forward_to_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QCoreApplication
) -> None:
    # Where Qt looks: the environment itself, not Python's copy of it.
    look = "import ctypes\nlook = ctypes.CDLL(None).getenv\nlook.restype = ctypes.c_char_p\n"
    program = look + _HOLD.replace("print(arguments,", "print(look(b'XDG_ACTIVATION_TOKEN').decode(),")
    command = [sys.executable, "-c", program, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "clicked at 12:00")
        assert SingleInstance(tmp_path / "lock").hand_over([])
        assert first.stdout.readline() == "clicked at 12:00\n"
        first.kill()


def test_a_killed_program_leaves_no_lock(tmp_path: Path, holder: subprocess.Popen[str], qtbot: QtBot) -> None:
    with holder:
        holder.kill()
    second = SingleInstance(tmp_path / "lock")
    assert second.acquire()
    received: list[list[str]] = []
    third = subprocess.Popen(
        [sys.executable, "-c", _HOLD.replace("assert instance.acquire()", "sys.exit(not instance.hand_over(['x']))"),
         str(tmp_path / "lock")]
    )  # fmt: skip
    second.on_arguments(received.append)
    qtbot.waitUntil(lambda: received == [["x"]], timeout=10_000)
    assert third.wait(10) == 0
    second.release()


def test_other_profiles_are_other_programs(tmp_path: Path, qapp: QCoreApplication) -> None:
    one, two = SingleInstance(tmp_path / "one"), SingleInstance(tmp_path / "two")
    assert one.acquire()
    assert two.acquire()
    one.release()
    again = SingleInstance(tmp_path / "one")
    assert again.acquire()
    again.release()
    two.release()


def test_nobody_to_hand_over_to_is_said(tmp_path: Path, qapp: QCoreApplication) -> None:
    assert not SingleInstance(tmp_path / "lock").hand_over(["x"])


def test_a_second_start_waits_for_a_first_that_does_not_listen_yet(tmp_path: Path, qapp: QCoreApplication) -> None:
    program = _HOLD.replace("instance.on", "time.sleep(0.3); instance.on").replace("import sys", "import sys, time")
    program = program.replace("assert instance.acquire()", "assert instance.acquire(); print('locked', flush=True)")
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "locked\n"
        assert SingleInstance(tmp_path / "lock").hand_over(["x"])
        assert first.stdout.readline() == "held\n"
        assert first.stdout.readline() == "['x']\n"
        first.kill()
