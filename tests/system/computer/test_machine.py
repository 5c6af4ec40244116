from __future__ import annotations

from pathlib import Path

import pytest

from microblog_desktop.system.computer.machine import (
    keyring_name,
    last_problems,
    session,
    size_of,
    system_name,
    without_person,
)

LOG = """\
2026-11-22 18:01:02,003 INFO microblog_desktop.sync.link: fine
2026-11-22 18:01:03,004 WARNING microblog_desktop.sync.link: susan at secret.example did not answer
2026-11-22 18:01:04,005 ERROR microblog_desktop.sync.supervisor: a bug in susan's worker
Traceback (most recent call last):
  File "/home/susan/microblog_desktop/sync/engine.py", line 12, in run
    self.go()
  File "/home/susan/microblog_desktop/store/rows.py", line 34, in go
    raise KeyError("susan")
KeyError: 'susan'
"""


def test_the_last_problems_are_told_without_what_they_say(tmp_path: Path) -> None:
    log = tmp_path / "the.log"
    log.write_text(LOG, encoding="utf-8")
    assert last_problems(log) == [
        "2026-11-22 18:01:03 WARNING microblog_desktop.sync.link",
        "2026-11-22 18:01:04 ERROR microblog_desktop.sync.supervisor: KeyError at microblog_desktop/store/rows.py:34",
    ]
    assert last_problems(log, most=1)[0].startswith("2026-11-22 18:01:04")
    assert last_problems(tmp_path / "none.log") == []


def test_a_path_names_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/susan")
    monkeypatch.setenv("USERPROFILE", "/home/susan")
    assert without_person(Path("/home/susan/.local/share/microblog-desktop")) == "~/.local/share/microblog-desktop"
    assert without_person(Path("/media/susan/stick")) == "/media/…/stick"


def test_strange_values_of_the_session_are_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_SESSION_TYPE", "wayland")
    monkeypatch.setenv("XMODIFIERS", "@im=ibus")
    monkeypatch.setenv("QT_IM_MODULE", "<script>" * 50)
    told = session()
    assert (told["XDG_SESSION_TYPE"], told["XMODIFIERS"], told["QT_IM_MODULE"]) == ("wayland", "@im=ibus", "(…)")


def test_sizes_are_of_all_files_below(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one").write_bytes(b"123")
    (tmp_path / "two").write_bytes(b"4567")
    assert size_of(tmp_path) == (2, 7)
    assert size_of(tmp_path / "none") == (0, 0)


def test_computer_and_keyring_have_a_name() -> None:
    assert system_name()
    assert keyring_name().startswith("keyring")
