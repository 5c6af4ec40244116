"""How the last run ended."""

from __future__ import annotations

import faulthandler
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from microblog_desktop.system.crashes import (
    CRASH,
    REPORT,
    CrashWatch,
    Ending,
    LastRun,
    crash_report,
    crashed_at,
    forget_crash,
)


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
    assert isinstance(watch.failure, FileNotFoundError)
    watch.end()


def test_the_last_report_says_when_and_can_be_deleted(tmp_path: Path) -> None:
    assert crashed_at(tmp_path) is None
    (tmp_path / REPORT).write_text("Fatal Python error")
    os.utime(tmp_path / REPORT, (1_000_000_000, 1_000_000_000))
    assert crashed_at(tmp_path) == datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)
    forget_crash(tmp_path)
    forget_crash(tmp_path)
    assert crashed_at(tmp_path) is None
    assert crash_report(tmp_path) == ""


def test_a_clock_that_was_set_back_makes_no_crash_one_of_the_start(tmp_path: Path) -> None:
    (tmp_path / "running").write_text(f"{time.time() + 5000} 1", encoding="utf-8")
    (tmp_path / CRASH).write_text("Fatal Python error")
    assert CrashWatch(tmp_path).last.crashes_at_start == 0


def test_a_name_is_hidden_as_a_word_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/al"))
    (tmp_path / REPORT).write_text('File "/home/al/x.py", in calculate\nby al')
    assert crash_report(tmp_path) == 'File "~/x.py", in calculate\nby …'
