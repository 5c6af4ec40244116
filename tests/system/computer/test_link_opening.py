"""Whether links open with this program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from microblog_desktop.system.computer.link_opening import ENTRY, LinkEntry, link_opening

COMMAND = ("/opt/my programs/microblog-desktop",)


def put_xdg_mime(folder: Path, code: int) -> Path:
    """A program of that name that notes what it was asked."""
    folder.mkdir()
    program = folder / "xdg-mime"
    program.write_text(f'#!/bin/sh\necho "$@" > {folder}/asked\nexit {code}\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="a script of the shell")
def test_it_is_turned_on_and_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = put_xdg_mime(tmp_path / "bin", 0)
    monkeypatch.setenv("PATH", str(tools))
    links = LinkEntry(COMMAND, tmp_path / "applications")
    assert not links.is_on()
    links.turn()
    assert links.is_on()
    text = (tmp_path / "applications" / ENTRY).read_text(encoding="utf-8")
    assert 'Exec="/opt/my programs/microblog-desktop" %u\n' in text
    assert "MimeType=x-scheme-handler/microblog;\n" in text
    assert "Autostart" not in text
    asked = (tools / "asked").read_text(encoding="utf-8")
    assert asked == f"default {ENTRY} x-scheme-handler/microblog\n"
    links.turn()
    assert not links.is_on()
    assert not links.has_failed()


@pytest.mark.expects_log("who opens links cannot be changed")
@pytest.mark.skipif(sys.platform == "win32", reason="a script of the shell")
def test_a_system_that_refuses_is_told_of_and_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(put_xdg_mime(tmp_path / "bin", 3)))
    links = LinkEntry(COMMAND, tmp_path / "applications")
    links.turn()
    assert links.has_failed()
    assert not links.is_on()


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_on_linux_it_is_an_entry_in_the_persons_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    links = link_opening(tmp_path / "profile")
    assert isinstance(links, LinkEntry)
    (tmp_path / "applications").mkdir()
    (tmp_path / "applications" / ENTRY).touch()
    assert links.is_on()
