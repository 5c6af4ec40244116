from __future__ import annotations

import plistlib
import sys
from pathlib import Path

import pytest

from microblog_desktop.system.computer.autostart import DesktopEntry, LaunchAgent, autostart
from microblog_desktop.system.paths import default_root

COMMAND = ("/opt/my programs/microblog-desktop", "--hidden")


def test_it_is_turned_on_and_off(tmp_path: Path) -> None:
    entry = DesktopEntry(COMMAND, tmp_path / "autostart")
    assert not entry.is_on()
    entry.turn()
    assert entry.is_on()
    text = (tmp_path / "autostart" / "microblog-desktop.desktop").read_text(encoding="utf-8")
    assert 'Exec="/opt/my programs/microblog-desktop" --hidden\n' in text
    entry.turn()
    assert not entry.is_on()
    assert not entry.has_failed()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false", "Hidden = True"])
def test_what_the_desktop_turned_off_is_off_and_comes_back(tmp_path: Path, line: str) -> None:
    file = tmp_path / "microblog-desktop.desktop"
    file.write_text(f"[Desktop Entry]\nExec=/old/place\n{line}\n", encoding="utf-8")
    entry = DesktopEntry(COMMAND, tmp_path)
    assert not entry.is_on()
    entry.turn()
    assert entry.is_on()
    assert "/old/place" not in file.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="a file of Linux' desktops")
def test_on_linux_it_is_in_the_person_s_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    autostart(default_root()).turn()
    assert (tmp_path / "autostart" / "microblog-desktop.desktop").exists()
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative/path")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    autostart(default_root()).turn()
    assert (tmp_path / "home" / ".config" / "autostart" / "microblog-desktop.desktop").exists()


def test_a_mac_s_launch_agent_begins_hidden_when_the_person_logs_in(tmp_path: Path) -> None:
    agent = LaunchAgent(COMMAND, tmp_path)
    agent.turn()
    assert agent.is_on()
    told = plistlib.loads(next(tmp_path.iterdir()).read_bytes())
    assert (told["ProgramArguments"], told["RunAtLoad"]) == (list(COMMAND), True)
    agent.turn()
    assert not agent.is_on()


def test_a_damaged_launch_agent_is_off(tmp_path: Path) -> None:
    agent = LaunchAgent(COMMAND, tmp_path)
    agent.turn()
    next(tmp_path.iterdir()).write_bytes(b"\x00nonsense")
    assert not agent.is_on()
    agent.turn()
    assert agent.is_on()
