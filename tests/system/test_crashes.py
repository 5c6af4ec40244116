"""How the last run ended."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from microblog_desktop.system.crashes import CRASH, REPORT, CrashWatch, Ending, LastRun, crash_report


@pytest.fixture(autouse=True)
def faults_stay_enabled() -> Iterator[None]:
    """As pytest has it."""
    was_enabled = faulthandler.is_enabled()
    yield
    if was_enabled:
        faulthandler.enable()


def test_an_end_in_order_leaves_nothing(tmp_path: Path) -> None:
    watch = CrashWatch(tmp_path)
    watch.begin()
    watch.end()
    assert list(tmp_path.iterdir()) == []
    assert CrashWatch(tmp_path).last == LastRun()


def test_who_was_killed_is_not_told_of_a_crash(tmp_path: Path) -> None:
    watch = CrashWatch(tmp_path)
    watch.begin()
    watch.give_up()
    assert CrashWatch(tmp_path).last.ending is Ending.CUT_OFF


def test_a_bug_that_ends_the_program_is_in_the_report(tmp_path: Path) -> None:
    watch = CrashWatch(tmp_path)
    watch.begin()
    try:
        raise RuntimeError("too bad")
    except RuntimeError:
        watch.note_bug()
    watch.give_up()
    assert CrashWatch(tmp_path).last == LastRun(Ending.CRASHED, 1)
    assert "RuntimeError: too bad" in crash_report(tmp_path)


def test_crashes_at_the_start_are_counted_as_long_as_they_follow_each_other(tmp_path: Path) -> None:
    for before in range(3):
        watch = CrashWatch(tmp_path)
        assert watch.last.crashes_at_start == before
        watch.begin()
        (tmp_path / CRASH).write_text("Fatal Python error")
        watch.give_up()
    watch = CrashWatch(tmp_path)
    watch.begin()
    watch.end()
    assert CrashWatch(tmp_path).last.crashes_at_start == 0


def test_a_crash_after_a_long_time_is_not_one_of_the_start(tmp_path: Path) -> None:
    watch = CrashWatch(tmp_path)
    watch.begin()
    watch.give_up()
    crash = tmp_path / CRASH
    crash.write_text("Fatal Python error")
    later = crash.stat().st_mtime + 3600
    os.utime(crash, (later, later))
    assert CrashWatch(tmp_path).last == LastRun(Ending.CRASHED, 0)


def test_the_report_has_no_folder_of_the_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/rosalind")
    monkeypatch.setenv("USERPROFILE", "/home/rosalind")
    (tmp_path / REPORT).write_text('File "/home/rosalind/microblog/app.py", line 3')
    assert crash_report(tmp_path) == 'File "~/microblog/app.py", line 3'


def test_without_a_crash_there_is_no_report(tmp_path: Path) -> None:
    assert crash_report(tmp_path) == ""


def test_a_mark_that_cannot_be_read_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "running").write_bytes(b"\xff\x00")
    assert CrashWatch(tmp_path).last.ending is Ending.CUT_OFF


def test_a_folder_that_cannot_be_written_to_is_no_failure(tmp_path: Path) -> None:
    watch = CrashWatch(tmp_path / "missing")
    watch.begin()
    watch.end()
