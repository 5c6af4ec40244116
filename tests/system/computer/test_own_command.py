from __future__ import annotations

import configparser
import shlex
import sys
from pathlib import Path

import pytest

from microblog_desktop.system.computer.own_command import desktop_entry, exec_line, own_command, windows_command
from microblog_desktop.system.paths import default_root


def exec_of(text: str) -> list[str]:
    """The words of `Exec` as a desktop reads them: the file's own escapes first, then the quotes, then the codes."""
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    value = parser["Desktop Entry"]["Exec"].replace("\\\\", "\\")
    # Python's shlex knows two of the four signs that a backslash may stand before.
    return [word.replace("%%", "%").replace("\\$", "$") for word in shlex.split(value)]


def test_windows_gets_one_line_that_it_takes_apart_again() -> None:
    line = windows_command((r"C:\Program Files\Microblog\microblog-desktop.exe", "--hidden"))
    assert line == r'"C:\Program Files\Microblog\microblog-desktop.exe" --hidden'


def test_the_command_is_how_it_was_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["pytest"])
    assert own_command(default_root(), "--hidden") == (sys.executable, "-m", "microblog_desktop", "--hidden")
    script = tmp_path / "microblog-desktop"
    script.touch()
    monkeypatch.setattr(sys, "argv", [str(script)])
    assert own_command(default_root()) == (str(script),)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command(default_root()) == (sys.executable,)
    monkeypatch.setenv("APPIMAGE", "/home/susan/Microblog.AppImage")
    assert own_command(tmp_path, "--hidden") == (
        "/home/susan/Microblog.AppImage",
        "--hidden",
        "--profile",
        str(tmp_path),
    )


def test_plain_words_are_not_quoted() -> None:
    assert exec_line(("/usr/bin/microblog-desktop", "--hidden")) == "/usr/bin/microblog-desktop --hidden"


def test_a_desktop_reads_the_words_as_they_were() -> None:
    command = ("/opt/my programs/microblog-desktop", "--hidden", "--profile", '/data/100 % "mine" $HOME')
    text = desktop_entry(exec_line(command), "NoDisplay=true")
    assert exec_of(text) == list(command)
    assert text.endswith("NoDisplay=true\n")
