"""How the system starts this program: its command, and what Linux and Windows want to have written down of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from microblog_desktop.system.paths import default_root

NAME = "microblog-desktop"
_NEEDS_QUOTES = frozenset(" \t\n\"'\\><~|&;$*?#()`")


def own_command(profile: Path, *options: str) -> tuple[str, ...]:
    """How this program was started, with these options, and with the profile if it is not the usual one."""
    chosen = () if profile == default_root().absolute() else ("--profile", str(profile))
    return (*_program(), *options, *chosen)


def _program() -> tuple[str, ...]:
    image = os.environ.get("APPIMAGE")
    if image:
        # What is inside it lies elsewhere at each start.
        return (image,)
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    script = Path(sys.argv[0])
    if script.stem == NAME and script.exists():
        return (str(script.absolute()),)
    return (sys.executable, "-m", "microblog_desktop")


def desktop_entry(command: str, *more: str) -> str:
    """The text of the file for a command as `exec_line` quotes it, with the lines that only this one has."""
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=Microblog",
        f"Exec={command}",
        f"Icon={NAME}",
        "Terminal=false",
        *more,
    )
    return "".join(f"{line}\n" for line in lines)


def exec_line(command: Sequence[str]) -> str:
    """The words of a desktop entry's `Exec`, quoted as its specification wants it."""
    return " ".join(map(_quoted, command))


def windows_command(command: Sequence[str]) -> str:
    """One line, quoted as Windows takes it apart again."""
    return subprocess.list2cmdline(command)


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")
    if not _NEEDS_QUOTES & set(word):
        return word
    for sign in '\\"`$':
        word = word.replace(sign, f"\\{sign}")
    # A value of the file is read once more before the shell's rules apply: each backslash stands for two.
    return '"' + word.replace("\\", "\\\\") + '"'
