from __future__ import annotations

import configparser
import plistlib
import shlex
import sys
from pathlib import Path

import pytest

from microblog_desktop.system.computer.autostart import (
    DesktopEntry,
    LaunchAgent,
    autostart,
    desktop_entry,
    launch_agent,
    start_command,
    windows_command,
)
from microblog_desktop.system.paths import default_root

COMMAND = ("/opt/my programs/microblog-desktop", "--hidden", "--profile", '/data/100 % "mine" $HOME')


def exec_of(text: str) -> list[str]:
    """The words of `Exec` as a desktop reads them: the file's own escapes first, then the quotes, then the codes."""
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    value = parser["Desktop Entry"]["Exec"].replace("\\\\", "\\")
    # Python's shlex knows two of the four signs that a backslash may stand before.
    return [word.replace("%%", "%").replace("\\$", "$") for word in shlex.split(value)]


def test_it_is_turned_on_and_off(tmp_path: Path) -> None:
    entry = DesktopEntry(COMMAND, tmp_path / "autostart")
    assert not entry.is_on()
    entry.turn()
    assert entry.is_on()
    text = (tmp_path / "autostart" / "microblog-desktop.desktop").read_text(encoding="utf-8")
    assert exec_of(text) == list(COMMAND)
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


@pytest.mark.expects_log("autostart cannot be changed")
def test_a_folder_that_cannot_be_made_is_a_failure_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("a file where the folder should be", encoding="utf-8")
    entry = DesktopEntry(COMMAND, tmp_path / "autostart")
    entry.turn()
    assert (entry.is_on(), entry.has_failed()) == (False, True)


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
    assert plistlib.loads(launch_agent(["/a"]))["ProgramArguments"] == ["/a"]
    agent.turn()
    assert not agent.is_on()


def test_a_damaged_launch_agent_is_off(tmp_path: Path) -> None:
    agent = LaunchAgent(COMMAND, tmp_path)
    agent.turn()
    next(tmp_path.iterdir()).write_bytes(b"\x00nonsense")
    assert not agent.is_on()
    agent.turn()
    assert agent.is_on()


def test_windows_gets_one_line_that_it_takes_apart_again() -> None:
    line = windows_command((r"C:\Program Files\Microblog\microblog-desktop.exe", "--hidden"))
    assert line == r'"C:\Program Files\Microblog\microblog-desktop.exe" --hidden'


def test_the_command_is_how_it_was_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["pytest"])
    assert start_command(default_root()) == (sys.executable, "-m", "microblog_desktop", "--hidden")
    script = tmp_path / "microblog-desktop"
    script.touch()
    monkeypatch.setattr(sys, "argv", [str(script)])
    assert start_command(default_root()) == (str(script), "--hidden")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert start_command(default_root()) == (sys.executable, "--hidden")
    monkeypatch.setenv("APPIMAGE", "/home/susan/Microblog.AppImage")
    assert start_command(tmp_path) == ("/home/susan/Microblog.AppImage", "--hidden", "--profile", str(tmp_path))


def test_plain_words_are_not_quoted() -> None:
    assert "Exec=/usr/bin/microblog-desktop --hidden\n" in desktop_entry(("/usr/bin/microblog-desktop", "--hidden"))
