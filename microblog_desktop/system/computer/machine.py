"""What computer this is, as far as it helps to understand a problem: no name of it or of anybody."""

from __future__ import annotations

import os
import platform
import re
import sys
from contextlib import suppress
from pathlib import Path

_SESSION = (
    "XDG_CURRENT_DESKTOP",
    "XDG_SESSION_TYPE",
    "QT_QPA_PLATFORM",
    "QT_IM_MODULE",
    "XMODIFIERS",
    "GTK_IM_MODULE",
    "LANGUAGE",
    "LC_ALL",
    "LC_TIME",
    "LANG",
    "TZ",
)
_HARMLESS = re.compile(r"[\w@=.:;,+/ -]{0,80}")
_LOG_LINE = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\S* (WARNING|ERROR|CRITICAL) ([\w.]+):")
_ERROR_CLASS = re.compile(r"([A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit|Group))\b")
_FRAME = re.compile(r'\s+File ".*?(microblog_desktop[/\\][\w/\\]+\.py)", line (\d+)')
_READS_BYTES = 200_000


def system_name() -> str:
    """The operating system with its version, and the kind of processor."""
    name = f"{platform.system()} {platform.release()}"
    if sys.platform == "linux":
        with suppress(OSError, KeyError):
            name = f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {name}"
    return f"{name}, {platform.machine()}"


def session() -> dict[str, str]:
    """The variables that decide on desktop, input method and language; strange values are not told."""
    told = {name: os.environ.get(name, "") for name in _SESSION}
    return {name: value if _HARMLESS.fullmatch(value) else "(…)" for name, value in told.items() if value}


def keyring_name() -> str:
    """The kind of keyring that would be used; loads the library, which may ask the desktop."""
    from keyring import core

    backend = core.get_keyring()
    return f"{type(backend).__module__}.{type(backend).__name__}"


def without_person(path: Path) -> str:
    """The path with ~ for the person's folder, and nothing else that is called like them."""
    home = Path.home()
    text = str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)
    return "/".join("…" if part == home.name else part for part in text.replace("\\", "/").split("/"))


def size_of(folder: Path) -> tuple[int, int]:
    """How many files are below, and their bytes."""
    sizes = []
    for file in folder.rglob("*"):
        try:
            if file.is_file():
                sizes.append(file.stat().st_size)
        except OSError:
            # It went while we looked.
            continue
    return len(sizes), sum(sizes)


def last_problems(log: Path, most: int = 12) -> list[str]:
    """When and where something went wrong, from the end of the log: its words may name people, so they are left out."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - _READS_BYTES))
            lines = file.read().decode(errors="replace").splitlines()
    except OSError:
        return []
    problems: list[str] = []
    frame = ""
    for line in lines:
        begun, inside = _LOG_LINE.match(line), _FRAME.match(line)
        if begun is not None:
            problems.append(" ".join(begun.groups()))
            frame = ""
        elif inside is not None:
            frame = f"{inside[1]}:{inside[2]}"
        elif frame and (failed := _ERROR_CLASS.match(line)) is not None and problems:
            problems[-1] += f": {failed[1]} at {frame}"
            frame = ""
    return problems[-most:]
